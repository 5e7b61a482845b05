import { TRAIN } from '../../lib/aws/data-bucket-layout';
import type { FunctionDefinition } from '../shared/definition';

export const definition: FunctionDefinition = {
  name: 'upload',
  description: 'Checks an uploaded parameter file and starts a run for it.',
  timeoutSeconds: 120,
  memoryMegabytes: 512,
  environment: (stack) => ({
    DEPLOYMENT: stack.settings.name,
    RECORD_TABLE: stack.table.name,
    PARAMETER_VALUES: stack.settings.parameterValues,
    RUN_HISTORY_DAYS: stack.settings.runHistoryDays,
    NOTIFICATION_TOPIC_ARN: stack.topic.arn,
    RUN_STATE_MACHINE_ARN: stack.stateMachineArn('run'),
  }),
  permissions: (stack) => [
    { actions: ['s3:GetObjectVersion'], resources: [stack.bucket.arnsIn(TRAIN)] },
    // Without ListBucket, S3 denies access to a deleted version instead of reporting that it is gone.
    { actions: ['s3:ListBucket'], resources: [stack.bucket.arn] },
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], resources: [stack.table.arn] },
    { actions: ['states:StartExecution'], resources: [stack.stateMachineArn('run')] },
    { actions: ['sns:Publish'], resources: [stack.topic.arn] },
  ],
};
