import { Readable } from 'node:stream';
import { HeadObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { DataBucketReader } from '../../lib/aws/data-bucket';
import { withoutRanges } from '../../lib/personalize/data-rules/users-in-csv';
import type { DeployedAws } from '../aws';
import { partSizeOf } from '../changed-files';
import { DIGEST_METADATA, isWrittenMeanwhile } from '../write-condition';
import { changedMeanwhile, type UserHolder } from './purge-survey';

/**
 * Names of S3's errors if the requested object version was deleted. The error of HeadObject is always `NotFound`,
 * because its answer has no body.
 */
const GONE: readonly string[] = ['NoSuchVersion', 'NotFound'];

/**
 * Writes a new version of a csv without the rows of the users that the survey found. All other bytes stay the same.
 * @throws CliFailure if the csv has changed since it was read
 */
export async function rewriteCsv(aws: DeployedAws, holder: UserHolder): Promise<void> {
  try {
    await rewrite(aws, holder);
  } catch (error) {
    if (!isWrittenMeanwhile(error) && !(error instanceof S3ServiceException && GONE.includes(error.name))) throw error;
    throw changedMeanwhile(holder.key, 'this command did not rewrite it, or did, but lost the answer of S3');
  }
}

async function rewrite({ s3, names }: DeployedAws, { csv, ...version }: UserHolder): Promise<void> {
  const { key, versionId, etag, size } = version;
  const place = { Bucket: names.dataBucket, Key: key };
  const head = await s3.send(new HeadObjectCommand({ ...place, VersionId: versionId }));
  // The recorded digest is left out: it is the digest of the replaced content.
  const { [DIGEST_METADATA]: _, ...Metadata } = head.Metadata ?? {};
  const bytes = new DataBucketReader(s3, names.dataBucket).bytes(version);
  const upload = new Upload({
    client: s3,
    partSize: partSizeOf(size),
    params: {
      ...place,
      Body: Readable.from(withoutRanges(bytes, csv?.ranges ?? [])),
      ContentType: head.ContentType,
      ContentEncoding: head.ContentEncoding,
      CacheControl: head.CacheControl,
      Metadata,
      IfMatch: etag,
    },
  });
  await upload.done();
}
