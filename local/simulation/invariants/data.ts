import { datasetArn } from '../../../personalize/arn';
import { DATASET_TYPES } from '../../../personalize/dataset-types';
import { isActive } from '../../../personalize/statuses';
import { csvKey, datasetSections, inputKey, solutionNames } from '../names';
import type { Team, World } from '../world';
import type { Broken, Invariant } from './invariant';

export const noDataIsDropped: Invariant = {
  name: 'after the faults, one more upload makes Personalize hold the data of the bucket, and batch jobs have read their latest input',
  check: async (world, broken) => {
    for (const team of world.teams) {
      await checkImports(world, team, broken);
      await checkBatchJobs(world, team, broken);
    }
  },
};

async function checkImports(world: World, { name, group }: Team, broken: Broken): Promise<void> {
  const { partition, region, id: accountId } = world.local.aws.account;
  const sections: readonly string[] = datasetSections(group);
  for (const { csvName, datasetType } of Object.values(DATASET_TYPES)) {
    if (!sections.includes(csvName)) continue;
    const dataset = datasetArn({ partition, region, accountId }, name, datasetType);
    await requireRead(world, csvKey(name, csvName), dataset, broken);
  }
}

async function checkBatchJobs(world: World, team: Team, broken: Broken): Promise<void> {
  const { name, group } = team;
  if (group.batch === 'none') return;
  const type = group.batch === 'inference' ? 'batchInferenceJob' : 'batchSegmentJob';
  for (const solution of solutionNames(team)) {
    const [newest] = world
      .ofType(type)
      .filter((job) => job.name.startsWith(`${solution}-`) && isActive(job.status))
      .sort((one, other) => other.createdAt - one.createdAt);
    await requireRead(world, inputKey(name, solution), newest?.arn ?? '', broken);
  }
}

/** Dates say nothing of it: a job reads long after it was created, and content may come back that was read before. */
async function requireRead(world: World, key: string, arn: string, broken: Broken): Promise<void> {
  const read = world.local.personalize.objectsRead(arn);
  const { ETag: present } = (await world.local.aws.call('s3', 'HeadObject', {
    Bucket: world.local.names.dataBucket,
    Key: key,
  })) as { readonly ETag: string };
  if (read.size !== 1 || read.get(key) !== present) {
    const list = [...read].map((entry) => entry.join(' ')).join(', ');
    broken(`${key} is ${present}, what ${arn || 'no job'} has read: ${list || 'nothing'}`);
  }
}
