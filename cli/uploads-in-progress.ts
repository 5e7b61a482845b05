import { UPLOAD_WORKFLOW } from '../lib/parameter-file/workflows';
import type { UploadInProgress } from '../lib/reconciler/plan/plan';
import { RunHistory } from '../lib/record-table/run-history';
import type { DeployedAws } from './aws';

/**
 * The uploads of a dataset group that are in progress, oldest first. Uploads that wait, retries and restorations are
 * included.
 */
export async function uploadsInProgress(
  { records }: Pick<DeployedAws, 'records'>,
  datasetGroup: string,
): Promise<readonly UploadInProgress[]> {
  const runs = await new RunHistory(records).inProgress(datasetGroup);
  const found = runs.filter(({ workflow }) => workflow === UPLOAD_WORKFLOW);
  return found.map(({ id, trigger, startedAt, file, fileVersion }) => ({ id, trigger, startedAt, file, fileVersion }));
}
