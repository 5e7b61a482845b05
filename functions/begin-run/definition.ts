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
    // Needed to detect that the last run of a task was stopped: the event of the stop may not have reached `end-run`.
    // Also detects that the run of a waiting upload has ended.
    { actions: ['states:DescribeExecution'], resources: [stack.executionArns('run')] },
  ],
};
