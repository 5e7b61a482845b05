import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import { DataBucket, isGone } from '../../aws/data-bucket';
import { folderOf } from '../../aws/data-bucket-layout';
import { datasetPurpose } from '../../parameter-file/dataset-purpose';
import { checkPart } from '../../personalize/data-rules/check-part';
import { type DataCheck, MissingInput } from '../../reconciler/errors';
import { findResource, type ResourceReference } from '../../reconciler/resource-reference';
import { csvOf, planCheck } from '../../reconciler/resource-types/import-check-plan';
import { datasetOf } from '../../reconciler/step';
import { DataStatisticsRecords } from '../../record-table/data-statistics';
import type { FileReference } from '../../record-table/file-reference';
import { RecordTable } from '../../record-table/record-table';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { ParameterFileStore } from '../shared/parameter-file-store';
import { retried } from '../shared/retried';
import { correlate, createLogger } from '../shared/telemetry';

export interface CheckDataEvent {
  readonly file: FileReference;
  /** The import job. */
  readonly resource: ResourceReference;
  readonly check: DataCheck;
  /** Which part of the check, from 0. */
  readonly part: number;
  /** Id of the run; empty or absent outside of one. */
  readonly run?: string;
}

/** Milliseconds that are left to record what was found, even if a download stalls four times (aws/socket-timeout.ts). */
const RESERVE = 120_000;

const environment = readEnvironment('DATA_BUCKET', 'RECORD_TABLE');
const logger = createLogger('check-data');
const s3 = createClient(S3Client);
const files = new ParameterFileStore(s3);
const bucket = new DataBucket(s3, environment.DATA_BUCKET);
const records = new DataStatisticsRecords(new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE));

/** Goes on with the check of one part, and records what it found so far: the next poll asks for what is left. If the data has changed, nothing is done: the next poll asks for another check. */
export const handler = retried(async (event: CheckDataEvent, context: Context): Promise<void> => {
  correlate(logger, event.run);
  await check(event, context).catch((error: unknown) => {
    if (!isGone(error) && !(error instanceof MissingInput)) throw error;
    logger.info('The data has changed');
  });
});

async function check({ file, resource, check: { fingerprint, at }, part }: CheckDataEvent, context: Context) {
  const state = await files.load(file);
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
  const isTimeUp = () => context.getRemainingTimeInMillis() < RESERVE;
  const { found, next } = await checkPart(sources, datasetPurpose(state, work.dataset), before, { isTimeUp });
  await records.putPart(name, work.record, found, new Date(), next);
  const { rows, counts, isComplete } = found;
  logger.info('Checked', {
    datasetGroup: name,
    part: work.record,
    rows,
    counts,
    isComplete,
    isFinished: next === undefined,
  });
}
