import { CsvTooDeep } from '../../lib/aws/data-bucket';
import { undefinedOn } from '../../lib/aws/undefined-on';
import { RefusedBefore, UnmetNeed } from '../../lib/reconciler/errors';
import { fingerprint } from '../../lib/reconciler/resource-types/job-name';
import { datasetOf, describeResource, type Step } from '../../lib/reconciler/step';
import type { DataRefusals } from '../../lib/record-table/data-refusals';
import { taskOfTrigger } from '../../lib/record-table/run-request';

/**
 * If the error says that a step's data are refused, records this refusal. A refusal that was notified before is not
 * recorded again.
 * @param trigger trigger of the run
 * @throws errors of S3, after which the step can be polled again
 * @returns RefusedBefore if a scheduled run repeats a refusal that was notified before; in all other cases, the given
 * error
 */
export async function refusalOf(step: Step, error: unknown, refusals: DataRefusals, trigger = ''): Promise<unknown> {
  const { state, bucket, folder, runId, until } = step;
  if (until !== 'CHECKED' || !(error instanceof UnmetNeed) || runId === undefined) return error;
  const { csvName } = datasetOf(step);
  // If the data were refused because csv are in sub-folders, `csv` throws CsvTooDeep again.
  const data = await undefinedOn(bucket.csv(folder, csvName), CsvTooDeep);
  const refused = fingerprint([error.problem, data?.contents]);
  const { name } = state.datasetGroup;
  if (await refusals.wasNotified(name, csvName, refused))
    return trigger && taskOfTrigger(trigger) === trigger
      ? new RefusedBefore(describeResource(step), error.problem)
      : error;
  await refusals.record(name, csvName, refused, runId);
  return error;
}
