import type { FunctionDefinition } from '../shared/definition';

export const definition: FunctionDefinition = {
  name: 'lock',
  description: 'Takes and releases the claims that keep workflows from overlapping.',
  timeoutSeconds: 120,
  memoryMegabytes: 256,
  environment: (stack) => ({ RECORD_TABLE: stack.recordTableName }),
  permissions: (stack) => [
    {
      actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
      resources: [stack.recordTableArn],
    },
    // A claim whose holder is no longer running is taken over.
    { actions: ['states:DescribeExecution'], resources: [stack.executionArns('locked-workflow')] },
  ],
};
