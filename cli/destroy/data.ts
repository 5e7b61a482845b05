import { DeleteObjectsCommand, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import { CliFailure } from '../failure';

/** Removes every version of every object of a dataset group. @returns how many objects there were */
export async function removeData(s3: S3Client, bucket: string, datasetGroup: string): Promise<number> {
  const keys = new Set<string>();
  for (const prefix of [`train/${datasetGroup}/`, `batch/${datasetGroup}/`]) {
    // What is removed is listed no more: each page is the first one again.
    for (;;) {
      const page = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix }));
      const objects = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].map(({ Key, VersionId }) => ({
        Key,
        VersionId,
      }));
      if (objects.length === 0) break;
      for (const { Key: key = '' } of objects) keys.add(key);
      await remove(s3, bucket, objects);
    }
  }
  return keys.size;
}

async function remove(
  s3: S3Client,
  bucket: string,
  objects: { Key: string | undefined; VersionId: string | undefined }[],
): Promise<void> {
  const { Errors: errors = [] } = await s3.send(
    new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: objects, Quiet: true } }),
  );
  const [error] = errors;
  if (error !== undefined)
    throw new CliFailure(`s3://${bucket}/${error.Key} stays: ${error.Code}: ${error.Message}`);
}
