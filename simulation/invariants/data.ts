import { datasetArn } from '../../lib/personalize/arn';
import { DATASET_TYPES } from '../../lib/personalize/dataset-types';
import { isActive } from '../../lib/personalize/statuses';
import { expectedVersion } from '../simulate/expected-version';
import { csvFileKey, csvKey, datasetSections, inputKey, solutionNames } from '../simulate/names';
import type { Team } from '../simulate/operated-aws';
import type { World } from '../simulate/world';
import type { Broken, Invariant } from './invariant';
import { addedByPersons } from './manual-imports';

export const noDataIsDropped: Invariant = {
  name: 'after the faults, one more upload makes Personalize hold the data of the bucket, and batch jobs have read their latest input',
  check: async (world, broken) => {
    for (const team of world.teams) {
      await checkImports(world, team, broken);
      await checkBatchJobs(world, team, broken);
    }
  },
};

async function checkImports(world: World, team: Team, broken: Broken): Promise<void> {
  const { name, group, files } = team;
  const { partition, region, id: accountId } = world.local.aws.account;
  const sections: readonly string[] = datasetSections(group);
  for (const { csvName, datasetType } of Object.values(DATASET_TYPES)) {
    if (!sections.includes(csvName)) continue;
    const dataset = datasetArn({ partition, region, accountId }, name, datasetType);
    const inFolder = csvName === 'interactions' ? [...files] : [];
    const keys = inFolder.length > 0 ? inFolder.map((file) => csvFileKey(name, file)) : [csvKey(name, csvName)];
    await requireRead(world, keys, dataset, broken, group.incremental);
  }
}

async function checkBatchJobs(world: World, team: Team, broken: Broken): Promise<void> {
  const { name, group } = team;
  if (group.batch === 'none') return;
  const type = group.batch === 'inference' ? 'batchInferenceJob' : 'batchSegmentJob';
  for (const solution of solutionNames(team)) {
    // If no version may serve, there are no batch jobs.
    if ((await expectedVersion(world, team, solution)) === undefined) continue;
    const [newest] = world
      .ofType(type)
      .filter((job) => job.name.startsWith(`${solution}-`) && isActive(job.status))
      .sort((one, other) => other.createdAt - one.createdAt);
    await requireRead(world, [inputKey(name, solution)], newest?.arn ?? '', broken);
  }
}

/**
 * Compares the objects that a batch job or the imports of a dataset have read with the objects in the bucket. Contents are
 * compared, not dates, because a job reads long after its creation, and an object may get its earlier content again. Csv
 * that persons have added are ignored.
 * @param arn ARN of the batch job or dataset
 * @param amongOthers true if other files may also have been read: incremental imports keep the data of files that were
 * removed later
 */
async function requireRead(
  world: World,
  keys: readonly string[],
  arn: string,
  broken: Broken,
  amongOthers = false,
): Promise<void> {
  const bucket = `s3://${world.local.names.dataBucket}/`;
  const added = addedByPersons(world, arn);
  const objects = [...world.local.personalize.objectsRead(arn)].filter(
    ([key]) => !added.some((location) => `${bucket}${key}`.startsWith(location)),
  );
  const read = list(new Map(amongOthers ? objects.filter(([key]) => keys.includes(key)) : objects));
  const present = list(new Map(await Promise.all(keys.map(async (key) => [key, await etagOf(world, key)] as const))));
  if (read !== present) broken(`${arn || 'no job'} has read ${read || 'nothing'}, but the bucket has ${present}`);
}

async function etagOf({ local }: World, Key: string): Promise<string> {
  const { ETag } = (await local.aws.call('s3', 'HeadObject', {
    Bucket: local.names.dataBucket,
    Key,
  })) as { readonly ETag: string };
  return ETag;
}

/** Returns a text with all keys in alphabetical order, each with its ETag. */
function list(objects: ReadonlyMap<string, string>): string {
  return [...objects]
    .map((entry) => entry.join(' '))
    .sort()
    .join(', ');
}
