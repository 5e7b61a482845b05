import { TRAIN } from '../../aws/data-bucket-layout';
import type { FunctionDefinition } from '../shared/definition';

export const definition: FunctionDefinition = {
  name: 'list-work',
  description: 'Lists the resources of a parameter file that a workflow works on.',
  timeoutSeconds: 120,
  memoryMegabytes: 512,
  environment: () => ({}),
  permissions: (stack) => [{ actions: ['s3:GetObjectVersion'], resources: [stack.bucket.arnsIn(TRAIN)] }],
};
