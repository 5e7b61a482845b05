import type { FunctionDefinition } from '../shared/definition';

export const definition: FunctionDefinition = {
  name: 'begin-run',
  description: 'Decides whether a run proceeds, and records that it has begun.',
  timeoutSeconds: 120,
  memoryMegabytes: 256,
  environment: (stack) => ({
    DEPLOYMENT: stack.settings.name,
    RECORD_TABLE: stack.table.name,
    RUN_HISTORY_DAYS: stack.settings.runHistoryDays,
    EVENT_BUS_NAME: stack.eventBus.name,
  }),
  permissions: (stack) => [
    {
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      resources: [stack.table.arn],
    },
    { actions: ['events:PutEvents'], resources: [stack.eventBus.arn] },
    // Shows if the last run of a task was stopped: `end-run` may never have received the event of the stop.
    { actions: ['states:DescribeExecution'], resources: [stack.executionArns('run')] },
  ],
};
