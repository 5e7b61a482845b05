import type { Context } from 'aws-lambda';
import type { DeletionProgress } from '../../reconciler/data-deletion/delete-users';
import { uploadedObjects } from '../shared/uploaded-object';
import { type DeleteUsersEvent, poll } from './poll';
import { request } from './request';

/**
 * S3 calls this for each csv of users, and the state machine `data-deletion` until they are deleted.
 * @throws InvalidEvent before it has any effect, such as for a manual invocation
 */
export async function handler(event: object, context: Context): Promise<DeletionProgress | undefined> {
  if ('startedAt' in event) return poll(event as DeleteUsersEvent, context);
  for (const object of uploadedObjects(event)) await request(object, context.awsRequestId);
  return undefined;
}
