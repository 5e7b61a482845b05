import type { DataLocation } from '../../aws/data-bucket';
import type { Description, Personalize } from '../account/personalize-api';
import type { Step } from '../step';
import { ownDatasetArn } from './dataset';

/**
 * Import jobs of the current dataset. One that was deleted and created again has the same ARN, but not the old data. It does not matter
 * what Personalize lists for a missing dataset: `personalize-imports-of-nothing` in docs/local-aws.md.
 */
export async function importsOf(
  personalize: Pick<Personalize, 'describe' | 'list'>,
  datasetArn: string,
): Promise<readonly Description[]> {
  const created = (await personalize.describe('dataset', datasetArn))?.creationDateTime;
  if (created === undefined) return [];
  const jobs = await personalize.list('datasetImportJob', { datasetArn });
  return jobs.filter(({ creationDateTime }) => creationDateTime !== undefined && creationDateTime >= created);
}

/** Everything that identifies an import of the step's dataset, including its data. */
export function importContent(step: Pick<Step, 'state' | 'resource' | 'scope'>, { uri, contents }: DataLocation) {
  return [ownDatasetArn(step), step.resource.request.importMode, uri, contents];
}
