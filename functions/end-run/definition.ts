import type { FunctionDefinition } from '../shared/definition';

export const definition: FunctionDefinition = {
  name: 'end-run',
  description: 'Records how a run ended, tells the topic, and counts it.',
  timeoutSeconds: 120,
  memoryMegabytes: 256,
  environment: (stack) => ({
    DEPLOYMENT: stack.name,
    RECORD_TABLE: stack.recordTableName,
    RUN_HISTORY_DAYS: stack.runHistoryDays,
    NOTIFICATION_TOPIC_ARN: stack.notificationTopicArn,
    EVENT_BUS_NAME: stack.eventBusName,
  }),
  permissions: (stack) => [
    {
      actions: ['dynamodb:UpdateItem', 'dynamodb:Query'],
      resources: [stack.recordTableArn],
    },
    { actions: ['sns:Publish'], resources: [stack.notificationTopicArn] },
    { actions: ['events:PutEvents'], resources: [stack.eventBusArn] },
  ],
};
