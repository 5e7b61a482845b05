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
    // Reads whether the last run of a task still goes on. If it was stopped, the task runs again, even if `end-run` never got the event of
    // the stop.
    { actions: ['states:DescribeExecution'], resources: [stack.executionArns('run')] },
  ],
};
