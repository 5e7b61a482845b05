import type { CallListener } from '../../../emulator/core/aws';
import { parametersNameWhatIsActive, parametersWereActive } from '../../../simulation/invariants/parameters';
import type { World } from '../../../simulation/simulate/world';

const NAME = 'simulated-0-solution-0-campaign';
const CAMPAIGN = `arn:aws:personalize:us-east-1:123456789012:campaign/${NAME}`;
const TRACKER = JSON.stringify({ arn: 'arn:tracker', trackingId: 'id' });
const ALL = JSON.stringify({ campaigns: { one: CAMPAIGN }, recommenders: {}, eventTracker: JSON.parse(TRACKER) });

/**
 * @param campaign true if the file has the campaign
 * @returns the violations in a world with an ACTIVE campaign, an ACTIVE event tracker and a recommender that is not ACTIVE
 */
async function violations(parameters: Readonly<Record<string, string>>, campaign = true): Promise<readonly string[]> {
  const resources: Readonly<Record<string, object>> = {
    campaign: { name: NAME, type: 'campaign', arn: CAMPAIGN, status: 'ACTIVE' },
    recommender: { name: 'simulated-0-recommender', type: 'recommender', arn: 'arn:recommender', status: 'INACTIVE' },
    eventTracker: { name: 'simulated-0-tracker', type: 'eventTracker', arn: 'arn:tracker', status: 'ACTIVE' },
  };
  const answer = {
    Parameters: Object.entries(parameters).map(([name, Value]) => ({
      Name: `/personalize/groups/simulated-0/${name}`,
      Value,
    })),
  };
  const world = {
    local: { aws: { call: async () => answer } },
    teams: [{ name: 'simulated-0', group: { batch: 'none' }, edition: { solutions: 1, campaign } }],
    ofType: (type: string) => [resources[type]],
  } as unknown as World;
  const found: string[] = [];
  await parametersNameWhatIsActive.check?.(world, (what) => found.push(what));
  return found;
}

describe('the invariant that parameters name what is ACTIVE', () => {
  it('allows a missing parameter of a campaign that left the file but still exists, because its deletion may have been stopped', async () => {
    const all = JSON.stringify({ campaigns: {}, recommenders: {}, eventTracker: JSON.parse(TRACKER) });
    expect(await violations({ 'event-tracker': TRACKER, all }, false)).toEqual([]);
  });

  it('holds if the parameters of single resources and the parameter of the whole group name what is ACTIVE', async () => {
    expect(await violations({ 'campaigns/one': CAMPAIGN, 'event-tracker': TRACKER, all: ALL })).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['a parameter is missing', { 'campaigns/one': CAMPAIGN, all: ALL }],
    [
      'a parameter names a resource that is not ACTIVE',
      { 'campaigns/one': CAMPAIGN, 'recommenders/one': 'arn:recommender', 'event-tracker': TRACKER, all: ALL },
    ],
    [
      'the parameter of the group differs from the others',
      { 'campaigns/one': CAMPAIGN, 'event-tracker': TRACKER, all: '{}' },
    ],
    ['the parameter of the group is missing', { 'campaigns/one': CAMPAIGN, 'event-tracker': TRACKER }],
  ])('is violated if %s', async (_what, parameters) => {
    expect(await violations(parameters)).not.toEqual([]);
  });
});

/** A deployment that has published the parameter of a campaign. */
function published() {
  const broken: string[] = [];
  const calls: CallListener[] = [];
  const changes: ((change: object) => void)[] = [];
  let now = 0;
  const world = {
    local: {
      clock: { now: () => now },
      aws: { onCall: (listener: CallListener) => calls.push(listener) },
      personalize: { onChange: (listener: (change: object) => void) => changes.push(listener) },
    },
    executionLog: { runOf: () => undefined },
  } as unknown as World;
  const report = (what: string) => broken.push(what);
  parametersWereActive.watch?.(world, report);
  const call = (service: string, operation: string, input: object) => {
    now += 1000;
    for (const listener of calls) listener({ service, call: { operation, input }, caller: { kind: 'role' } } as never);
  };
  const path = '/personalize/groups/simulated-0';
  call('ssm', 'PutParameter', { Name: `${path}/campaigns/one`, Value: CAMPAIGN });
  return {
    /** Reads the parameters, to compare them with what is ACTIVE. */
    compare: () => call('ssm', 'GetParametersByPath', { Path: path }),
    remove: () => call('ssm', 'DeleteParameter', { Name: `${path}/campaigns/one` }),
    deleteCampaign: () => call('personalize', 'DeleteCampaign', { campaignArn: CAMPAIGN }),
    change: (status: string, update = false) => {
      for (const listener of changes) listener({ arn: CAMPAIGN, status, update });
    },
    violations: async () => {
      await parametersWereActive.rested?.(world, report);
      return broken;
    },
  };
}

describe('the invariant that parameters name what was ACTIVE when they were last compared', () => {
  it('is violated by a parameter whose resource was no longer ACTIVE when the parameters were last compared', async () => {
    // Prepare
    const { change, compare, violations: found } = published();

    // Act
    change('DELETE PENDING');
    compare();

    // Assess
    expect(await found()).toEqual([expect.stringMatching(/campaigns\/one names .* which was not ACTIVE any more$/)]);
  });

  it('is violated by a run that deletes a resource which a parameter names', async () => {
    // Prepare
    const { deleteCampaign, violations: found } = published();

    // Act
    deleteCampaign();

    // Assess
    expect(await found()).toEqual([expect.stringMatching(/^DeleteCampaign of .*, which .*campaigns\/one names$/)]);
  });

  it('allows parameters of resources that are being updated, or are deleted after the comparison', async () => {
    // Prepare
    const { change, compare, violations: found } = published();

    // Act
    change('UPDATE IN_PROGRESS', true);
    compare();
    change('DELETE PENDING');

    // Assess
    expect(await found()).toEqual([]);
  });

  it('allows the deletion of a resource that no parameter names', async () => {
    // Prepare
    const { remove, deleteCampaign, violations: found } = published();

    // Act
    remove();
    deleteCampaign();

    // Assess
    expect(await found()).toEqual([]);
  });
});
