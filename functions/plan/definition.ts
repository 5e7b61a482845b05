import type { FunctionDefinition } from '../shared/definition';

export const definition: FunctionDefinition = {
  name: 'plan',
  description: 'Tells a workflow which resources of a parameter file it is about.',
  timeoutSeconds: 60,
  memoryMegabytes: 512,
  environment: () => ({}),
  permissions: (stack) => [
    { actions: ['s3:GetObjectVersion'], resources: [`${stack.dataBucketArn}/train/*`] },
  ],
};
