import type { S3Client } from '@aws-sdk/client-s3';
import { DataBucketReader } from '../../aws/data-bucket';
import type { DataFile } from '../../aws/stored-contents';

export interface PlannedUpload {
  readonly key: string;
  /**
   * Expected ETag of the object. If the bucket has a KMS key, S3 gives the object another ETag. Then the plan may show an
   * import that the run does not need.
   */
  readonly etag: string;
  /** Size in bytes. */
  readonly size?: number;
}

/** The data bucket as it will be after the planned uploads. */
export class ForeseenBucket extends DataBucketReader {
  private readonly uploads: readonly DataFile[];

  constructor(s3: S3Client, name: string, uploads: readonly PlannedUpload[], now: Date) {
    super(s3, name);
    this.uploads = uploads.map(({ key, etag, size }) => ({ key, etag, size, changedAt: now }));
  }

  protected override async list(prefix: string, at?: Date): Promise<readonly DataFile[]> {
    if (at !== undefined) return super.list(prefix, at);
    const keys = new Set(this.uploads.map(({ key }) => key));
    return [
      ...(await super.list(prefix)).filter(({ key }) => !keys.has(key)),
      ...this.uploads.filter(({ key }) => key.startsWith(prefix)),
    ].sort((one, other) => (one.key < other.key ? -1 : 1));
  }
}
