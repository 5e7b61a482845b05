import { TRAIN } from '../../lib/aws/data-bucket-layout';
import type { FunctionDefinition } from '../shared/definition';

export const definition: FunctionDefinition = {
  name: 'check-data',
  description: 'Checks every row of csv files before their import, if the parameter file asks for it.',
  // Lambda's maximum. If a check takes longer, the next invocation continues it.
  timeoutSeconds: 900,
  // A function with 1769 MB has one vCPU (https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html, 2026-11). With less
  // memory, a check takes proportionally longer and costs the same.
  memoryMegabytes: 1769,
  environment: (stack) => ({ DATA_BUCKET: stack.bucket.name, RECORD_TABLE: stack.table.name }),
  permissions: (stack) => [
    { actions: ['s3:GetObjectVersion'], resources: [stack.bucket.arnsIn(TRAIN)] },
    // Without ListBucket, S3 denies access to a deleted version instead of reporting that it is gone.
    { actions: ['s3:ListBucketVersions', 's3:ListBucket'], resources: [stack.bucket.arn] },
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: [stack.table.arn] },
  ],
};
