import type { Description, Personalize } from './personalize-api';

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
