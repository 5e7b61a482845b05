import type { LocalAws } from '../../emulator/local-aws';
import type { ResourceSnapshot } from '../../emulator/services/personalize/service';
import { RESOURCE_TYPES } from '../../lib/personalize/resource-types';

type Members = Readonly<Record<string, unknown>>;

/**
 * Milliseconds that Personalize alone would need for a dataset group with solutions: the longest chain of dependent
 * resources, by their actual durations. Datasets and event trackers wait for their group, and an import for its
 * dataset. Trainings and filters wait for all imports. Campaigns and batch jobs wait for their version.
 */
export async function criticalPath(local: LocalAws): Promise<number> {
  const resources = local.personalize.snapshot();
  const group = Math.max(...lengths(resources, 'datasetGroup'));
  const datasets = new Map<string, number>();
  for (const dataset of resources.filter(({ type }) => type === 'dataset'))
    datasets.set(dataset.arn, group + length(dataset));
  let data = group;
  for (const job of resources.filter(({ type }) => type === 'datasetImportJob'))
    data = Math.max(data, (datasets.get(await memberOf(local, job, 'datasetArn')) ?? 0) + length(job));
  const versions = new Map<string, number>();
  for (const version of resources.filter(({ type }) => type === 'solutionVersion'))
    versions.set(version.arn, data + length(version));
  const ends = [
    group + Math.max(0, ...lengths(resources, 'eventTracker')),
    data + Math.max(0, ...lengths(resources, 'filter')),
    ...versions.values(),
  ];
  for (const user of resources.filter(({ type }) => USERS.includes(type)))
    ends.push((versions.get(await memberOf(local, user, 'solutionVersionArn')) ?? 0) + length(user));
  return Math.max(...ends);
}

/** Types that use a solution version. */
const USERS: readonly string[] = ['campaign', 'batchInferenceJob', 'batchSegmentJob'];

/** Returns a member of a resource's description. */
async function memberOf({ aws }: LocalAws, { type, arn }: ResourceSnapshot, member: string): Promise<string> {
  const { describe, arnMember, describeMember } = RESOURCE_TYPES[type];
  const answer = (await aws.call('personalize', describe, { [arnMember]: arn })) as Record<string, Members>;
  return String(answer[describeMember]?.[member]);
}

function lengths(resources: readonly ResourceSnapshot[], type: string): number[] {
  return resources.filter((resource) => resource.type === type).map(length);
}

function length({ createdAt, settledAt, arn }: ResourceSnapshot): number {
  if (settledAt === undefined) throw new Error(`${arn} is still in progress.`);
  return settledAt - createdAt;
}
