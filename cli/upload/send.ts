import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { SingleBar } from 'cli-progress';
import { REPLACES_METADATA } from '../../lib/aws/data-bucket-layout';
import { type DigestedFile, partSizeOf } from '../changed-files';
import { CliFailure } from '../failure';
import { localBytes } from '../read-local-file';
import { DIGEST_METADATA, putOnce, writeOnce } from '../write-condition';

export interface Sent {
  readonly key: string;
  readonly versionId: string;
}

interface Destination {
  readonly s3: S3Client;
  readonly bucket: string;
  /** Key of the file in force that a parameter file replaces. */
  readonly replaces?: string | undefined;
}

/**
 * Sends a file, in several parts if it is large.
 * @param progress called with the number of bytes that were sent until now. Not called if `file` has its content
 * @throws CliFailure if the file has changed since it was checked, or if another person has written an object at its
 * key since the comparison with the bucket. In both cases, nothing of the file is stored in the bucket
 */
export async function send(
  file: DigestedFile,
  { s3, bucket, replaces }: Destination,
  progress: (bytes: number) => void,
): Promise<Sent> {
  const { key, size, sha256, content, condition } = file;
  const object = {
    Bucket: bucket,
    Key: key,
    ContentType: key.endsWith('.csv') ? 'text/csv' : 'application/json',
    Metadata: { [DIGEST_METADATA]: sha256, ...(replaces && { [REPLACES_METADATA]: encodeURIComponent(replaces) }) },
    ...condition,
  };
  if (content !== undefined) return { key, versionId: await putOnce(s3, { ...object, Body: content }) };
  const params = { ...object, Body: Readable.from(checkedBytes(file)) };
  const upload = new Upload({ client: s3, partSize: partSizeOf(size), params });
  upload.on('httpUploadProgress', ({ loaded = 0 }) => progress(loaded));
  return { key, versionId: await writeOnce(s3, object, () => upload.done()) };
}

/**
 * Bytes of a file.
 * @throws CliFailure if the file has changed since it was checked. The error is thrown after the last byte, so that the
 * upload is not completed
 */
async function* checkedBytes({ path, sha256 }: DigestedFile): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of localBytes(path)) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== sha256)
    throw new CliFailure(`'${path}' has changed since it was checked, so it was not sent.`);
}

/**
 * A progress bar on stderr that counts the bytes of files that are sent or read. If stderr is not a terminal, no bar is
 * shown.
 */
export class ByteProgress {
  private readonly bar: SingleBar | undefined;
  private readonly total: number;
  private before = 0;

  constructor(files: readonly Pick<DigestedFile, 'size'>[], shown: boolean) {
    this.total = files.reduce((sum, { size }) => sum + size, 0);
    if (!shown || !process.stderr.isTTY || this.total === 0) return;
    const format = '{bar} {percentage}% of {megabytes} MB, {eta_formatted} left';
    this.bar = new SingleBar({ format, stream: process.stderr, clearOnComplete: true });
    this.start();
  }

  /** @param bytes number of bytes of the current file that are done */
  at(bytes: number): void {
    this.bar?.update(this.before + bytes);
  }

  /** @param bytes size of the finished file or chunk */
  done(bytes: number): void {
    this.before += bytes;
    this.at(0);
  }

  /** Passes bytes through, and counts each chunk. */
  async *through(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      this.done(chunk.length);
      yield chunk;
    }
  }

  /** Hides the bar while lines are printed, because both may be on the same terminal. */
  withoutBar(print: () => void): void {
    this.end();
    print();
    this.start();
  }

  end(): void {
    this.bar?.stop();
  }

  private start(): void {
    this.bar?.start(this.total, this.before, { megabytes: (this.total / 1e6).toFixed(1) });
  }
}
