import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { Deletions } from '../../record-table/deletions';
import { RecordTable } from '../../record-table/record-table';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { createCounter, createLogger } from '../shared/telemetry';

export const environment = readEnvironment(
  'DEPLOYMENT',
  'DELETION_BUCKET',
  'NOTIFICATION_TOPIC_ARN',
  'RECORD_TABLE',
  'RUN_HISTORY_DAYS',
  'RUN_STATE_MACHINE_ARN',
);
export const logger = createLogger('delete-users');
export const count = createCounter('Workflow', environment.DEPLOYMENT);
export const s3 = createClient(S3Client);
export const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
export const deletions = new Deletions(table);
export const keptDays = Number(environment.RUN_HISTORY_DAYS);
