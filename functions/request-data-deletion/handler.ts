import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CopyObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { DataBucketReader } from '../../lib/aws/data-bucket';
import { DELETION_WORKFLOW } from '../../lib/parameter-file/workflows';
import { DataDeletions } from '../../lib/record-table/data-deletions';
import { FilesInForce } from '../../lib/record-table/files-in-force';
import { RecordTable } from '../../lib/record-table/record-table';
import { DELETION_TRIGGER } from '../../lib/record-table/run-request';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { Refusals } from '../shared/refusals';
import { RunStarter } from '../shared/run-starter';
import { createCounter, createLogger } from '../shared/telemetry';
import { type UploadedObject, uploadedObjects } from '../shared/uploaded-object';
import { type RequestServices, request } from './request';

const environment = readEnvironment(
  'DEPLOYMENT',
  'DATA_DELETION_BUCKET',
  'NOTIFICATION_TOPIC_ARN',
  'RECORD_TABLE',
  'RUN_HISTORY_DAYS',
  'RUN_STATE_MACHINE_ARN',
);
const logger = createLogger('request-data-deletion');
const s3 = createClient(S3Client);
const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
const topic = { sns: createClient(SNSClient), arn: environment.NOTIFICATION_TOPIC_ARN };
const services: RequestServices = {
  logger,
  count: createCounter('Workflow', environment.DEPLOYMENT),
  open: (file) => new DataBucketReader(s3, file.bucket).bytes(file),
  copy,
  filesInForce: new FilesInForce(table),
  deletions: new DataDeletions(table),
  refusals: new Refusals(table, Number(environment.RUN_HISTORY_DAYS), topic, logger, {
    workflow: DELETION_WORKFLOW,
    trigger: DELETION_TRIGGER,
    what: 'deletion of users',
    error: 'InvalidDeletion',
  }),
  starter: new RunStarter(createClient(SFNClient), environment.RUN_STATE_MACHINE_ARN),
};

/**
 * Invoked by S3 for every object that is uploaded to `delete/`.
 * @throws InvalidEvent, before anything is changed, if the event has an unexpected form, e.g. in a manual invocation
 */
export async function handler(event: object, { awsRequestId }: Context): Promise<void> {
  for (const object of uploadedObjects(event)) await request(object, awsRequestId, services);
}

/** Copies an object without its tags, because the function has no permission to read tags. */
async function copy({ bucket, key, versionId }: UploadedObject, to: string): Promise<void> {
  const path = [bucket, ...key.split('/')].map(encodeURIComponent).join('/');
  await s3.send(
    new CopyObjectCommand({
      Bucket: environment.DATA_DELETION_BUCKET,
      Key: to,
      CopySource: `${path}?versionId=${encodeURIComponent(versionId)}`,
      TaggingDirective: 'REPLACE',
    }),
  );
}
