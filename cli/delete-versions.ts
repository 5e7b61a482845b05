import { DeleteObjectsCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ObjectVersion } from '../lib/aws/object-versions';
import { CliFailure } from './failure';

/** Maximum number of objects in one request of DeleteObjects. Source: its API reference, November 2026. */
const MAX_DELETED = 1000;

/**
 * Deletes versions of objects for good.
 * @throws CliFailure if a version was not deleted
 */
export async function deleteVersions(
  s3: S3Client,
  bucket: string,
  versions: readonly Pick<ObjectVersion, 'key' | 'versionId'>[],
): Promise<void> {
  for (let done = 0; done < versions.length; done += MAX_DELETED) {
    const some = versions.slice(done, done + MAX_DELETED);
    const Objects = some.map(({ key, versionId }) => ({ Key: key, VersionId: versionId }));
    const request = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } });
    const { Errors: [error] = [] } = await s3.send(request);
    if (error === undefined) continue;
    throw new CliFailure(`s3://${bucket}/${error.Key} was not deleted: ${error.Code}: ${error.Message}`);
  }
}
