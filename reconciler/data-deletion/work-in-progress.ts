import { ResourceNotFoundException } from '@aws-sdk/client-personalize';
import { RESOURCE_TYPES, type ResourceType } from '../../personalize/resource-types';
import { isPending } from '../../personalize/statuses';
import type { Description, Personalize, Request } from '../resource-types/personalize-api';

/**
 * What reads or writes the data of a dataset group now: imports, trainings, batch jobs, and other deletions. "Before you create a data
 * deletion job, make sure no jobs that use your datasets are in progress" (developer guide, "Deleting users", November 2026).
 * @returns its ARN and status; undefined if there is nothing
 */
export async function workInProgress(personalize: Personalize, datasetGroupArn: string): Promise<string | undefined> {
  const pending = async (type: ResourceType, request: Request, isMeant = (_: Description) => true) => {
    const { arnMember } = RESOURCE_TYPES[type];
    const found = (await personalize.list(type, request)).find((each) => isPending(each.status ?? '') && isMeant(each));
    return found && `${found[arnMember]} is ${found.status}`;
  };
  const inGroup = { datasetGroupArn };
  const datasets = await arnsOf(personalize, 'dataset', inGroup);
  const solutions = await arnsOf(personalize, 'solution', inGroup);
  const isOfGroup = ({ solutionVersionArn }: Description) =>
    solutions.some((solution) => String(solutionVersionArn).startsWith(`${solution}/`));
  const searches = [
    () => pending('dataDeletionJob', inGroup),
    () => pending('recommender', inGroup),
    ...datasets.map((datasetArn) => () => pending('datasetImportJob', { datasetArn })),
    ...solutions.map((solutionArn) => () => pending('solutionVersion', { solutionArn }).catch(nothingIfGone)),
    // Not by version: a solution has hundreds of them after years.
    ...(solutions.length > 0
      ? [() => pending('batchInferenceJob', {}, isOfGroup), () => pending('batchSegmentJob', {}, isOfGroup)]
      : []),
  ];
  // One after the other: Personalize throttles lists.
  for (const search of searches) {
    const found = await search();
    if (found !== undefined) return found;
  }
  return undefined;
}

async function arnsOf(personalize: Personalize, type: ResourceType, request: Request): Promise<readonly string[]> {
  return (await personalize.list(type, request)).map((each) => String(each[RESOURCE_TYPES[type].arnMember]));
}

/** ListSolutionVersions is the one list that refuses a solution that was deleted. */
function nothingIfGone(error: unknown): undefined {
  if (error instanceof ResourceNotFoundException) return undefined;
  throw error;
}
