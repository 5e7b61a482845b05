import type { S3Client } from '@aws-sdk/client-s3';
import { DataBucket } from '../../aws/data-bucket';
import type { DataFile } from '../../aws/stored-contents';

/** Files of this machine as the bucket will have them. @param now epoch milliseconds */
export function foreseenFiles(
  files: readonly { readonly key: string; readonly sha256: string }[],
  now: number,
): readonly DataFile[] {
  return files.map(({ key, sha256 }) => ({ key, etag: sha256, changedAt: new Date(now) }));
}

/** The data bucket as it will be when these files are uploaded. */
export class ForeseenBucket extends DataBucket {
  constructor(
    s3: S3Client,
    name: string,
    private readonly uploads: readonly DataFile[],
  ) {
    super(s3, name);
  }

  protected override async list(prefix: string): Promise<readonly DataFile[]> {
    const keys = new Set(this.uploads.map(({ key }) => key));
    return [
      ...(await super.list(prefix)).filter(({ key }) => !keys.has(key)),
      ...this.uploads.filter(({ key }) => key.startsWith(prefix)),
    ].sort((one, other) => (one.key < other.key ? -1 : 1));
  }
}
