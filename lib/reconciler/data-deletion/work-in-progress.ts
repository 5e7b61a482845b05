import { RESOURCE_TYPES, type ResourceType } from '../../personalize/resource-types';
import { isPending } from '../../personalize/statuses';
import type { Description, Personalize, Request } from '../account/personalize-api';

/**
 * Finds work that reads or writes, or may read, the data of a dataset group: imports, trainings of solutions, all changes of recommenders in
 * progress, batch jobs, and other deletions of users. "Before you create a data deletion job, make sure no jobs that use your datasets are in progress" (developer guide, "Deleting
 * users", November 2026).
 * @returns ARN and status of such work; undefined if there is none
 */
export async function workInProgress(personalize: Personalize, datasetGroupArn: string): Promise<string | undefined> {
  const inGroup = { datasetGroupArn };
  const datasets = await arnsOf(personalize, 'dataset', inGroup);
  const solutions = await arnsOf(personalize, 'solution', inGroup);
  // The lists of batch jobs contain the jobs of the whole account. A job's solution version shows if the job belongs to the dataset group.
  const isOfGroup = ({ solutionVersionArn: version }: Description) =>
    version === undefined || solutions.some((solution) => String(version).startsWith(`${solution}/`));
  const searches: readonly Search[] = [
    ['dataDeletionJob', inGroup],
    ['recommender', inGroup],
    ...datasets.map((datasetArn) => ['datasetImportJob', { datasetArn }] as const),
    ...solutions.map((solutionArn) => ['solutionVersion', { solutionArn }] as const),
    ...(solutions.length > 0 ? BATCH_SEARCHES : []),
  ];
  // The searches run one after the other, because Personalize throttles List requests.
  for (const [type, request] of searches) {
    const listed = await personalize.list(type, request);
    const found = listed.find((each) => isPending(each.status ?? '') && isOfGroup(each));
    if (found !== undefined) return `${found[RESOURCE_TYPES[type].arnMember]} is ${found.status}`;
  }
  return undefined;
}

type Search = readonly [ResourceType, Request];

/** Searches for all batch jobs of the account. Versions accumulate over the years, so one search for each version would take hundreds of calls. */
const BATCH_SEARCHES: readonly Search[] = [
  ['batchInferenceJob', {}],
  ['batchSegmentJob', {}],
];

async function arnsOf(personalize: Personalize, type: ResourceType, request: Request): Promise<readonly string[]> {
  return (await personalize.list(type, request)).map((each) => String(each[RESOURCE_TYPES[type].arnMember]));
}
