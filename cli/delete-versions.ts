import { DeleteObjectCommand, DeleteObjectsCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ObjectVersion } from '../lib/aws/object-versions';
import { CliFailure } from './failure';

/** Maximum number of objects in one request of DeleteObjects. Source: API reference of DeleteObjects, November 2026. */
const MAX_DELETED = 1000;

/**
 * Characters that XML 1.0 cannot hold (W3C, "Extensible Markup Language 1.0", 2.2). DeleteObjects sends keys as XML (Amazon
 * S3 API reference, ObjectIdentifier, December 2026), so it cannot delete keys that have such characters.
 */
const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * Deletes versions of objects for good.
 * @throws CliFailure if a version was not deleted
 */
export async function deleteVersions(
  s3: S3Client,
  bucket: string,
  versions: readonly Pick<ObjectVersion, 'key' | 'versionId'>[],
): Promise<void> {
  for (const { key, versionId } of versions.filter(({ key }) => NOT_IN_XML.test(key)))
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
  const others = versions.filter(({ key }) => !NOT_IN_XML.test(key));
  for (let done = 0; done < others.length; done += MAX_DELETED) {
    const some = others.slice(done, done + MAX_DELETED);
    const Objects = some.map(({ key, versionId }) => ({ Key: key, VersionId: versionId }));
    const request = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } });
    const { Errors: [error] = [] } = await s3.send(request);
    if (error === undefined) continue;
    throw new CliFailure(`s3://${bucket}/${error.Key} was not deleted: ${error.Code}: ${error.Message}`);
  }
}
