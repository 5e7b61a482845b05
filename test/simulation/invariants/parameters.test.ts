import { parametersNameWhatIsActive } from '../../../simulation/invariants/parameters';
import type { World } from '../../../simulation/simulate/world';

const CAMPAIGN = 'arn:campaign';
const TRACKER = JSON.stringify({ arn: 'arn:tracker', trackingId: 'id' });
const ALL = JSON.stringify({ campaigns: { one: CAMPAIGN }, recommenders: {}, eventTracker: JSON.parse(TRACKER) });

/** @returns the violations, if a campaign and an event tracker are ACTIVE and a recommender is not */
async function violations(parameters: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const resources: Readonly<Record<string, object>> = {
    campaign: { name: 'simulated-0-campaign', arn: CAMPAIGN, status: 'ACTIVE' },
    recommender: { name: 'simulated-0-recommender', arn: 'arn:recommender', status: 'INACTIVE' },
    eventTracker: { name: 'simulated-0-tracker', arn: 'arn:tracker', status: 'ACTIVE' },
  };
  const answer = {
    Parameters: Object.entries(parameters).map(([name, Value]) => ({
      Name: `/personalize/groups/simulated-0/${name}`,
      Value,
    })),
  };
  const world = {
    local: { aws: { call: async () => answer } },
    teams: [{ name: 'simulated-0' }],
    ofType: (type: string) => [resources[type]],
  } as unknown as World;
  const found: string[] = [];
  await parametersNameWhatIsActive.check?.(world, (what) => found.push(what));
  return found;
}

describe('the invariant on parameters', () => {
  it('holds if they name what is ACTIVE, one by one and as a whole', async () => {
    expect(await violations({ 'campaigns/one': CAMPAIGN, 'event-tracker': TRACKER, all: ALL })).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['a parameter is missing', { 'campaigns/one': CAMPAIGN, all: ALL }],
    [
      'one names what is not ACTIVE',
      { 'campaigns/one': CAMPAIGN, 'recommenders/one': 'arn:recommender', 'event-tracker': TRACKER, all: ALL },
    ],
    ['the whole differs from the others', { 'campaigns/one': CAMPAIGN, 'event-tracker': TRACKER, all: '{}' }],
    ['there is no whole', { 'campaigns/one': CAMPAIGN, 'event-tracker': TRACKER }],
  ])('is broken if %s', async (_what, parameters) => {
    expect(await violations(parameters)).not.toEqual([]);
  });
});
