import { isActive } from '../../personalize/statuses';
import { asDescribed } from './as-described';
import { type Description, newestFirst, type Personalize } from './personalize-api';

/**
 * Import jobs of the current dataset, the newest first. Leaves out jobs that are older than the dataset: a recreated
 * dataset has the same ARN, but not the old data. If the dataset does not exist, the result is empty. Then no list is
 * requested, because Personalize may refuse the request: `personalize-imports-of-nothing` in docs/local-aws.md.
 */
export async function importsOf(
  personalize: Pick<Personalize, 'describe' | 'list'>,
  datasetArn: string,
): Promise<readonly Description[]> {
  const created = (await personalize.describe('dataset', datasetArn))?.creationDateTime;
  if (created === undefined) return [];
  const jobs = await personalize.list('datasetImportJob', { datasetArn });
  return newestFirst(
    jobs.filter(({ creationDateTime }) => creationDateTime !== undefined && creationDateTime >= created),
  );
}

/** True if an import into the current dataset has succeeded. */
export async function isImported(...dataset: Parameters<typeof importsOf>): Promise<boolean> {
  const [personalize] = dataset;
  const imports = await asDescribed('datasetImportJob', await importsOf(...dataset), personalize);
  return imports.some(({ status = '' }) => isActive(status));
}
