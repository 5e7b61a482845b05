import { DELETE } from '../../lib/aws/data-bucket-layout';
import type { FunctionDefinition } from '../shared/definition';

export const definition: FunctionDefinition = {
  name: 'request-data-deletion',
  description: 'Checks an uploaded csv of users, and starts the run that deletes them from their dataset group.',
  // The timeout must not be longer: see NOTIFYING_SECONDS in lib/record-table/notify-once.ts. A csv of 100 MB is read
  // within this time.
  timeoutSeconds: 120,
  memoryMegabytes: 1024,
  environment: (stack) => ({
    DEPLOYMENT: stack.settings.name,
    DATA_DELETION_BUCKET: stack.deletionBucket.name,
    NOTIFICATION_TOPIC_ARN: stack.topic.arn,
    RECORD_TABLE: stack.table.name,
    RUN_HISTORY_DAYS: stack.settings.runHistoryDays,
    RUN_STATE_MACHINE_ARN: stack.stateMachineArn('run'),
  }),
  permissions: (stack) => [
    { actions: ['s3:GetObjectVersion'], resources: [stack.bucket.arnsIn(DELETE)] },
    // Without ListBucket, S3 denies access to a deleted version instead of reporting that it is gone.
    { actions: ['s3:ListBucket'], resources: [stack.bucket.arn] },
    { actions: ['s3:PutObject'], resources: [`${stack.deletionBucket.arn}/*`], isWithoutDataKey: true },
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], resources: [stack.table.arn] },
    { actions: ['states:StartExecution'], resources: [stack.stateMachineArn('run')] },
    { actions: ['sns:Publish'], resources: [stack.topic.arn] },
  ],
};
