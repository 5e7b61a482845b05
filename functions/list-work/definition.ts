import type { FunctionDefinition } from '../shared/definition';

export const definition: FunctionDefinition = {
  name: 'list-work',
  description: 'Tells a workflow which resources of a parameter file it is about.',
  timeoutSeconds: 120,
  memoryMegabytes: 512,
  environment: (stack) => ({ RECORD_TABLE: stack.table.name }),
  permissions: (stack) => [
    { actions: ['s3:GetObjectVersion'], resources: [stack.bucket.trainArns] },
    { actions: ['dynamodb:GetItem'], resources: [stack.table.arn] },
  ],
};
