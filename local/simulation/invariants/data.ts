import { isActive } from '../../../personalize/statuses';
import { datasetSections, inputKey, solutionNames } from '../names';
import type { Team, World } from '../world';
import type { Broken, Invariant } from './invariant';

export const noDataIsDropped: Invariant = {
  name: 'after the faults, one more upload has brought in the latest data, and batch jobs have read their latest input',
  check: async (world, broken) => {
    for (const team of world.teams) {
      checkImports(world, team, broken);
      checkBatchJobs(world, team, broken);
    }
  },
};

function checkImports(world: World, { name, group }: Team, broken: Broken): void {
  for (const section of datasetSections(group)) {
    const newest = newestActive(world, 'datasetImportJob', `${section}-${name}-`);
    requireNewer(world, `train/${name}/${section}.csv`, newest, broken);
  }
}

function checkBatchJobs(world: World, team: Team, broken: Broken): void {
  const { name, group } = team;
  if (group.batch === 'none') return;
  const type = group.batch === 'inference' ? 'batchInferenceJob' : 'batchSegmentJob';
  for (const solution of solutionNames(team)) {
    const newest = newestActive(world, type, `${solution}-`);
    requireNewer(world, inputKey(name, solution), newest, broken);
  }
}

/** When the newest job that succeeded was created; undefined if there is none. */
function newestActive(
  world: World,
  type: Parameters<World['ofType']>[0],
  prefix: string,
): number | undefined {
  const times = world
    .ofType(type)
    .filter(({ name, status }) => name.startsWith(prefix) && isActive(status))
    .map(({ createdAt }) => createdAt);
  return times.length === 0 ? undefined : Math.max(...times);
}

function requireNewer(world: World, key: string, jobAt: number | undefined, broken: Broken): void {
  const writtenAt = world.dataWrittenAt.get(key) ?? 0;
  if (jobAt === undefined) broken(`no job has read ${key}`);
  else if (jobAt < writtenAt)
    broken(`${key} is of ${iso(writtenAt)}, the last job that read it of ${iso(jobAt)}`);
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
