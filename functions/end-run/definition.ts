import type { FunctionDefinition } from '../shared/definition';

export const definition: FunctionDefinition = {
  name: 'end-run',
  description: 'Records how a run ended, tells the topic, and counts it.',
  timeoutSeconds: 30,
  memoryMegabytes: 256,
  environment: (stack) => ({
    RECORD_TABLE: stack.recordTableName,
    NOTIFICATION_TOPIC_ARN: stack.notificationTopicArn,
  }),
  permissions: (stack) => [
    { actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'], resources: [stack.recordTableArn] },
    { actions: ['sns:Publish'], resources: [stack.notificationTopicArn] },
  ],
};
