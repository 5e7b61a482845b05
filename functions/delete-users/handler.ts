import type { Context } from 'aws-lambda';
import { uploadedObjects } from '../shared/uploaded-object';
import { request } from './request';

/**
 * S3 calls this for each csv of users.
 * @throws InvalidEvent before it has any effect, such as for a manual invocation
 */
export async function handler(event: object, context: Context): Promise<void> {
  for (const object of uploadedObjects(event)) await request(object, context.awsRequestId);
}
