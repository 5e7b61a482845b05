import type { Aws } from '../../../core/aws';
import { type Caller, ServiceError } from '../../../core/service';
import { SERVICE_PRINCIPAL } from '../permissions';

export interface S3Path {
  readonly bucket: string;
  /** Key of an object, or a common prefix of several keys. */
  readonly key: string;
}

/** Splits `s3://bucket/key`; undefined if the text is not such a path. */
export function parseS3Path(text: string): S3Path | undefined {
  const match = /^s3:\/\/([^/]+)(?:\/(.*))?$/s.exec(text);
  return match?.[1] === undefined ? undefined : { bucket: match[1], key: match[2] ?? '' };
}

/** Thrown if a bucket or an object does not exist, or if Personalize lacks a permission on it. */
export class BucketDenied extends Error {
  override readonly name = 'BucketDenied';
}

export interface BucketUser {
  /** Role that the request gave to Personalize. If undefined, Personalize uses only its service principal. */
  readonly roleArn: string | undefined;
  /** ARN of the resource for which Personalize accesses the bucket. */
  readonly sourceArn: string;
}

interface ReadObject {
  readonly body: Uint8Array;
  readonly etag: string;
  /** `AES256` or `aws:kms`. */
  readonly encryption: string | undefined;
}

interface ObjectOutput {
  readonly Body?: Uint8Array;
  readonly ETag: string;
  readonly ServerSideEncryption?: string;
}

interface EncryptionOutput {
  readonly ServerSideEncryptionConfiguration: {
    readonly Rules: readonly { readonly ApplyServerSideEncryptionByDefault?: { readonly SSEAlgorithm: string } }[];
  };
}

interface ListOutput {
  readonly Contents?: readonly { readonly Key: string; readonly Size: number }[];
  readonly NextContinuationToken?: string;
}

/** Access of Personalize to a bucket, through a role. The bucket's policy must also allow the access to the service principal. */
export class Bucket {
  private readonly asRole: Caller;
  private readonly asService: Caller;

  constructor(
    private readonly aws: Aws,
    private readonly bucket: string,
    { roleArn, sourceArn }: BucketUser,
  ) {
    this.asService = {
      kind: 'service',
      principal: SERVICE_PRINCIPAL,
      sourceArn,
      sourceAccount: aws.account.id,
    };
    this.asRole =
      roleArn === undefined
        ? this.asService
        : { kind: 'role', roleName: roleArn.split('/').at(-1) ?? '', session: 'personalize' };
  }

  /**
   * Lists the keys that begin with `prefix`, because Personalize treats paths as prefixes. Empty objects are left out,
   * because they may represent folders.
   * @throws BucketDenied
   */
  async keys(prefix: string): Promise<string[]> {
    const keys: string[] = [];
    let token: string | undefined;
    do {
      const output = (await this.call('ListObjectsV2', this.asRole, {
        Prefix: prefix,
        ...(token !== undefined && { ContinuationToken: token }),
      })) as ListOutput;
      for (const { Key: key, Size: size } of output.Contents ?? []) if (size > 0) keys.push(key);
      token = output.NextContinuationToken;
    } while (token !== undefined);
    await this.assertServiceMayRead(prefix, keys[0]);
    return keys;
  }

  /**
   * Checks that the bucket's policy allows the service principal to list the objects and, if there is a key, to read this object. Other
   * calls, which are made as the role, check the role's policy.
   */
  private async assertServiceMayRead(prefix: string, key: string | undefined): Promise<void> {
    await this.call('ListObjectsV2', this.asService, { Prefix: prefix, MaxKeys: 1 });
    if (key !== undefined) await this.call('GetObject', this.asService, { Key: key });
  }

  /** @throws BucketDenied */
  async read(key: string): Promise<ReadObject> {
    const answer = (await this.call('GetObject', this.asRole, { Key: key })) as ObjectOutput;
    const { Body: body = new Uint8Array(), ETag: etag, ServerSideEncryption: encryption } = answer;
    return { body, etag, encryption };
  }

  /** True if the bucket encrypts objects with a KMS key by default. The role needs no permission for this check. */
  async defaultsToKmsKey(): Promise<boolean> {
    try {
      const { ServerSideEncryptionConfiguration: setting } = (await this.aws.call('s3', 'GetBucketEncryption', {
        Bucket: this.bucket,
      })) as EncryptionOutput;
      return setting.Rules.some((rule) => rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm.startsWith('aws:kms'));
    } catch (error) {
      // If the bucket has no encryption setting, S3 uses its own keys. A missing bucket is reported later, when its objects are listed.
      if (error instanceof ServiceError) return false;
      throw error;
    }
  }

  /**
   * Writes an object. Both the bucket's policy and the role's policy must allow the write.
   * @throws BucketDenied
   */
  async write(key: string, body: string): Promise<void> {
    this.assertServiceMayWrite(key, body);
    await this.call('PutObject', this.asRole, { Key: key, Body: new TextEncoder().encode(body) });
  }

  private assertServiceMayWrite(key: string, body: string): void {
    const input = { Bucket: this.bucket, Key: key, Body: body };
    try {
      this.aws.authorizeCall('s3', { operation: 'PutObject', input }, this.asService);
    } catch (error) {
      throw error instanceof ServiceError ? new BucketDenied(error.message) : error;
    }
  }

  private async call(operation: string, caller: Caller, input: Record<string, unknown>): Promise<unknown> {
    try {
      return await this.aws.call('s3', operation, { Bucket: this.bucket, ...input }, caller);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (DENIALS.has(error.code)) throw new BucketDenied(error.message);
      throw error;
    }
  }
}

/** Error codes that count as denied access. A missing bucket or key is reported like denied access. */
const DENIALS: ReadonlySet<string> = new Set(['AccessDenied', 'NoSuchBucket', 'NoSuchKey']);
