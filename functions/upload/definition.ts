import type { FunctionDefinition } from '../shared/definition';

export const definition: FunctionDefinition = {
  name: 'upload',
  description: 'Checks an uploaded parameter file and starts a run for it.',
  timeoutSeconds: 120,
  memoryMegabytes: 512,
  environment: (stack) => ({
    DEPLOYMENT: stack.name,
    RECORD_TABLE: stack.recordTableName,
    RUN_HISTORY_DAYS: stack.runHistoryDays,
    NOTIFICATION_TOPIC_ARN: stack.notificationTopicArn,
    RUN_STATE_MACHINE_ARN: stack.stateMachineArn('run'),
  }),
  permissions: (stack) => [
    { actions: ['s3:GetObjectVersion'], resources: [`${stack.dataBucketArn}/train/*`] },
    { actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem'], resources: [stack.recordTableArn] },
    { actions: ['states:StartExecution'], resources: [stack.stateMachineArn('run')] },
    { actions: ['sns:Publish'], resources: [stack.notificationTopicArn] },
  ],
};
