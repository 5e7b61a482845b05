import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import { DataBucketReader } from '../../../lib/aws/data-bucket';

const CONTENT = 'USER_ID,ITEM_ID\na,b\nc,d\n';
const VERSION = { key: 'train/shop/interactions.csv', versionId: 'v1', size: CONTENT.length };

/** S3 server that sends only the first `bytesAtOnce` bytes of a longer response, and then stalls. */
class StallingS3 {
  readonly ranges: (string | undefined)[] = [];
  private readonly server: Server;

  constructor(private readonly bytesAtOnce: number) {
    this.server = createServer((request, response) => this.answer(request, response));
  }

  async open(): Promise<DataBucketReader> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const { port } = this.server.address() as AddressInfo;
    const client = new S3Client({
      endpoint: `http://127.0.0.1:${port}`,
      forcePathStyle: true,
      region: 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      maxAttempts: 1,
      requestHandler: { socketTimeout: 150 },
    });
    return new DataBucketReader(client, 'data');
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private answer({ headers: { range } }: IncomingMessage, response: ServerResponse): void {
    this.ranges.push(range);
    const from = Number(range?.match(/^bytes=(\d+)-$/)?.[1] ?? 0);
    const rest = CONTENT.slice(from);
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': rest.length });
    const sent = rest.slice(0, this.bytesAtOnce);
    if (sent.length < rest.length) {
      response.flushHeaders();
      response.write(sent);
    } else response.end(sent);
  }
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('A download', () => {
  let s3: StallingS3 | undefined;
  afterEach(() => s3?.close());

  it('requests the rest if it stalls', async () => {
    // Prepare
    s3 = new StallingS3(10);
    const bucket = await s3.open();

    // Act
    const text = await textOf(bucket.bytes(VERSION));

    // Assess
    expect(text).toBe(CONTENT);
    expect(s3.ranges).toEqual([undefined, 'bytes=10-', 'bytes=20-']);
  });

  it('fails with a TimeoutError once four requests have stalled without a byte', async () => {
    // Prepare
    s3 = new StallingS3(0);
    const bucket = await s3.open();

    // Act
    const reading = textOf(bucket.bytes(VERSION));

    // Assess
    await expect(reading).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(s3.ranges).toHaveLength(4);
  });

  it('begins at the requested byte', async () => {
    // Prepare
    s3 = new StallingS3(100);
    const bucket = await s3.open();

    // Act
    const text = await textOf(bucket.bytes(VERSION, 16));

    // Assess
    expect(text).toBe('a,b\nc,d\n');
    expect(s3.ranges).toEqual(['bytes=16-']);
  });
});
