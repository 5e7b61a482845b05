import { TRAIN } from '../../aws/data-bucket-layout';
import type { FunctionDefinition } from '../shared/definition';

export const definition: FunctionDefinition = {
  name: 'check-data',
  description: 'Checks every row of csv files that are to be imported, if the parameter file wants it.',
  // The longest: as much as possible is checked.
  timeoutSeconds: 900,
  memoryMegabytes: 512,
  environment: (stack) => ({ DATA_BUCKET: stack.bucket.name, RECORD_TABLE: stack.table.name }),
  permissions: (stack) => [
    { actions: ['s3:GetObjectVersion'], resources: [stack.bucket.arnsIn(TRAIN)] },
    // ListBucket: S3 says that a version is gone only to who may list the bucket.
    { actions: ['s3:ListBucketVersions', 's3:ListBucket'], resources: [stack.bucket.arn] },
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: [stack.table.arn] },
  ],
};
