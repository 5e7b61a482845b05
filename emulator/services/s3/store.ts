import type { Aws } from '../../core/aws';
import type { Random } from '../../core/random';
import { type Bucket, NULL_VERSION } from './bucket';
import { s3Error } from './errors';

const VERSION_ID_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._';
const VERSION_ID_LENGTH = 32;

/** All buckets, and the clock and random numbers of S3's operations. */
export class Store {
  readonly buckets = new Map<string, Bucket>();
  private readonly random: Random;
  private readonly requestIds: Random;
  private written = 0n;

  constructor(readonly aws: Aws) {
    this.random = aws.random.fork('s3');
    this.requestIds = aws.random.fork('s3-requests');
  }

  /** @throws ServiceError NoSuchBucket */
  bucket(name: string): Bucket {
    const bucket = this.buckets.get(name);
    if (bucket === undefined) throw s3Error('NoSuchBucket', { BucketName: name });
    return bucket;
  }

  /** Current time, rounded down to whole seconds, which is S3's resolution. */
  now(): Date {
    return new Date(Math.floor(this.aws.clock.now() / 1000) * 1000);
  }

  /** Returns the version id of the next write: a new id if versioning is enabled, otherwise the text `null`. */
  versionIdFor(bucket: Bucket): string {
    return bucket.versioning === 'Enabled' ? this.token(VERSION_ID_LENGTH) : NULL_VERSION;
  }

  /** Draws a random id of characters that S3 uses in ids. */
  token(length: number): string {
    let text = '';
    while (text.length < length) {
      text += VERSION_ID_CHARACTERS[this.random.integer(0, VERSION_ID_CHARACTERS.length - 1)] ?? '';
    }
    return text;
  }

  /** Draws a request id. Request ids have their own random stream, so that the number of reads does not change later version ids. */
  requestId(): string {
    return this.requestIds.hex(16).toUpperCase();
  }

  /** Returns the sequencer of a change: hexadecimal text that is greater than the sequencers of all earlier changes. */
  sequencer(): string {
    this.written += 1n;
    const text = (BigInt(this.aws.clock.now()) * 0x10000n + this.written).toString(16);
    return text.toUpperCase().padStart(18, '0');
  }
}
