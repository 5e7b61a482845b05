import { TRAIN } from '../../lib/aws/data-bucket-layout';
import type { FunctionDefinition } from '../shared/definition';

export const definition: FunctionDefinition = {
  name: 'check-data',
  description: 'Checks every row of csv files that are to be imported, if the parameter file wants it.',
  // The longest that Lambda allows: the next invocation goes on where one ends.
  timeoutSeconds: 900,
  // One vCPU (https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html, 2026-11): less takes as much longer, for the same bill.
  memoryMegabytes: 1769,
  environment: (stack) => ({ DATA_BUCKET: stack.bucket.name, RECORD_TABLE: stack.table.name }),
  permissions: (stack) => [
    { actions: ['s3:GetObjectVersion'], resources: [stack.bucket.arnsIn(TRAIN)] },
    // ListBucket: S3 says that a version is gone only to who may list the bucket.
    { actions: ['s3:ListBucketVersions', 's3:ListBucket'], resources: [stack.bucket.arn] },
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: [stack.table.arn] },
  ],
};
