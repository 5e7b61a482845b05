import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import type { Values } from '../../lib/parameter-file/placeholders';
import { UPLOAD_WORKFLOW } from '../../lib/parameter-file/workflows';
import { DatasetGroups } from '../../lib/record-table/dataset-groups';
import { FilesInForce } from '../../lib/record-table/files-in-force';
import { RecordTable } from '../../lib/record-table/record-table';
import { UPLOAD_TRIGGER } from '../../lib/record-table/run-request';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { readObject } from '../shared/parameter-file-store';
import { Refusals } from '../shared/refusals';
import { RunStarter } from '../shared/run-starter';
import { createCounter, createLogger } from '../shared/telemetry';
import { handleUploads, type UploadServices } from './upload';

const environment = readEnvironment(
  'DEPLOYMENT',
  'RECORD_TABLE',
  'PARAMETER_VALUES',
  'RUN_HISTORY_DAYS',
  'NOTIFICATION_TOPIC_ARN',
  'RUN_STATE_MACHINE_ARN',
);
const logger = createLogger('upload');
const s3 = createClient(S3Client);
const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
const topic = { sns: createClient(SNSClient), arn: environment.NOTIFICATION_TOPIC_ARN };
const services: UploadServices = {
  logger,
  count: createCounter('Workflow', environment.DEPLOYMENT),
  read: (file) => readObject(s3, file),
  parameterValues: JSON.parse(environment.PARAMETER_VALUES) as Values,
  filesInForce: new FilesInForce(table),
  datasetGroups: new DatasetGroups(table),
  refusals: new Refusals(table, Number(environment.RUN_HISTORY_DAYS), topic, logger, {
    workflow: UPLOAD_WORKFLOW,
    trigger: UPLOAD_TRIGGER,
    what: 'parameter file',
    error: 'InvalidParameterFile',
  }),
  starter: new RunStarter(createClient(SFNClient), environment.RUN_STATE_MACHINE_ARN),
};

export async function handler(event: unknown, { awsRequestId }: Context): Promise<void> {
  await handleUploads(event, awsRequestId, services);
}
