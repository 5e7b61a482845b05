import { InvalidInputException } from '@aws-sdk/client-personalize';
import type { DesiredState } from '../../../../lib/parameter-file/desired-state';
import { desiredParameters } from '../../../../lib/reconciler/parameters/desired-parameters';

const ACCOUNT = 'arn:aws:personalize:us-east-1:123456789012';
const SOLUTIONS = `${ACCOUNT}:solution/`;
const GROUPS = `${ACCOUNT}:dataset-group/`;
const SCOPE = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' };
const TRACKER = { name: 'shop-tracker', eventTrackerArn: 'arn:tracker', status: 'ACTIVE' };

const STATE = {
  datasetGroup: { name: 'shop' },
  solutions: [{ campaigns: [{ name: 'top' }, { name: 'similar' }] }],
  recommenders: [{ name: 'popular' }],
  eventTracker: { name: 'shop-tracker' },
} as unknown as DesiredState;

interface Lists {
  readonly campaign?: readonly object[];
  readonly recommender?: readonly object[] | Error;
  readonly eventTracker?: readonly object[];
}

function accountOf(lists: Lists) {
  const list = async (type: string) => {
    const found = lists[type as keyof Lists] ?? [];
    if (found instanceof Error) throw found;
    return found;
  };
  const describe = async (type: string, arn: string) => {
    if (type === 'campaign') return { solutionVersionArn: `${arn.replace('arn:', SOLUTIONS)}/1` };
    if (type === 'solution') return { datasetGroupArn: `${GROUPS}${arn.endsWith('-of-other') ? 'other' : 'shop'}` };
    return { trackingId: 'tracking-id' };
  };
  return { scope: SCOPE, personalize: { list, describe } as never };
}

const campaign = (name: string, status = 'ACTIVE') => ({ name, campaignArn: `arn:${name}`, status });

const NOTHING: ReadonlyMap<string, string> = new Map();

describe('desiredParameters', () => {
  it('contains the ARNs of the ACTIVE resources that the file has', async () => {
    // Prepare
    const account = accountOf({
      campaign: [campaign('top'), campaign('similar', 'CREATE IN_PROGRESS'), campaign('of-another-group')],
      recommender: [{ name: 'popular', recommenderArn: 'arn:popular', status: 'ACTIVE' }],
      eventTracker: [TRACKER, { ...TRACKER, name: 'action-interactions', eventTrackerArn: 'arn:other' }],
    });

    // Act
    const desired = await desiredParameters(STATE, NOTHING, account);

    // Assess
    const tracker = { arn: 'arn:tracker', trackingId: 'tracking-id' };
    expect(Object.fromEntries(desired)).toEqual({
      'campaigns/top': 'arn:top',
      'recommenders/popular': 'arn:popular',
      'event-tracker': JSON.stringify(tracker),
      all: JSON.stringify({
        campaigns: { top: 'arn:top' },
        recommenders: { popular: 'arn:popular' },
        eventTracker: tracker,
      }),
    });
  });

  it('keeps the parameter of a resource that has left the file, unless the resource is being deleted or belongs to another group', async () => {
    // Prepare
    const published = new Map([
      ['campaigns/old', 'arn:old'],
      ['campaigns/older', 'arn:older'],
      ['campaigns/one-of-other', 'arn:one-of-other'],
    ]);
    const all = [campaign('old'), campaign('older', 'DELETE PENDING'), campaign('one-of-other')];
    const account = accountOf({ campaign: all });

    // Act
    const desired = await desiredParameters(STATE, published, account);

    // Assess
    expect([...desired.keys()]).toEqual(['campaigns/old', 'all']);
  });

  it('has no parameter for a dataset group that no longer exists', async () => {
    // Prepare
    const gone = new InvalidInputException({ message: 'not found', $metadata: {} });

    // Act
    const desired = await desiredParameters(STATE, new Map([['all', '{}']]), accountOf({ recommender: gone }));

    // Assess
    expect([...desired]).toEqual([]);
  });

  it('omits the parameter `all` if it would be too large for SSM', async () => {
    // Prepare
    const names = Array.from({ length: 100 }, (_, index) => `campaign-${index}-${'x'.repeat(50)}`);
    const state = { ...STATE, solutions: [{ campaigns: names.map((name) => ({ name })) }] } as unknown as DesiredState;
    const account = accountOf({ campaign: names.map((name) => campaign(name)) });

    // Act
    const desired = await desiredParameters(state, NOTHING, account);

    // Assess
    expect(desired.size).toBe(100);
    expect(desired.has('all')).toBe(false);
  });
});
