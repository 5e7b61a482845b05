import type { DataLocation } from '../../aws/data-bucket';
import type { Description, Personalize } from '../account/personalize-api';
import type { Step } from '../step';
import { ownDatasetArn } from './dataset';

/**
 * Import jobs of a dataset as it is now: one that was deleted and created again has its ARN, but not its data. What Personalize lists for
 * one that does not exist need not be known: `personalize-imports-of-nothing` in docs/local-aws.md.
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

/** Everything that makes an import of the step's dataset other work, its data included. */
export function importContent(step: Pick<Step, 'state' | 'resource' | 'scope'>, { uri, contents }: DataLocation) {
  return [ownDatasetArn(step), step.resource.request.importMode, uri, contents];
}
