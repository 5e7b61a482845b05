import type { FunctionDefinition } from '../shared/definition';
import { lockHolders } from '../shared/locks/lock-holders';

export const definition: FunctionDefinition = {
  name: 'begin-run',
  description: 'Decides whether a scheduled run proceeds, records that a run has begun, and acquires its lock.',
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
      actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      resources: [stack.table.arn],
    },
    { actions: ['events:PutEvents'], resources: [stack.eventBus.arn] },
    // A task whose last run was stopped runs again, even if `end-run` was not notified of it; so do those that wait for its lock.
    { actions: ['states:DescribeExecution'], resources: lockHolders(stack) },
  ],
};
