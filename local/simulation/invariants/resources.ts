import { isActive } from '../../../personalize/statuses';
import { campaignName, GROUP, solutionNames, taskNames } from '../scenario';
import type { World } from '../world';
import type { Invariant } from './invariant';

export const desiredStateIsReached: Invariant = {
  name: 'after the faults, one more upload makes Personalize what the file says',
  check: async (world) => {
    const { scenario } = world;
    const solutions = solutionNames(scenario);
    return [
      ...missing(world, 'datasetGroup', [GROUP]),
      ...missing(world, 'schema', [`${GROUP}-schema`]),
      ...missing(world, 'dataset', [`${GROUP}-interactions`]),
      ...missing(world, 'eventTracker', scenario.eventTracker ? [`${GROUP}-tracker`] : []),
      ...missing(world, 'filter', world.wantsFilter ? [`${GROUP}-filter`] : []),
      ...missing(world, 'solution', solutions),
      ...missing(world, 'campaign', scenario.campaign ? solutions.map(campaignName) : []),
      ...(scenario.campaign ? await wrongCampaigns(world) : []),
    ];
  },
};

export const schedulesEqualTheFile: Invariant = {
  name: 'the schedules are those of the file',
  check: async ({ local, scenario }) => {
    const { Schedules: schedules } = (await local.aws.call('scheduler', 'ListSchedules', {
      GroupName: local.names.scheduleGroup,
    })) as { readonly Schedules: readonly { readonly Name: string }[] };
    const actual = schedules.map(({ Name }) => Name).filter((name) => name.includes(GROUP));
    const desired = taskNames(scenario);
    return [
      ...desired.filter((name) => !actual.includes(name)).map((name) => `schedule ${name} is missing`),
      ...actual
        .filter((name) => !desired.includes(name))
        .map((name) => `schedule ${name} is not in the file`),
    ];
  },
};

/** Jobs cannot be: their names are unique. */
export const nothingIsMadeTwice: Invariant = {
  name: 'no step makes a second solution version',
  check: async (world) => {
    const strays = world.ofType('solutionVersion').filter(({ arn }) => !world.knownVersions.has(arn));
    return strays.length > world.unknownVersions ? strays.map(({ arn }) => `no step knows of ${arn}`) : [];
  },
};

export const campaignsOnlyMoveOn: Invariant = {
  name: 'campaigns never move to an older version',
  check: async (world) => {
    const born = new Map(world.ofType('solutionVersion').map(({ arn, createdAt }) => [arn, createdAt]));
    const latest = new Map<string, number>();
    const back: string[] = [];
    for (const { campaign, version } of world.campaignMoves) {
      const time = born.get(version) ?? 0;
      if (time < (latest.get(campaign) ?? 0)) back.push(`campaign ${campaign} was moved back to ${version}`);
      latest.set(campaign, time);
    }
    return back;
  },
};

export const othersAreLeftAlone: Invariant = {
  name: 'nothing outside of the dataset group is touched',
  check: async (world) => (world.foreignGroupIsUntouched ? [] : ['the other dataset group was changed']),
};

function missing(world: World, type: Parameters<World['ofType']>[0], names: readonly string[]): string[] {
  const there = world.ofType(type);
  return names.flatMap((name) => {
    const found = there.find((resource) => resource.name === name);
    if (found === undefined) return [`${type} ${name} is missing`];
    return isActive(found.status) ? [] : [`${type} ${name} is ${found.status}`];
  });
}

async function wrongCampaigns(world: World): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const { arn, name } of world.ofType('campaign')) {
    const { minProvisionedTPS, solutionVersionArn } = await world.describe('campaign', arn);
    const newest = newestVersion(world, name);
    if (solutionVersionArn !== newest)
      wrong.push(`campaign ${name} serves ${solutionVersionArn}, the newest version is ${newest}`);
    if (minProvisionedTPS !== world.minProvisionedTPS)
      wrong.push(`campaign ${name} has ${minProvisionedTPS} TPS, the file ${world.minProvisionedTPS}`);
  }
  return wrong;
}

function newestVersion(world: World, campaign: string): string | undefined {
  const own = world
    .ofType('solutionVersion')
    .filter(({ name, status }) => isActive(status) && campaignName(name.split('/')[0] ?? '') === campaign);
  return own.sort((one, other) => one.createdAt - other.createdAt).at(-1)?.arn;
}
