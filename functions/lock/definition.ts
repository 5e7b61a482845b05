import type { FunctionDefinition } from '../shared/definition';

export const definition: FunctionDefinition = {
  name: 'lock',
  description: 'Acquires and releases the locks that keep workflows from overlapping.',
  timeoutSeconds: 120,
  memoryMegabytes: 256,
  environment: (stack) => ({ RECORD_TABLE: stack.table.name }),
  permissions: (stack) => [
    {
      actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
      resources: [stack.table.arn],
    },
    // A lock whose holder is no longer running is taken over.
    { actions: ['states:DescribeExecution'], resources: [stack.executionArns('locked-workflow')] },
  ],
};
