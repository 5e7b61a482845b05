import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import { DataBucketReader } from '../../lib/aws/data-bucket';
import { DataStatisticsRecords } from '../../lib/record-table/data-statistics';
import { RecordTable } from '../../lib/record-table/record-table';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { checkedValues, type EventRules, OBJECT, TEXT } from '../shared/invalid-event';
import { ParameterFileStore } from '../shared/parameter-file-store';
import { retried } from '../shared/retried';
import { TIME } from '../shared/run-input';
import { correlate, createLogger } from '../shared/telemetry';
import { type CheckDataEvent, type CheckDataServices, checkData } from './check-data';

/**
 * Milliseconds reserved for recording the findings. They suffice even if a download first stalls three times, for 30 s each
 * (lib/aws/socket-timeout.ts).
 */
const RESERVE = 120_000;

const RULES: EventRules = {
  'file.bucket': TEXT,
  'file.key': TEXT,
  'file.versionId': TEXT,
  'check.resource': OBJECT,
  'check.fingerprint': TEXT,
  'check.at': [(value) => value === undefined || TIME[0](value), 'absent, or an ISO time'],
  part: [Number.isSafeInteger, 'the number of a part'],
};

const environment = readEnvironment('DATA_BUCKET', 'RECORD_TABLE');
const s3 = createClient(S3Client);
const files = new ParameterFileStore(s3);
const services: CheckDataServices = {
  logger: createLogger('check-data'),
  load: (file) => files.load(file),
  bucket: new DataBucketReader(s3, environment.DATA_BUCKET),
  records: new DataStatisticsRecords(new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE)),
};

export const handler = retried(async (event: CheckDataEvent, context: Context): Promise<void> => {
  checkedValues(event, RULES, 'that of check-data');
  correlate(services.logger, event.run);
  await checkData(event, () => context.getRemainingTimeInMillis() < RESERVE, services);
});
