import type { Description } from './personalize-api';
import type { Step } from './step';

/** Import jobs of a dataset as it is now: one that was deleted and created again has its ARN, but not its data. */
export async function importsOf({ personalize }: Step, datasetArn: string): Promise<readonly Description[]> {
  const created = (await personalize.describe('dataset', datasetArn))?.creationDateTime;
  const jobs = await personalize.list('datasetImportJob', { datasetArn });
  return jobs.filter(
    ({ creationDateTime }) =>
      created !== undefined && creationDateTime !== undefined && creationDateTime >= created,
  );
}
