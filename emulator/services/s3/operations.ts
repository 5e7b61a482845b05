import { BUCKET_OPERATIONS } from './bucket-operations';
import { MULTIPART_OPERATIONS } from './multipart-operations';
import { OBJECT_OPERATIONS } from './object-operations';
import type { Operation } from './operation';

/** S3 operations that the local AWS implements, by name. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...BUCKET_OPERATIONS,
  ...OBJECT_OPERATIONS,
  ...MULTIPART_OPERATIONS,
};
