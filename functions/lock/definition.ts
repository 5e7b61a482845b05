import type { FunctionDefinition } from '../shared/definition';
import { lockHolders } from '../shared/locks/lock-holders';

export const definition: FunctionDefinition = {
  name: 'lock',
  description: 'Acquires and releases the locks that keep workflows from overlapping.',
  timeoutSeconds: 120,
  memoryMegabytes: 256,
  environment: (stack) => ({ RECORD_TABLE: stack.table.name }),
  permissions: (stack) => [
    {
      actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
      resources: [stack.table.arn],
    },
    { actions: ['states:DescribeExecution'], resources: lockHolders(stack) },
  ],
};
