import type { Logger } from '@aws-lambda-powertools/logger';
import { type DataBucketReader, isGone } from '../../lib/aws/data-bucket';
import { folderOf } from '../../lib/aws/data-bucket-layout';
import { datasetPurpose } from '../../lib/parameter-file/dataset-purpose';
import type { DesiredState } from '../../lib/parameter-file/desired-state';
import { checkPart } from '../../lib/personalize/data-rules/check-part';
import { type DataCheck, MissingInput } from '../../lib/reconciler/errors';
import { findResource } from '../../lib/reconciler/resource-reference';
import { csvOf, planCheck } from '../../lib/reconciler/resource-types/import-check-plan';
import { datasetOf } from '../../lib/reconciler/step';
import type { DataStatisticsRecords } from '../../lib/record-table/data-statistics';
import type { FileReference } from '../../lib/record-table/file-reference';

export interface CheckDataEvent {
  readonly file: FileReference;
  readonly check: DataCheck;
  /** Number of the part to check, from 0. */
  readonly part: number;
  /** Id of the run; absent or empty outside of a run. */
  readonly run?: string;
}

export interface CheckDataServices {
  readonly logger: Logger;
  readonly load: (file: FileReference) => Promise<DesiredState>;
  readonly bucket: DataBucketReader;
  readonly records: DataStatisticsRecords;
}

/**
 * Begins or continues the check of one part of the data, and records the findings. Does nothing if the part was checked
 * already, or if the data have changed. The next poll of the import job requests the checks that are still missing.
 * @param isTimeUp returns true once there is just enough time left to record the findings
 */
export async function checkData(
  event: CheckDataEvent,
  isTimeUp: () => boolean,
  services: CheckDataServices,
): Promise<void> {
  await check(event, isTimeUp, services).catch((error: unknown) => {
    if (!isGone(error) && !(error instanceof MissingInput)) throw error;
    services.logger.info('The data has changed');
  });
}

async function check(
  { file, check: { resource, fingerprint, at }, part }: CheckDataEvent,
  isTimeUp: () => boolean,
  { logger, load, bucket, records }: CheckDataServices,
): Promise<void> {
  const state = await load(file);
  const dataset = datasetOf({ state, resource: findResource(state, resource) });
  const place = { state, bucket, folder: folderOf(file.key) };
  const data = await csvOf(place, dataset, at === undefined ? undefined : new Date(at));
  const plan = data && (await planCheck(place, dataset, data));
  const work = plan?.parts[part];
  if (plan?.fingerprint !== fingerprint || work === undefined) return logger.info('The data has changed');
  const { name } = state.datasetGroup;
  const before = await records.partProgress(name, work.record);
  if (before !== undefined && before.next === undefined) return logger.info('Checked already', { part: work.record });
  const sources = work.files.map((each) => ({
    name: each.key,
    size: each.size,
    open: (from?: number) => bucket.bytes(each, from),
  }));
  // The csv of an earlier import may lack columns that were added to the schema later.
  const reading = { isTimeUp, mayLackColumns: at !== undefined };
  const { found, next } = await checkPart(sources, datasetPurpose(state, work.dataset), before, reading);
  await records.putPart(name, work.record, found, new Date(), next);
  const { rows, counts, isComplete } = found;
  const isFinished = next === undefined;
  logger.info('Checked', { datasetGroup: name, part: work.record, rows, counts, isComplete, isFinished });
}
