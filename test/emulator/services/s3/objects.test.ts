import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  NoSuchBucket,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { START } from '../../../support/in-process';
import { s3WithBucket } from './s3';

const put = (client: S3Client, Key: string, Body: string, more = {}) =>
  client.send(new PutObjectCommand({ Bucket: 'data', Key, Body, ...more }));

const get = async (client: S3Client, Key: string, more = {}) => {
  const output = await client.send(new GetObjectCommand({ Bucket: 'data', Key, ...more }));
  return { ...output, text: await output.Body?.transformToString() };
};

describe('objects in S3', () => {
  it('are returned with their attributes', async () => {
    // Prepare
    const { client } = await s3WithBucket();
    const key = 'train/a group/ü+&%.csv';

    // Act
    await put(client, key, 'USER_ID,ITEM_ID', {
      ContentType: 'text/csv',
      CacheControl: 'no-store',
      Expires: new Date(START),
      Metadata: { origin: 'export' },
      Tagging: 'team=recs&stage=test%201',
    });

    // Assess
    const got = await get(client, key);
    expect(got).toMatchObject({
      text: 'USER_ID,ITEM_ID',
      ContentType: 'text/csv',
      CacheControl: 'no-store',
      ExpiresString: new Date(START).toUTCString(),
      ContentLength: 15,
      ETag: `"${createHash('md5').update('USER_ID,ITEM_ID').digest('hex')}"`,
      LastModified: new Date(START),
      Metadata: { origin: 'export' },
      TagCount: 2,
      ServerSideEncryption: 'AES256',
    });
    expect(got.VersionId).toBeUndefined();
    const head = await client.send(new HeadObjectCommand({ Bucket: 'data', Key: key }));
    expect(head).toMatchObject({ ContentLength: 15, ETag: got.ETag, Metadata: { origin: 'export' } });
    const tags = await client.send(new GetObjectTaggingCommand({ Bucket: 'data', Key: key }));
    expect(tags.TagSet).toEqual([
      { Key: 'team', Value: 'recs' },
      { Key: 'stage', Value: 'test 1' },
    ]);
  });

  it('are returned as bytes to calls inside the local AWS', async () => {
    // Prepare
    const { aws } = await s3WithBucket();
    const body = new Uint8Array([0, 255, 10]);

    // Act
    await aws.call('s3', 'PutObject', { Bucket: 'data', Key: 'raw', Body: body });
    const output = (await aws.call('s3', 'GetObject', { Bucket: 'data', Key: 'raw' })) as {
      Body: Uint8Array;
    };

    // Assess
    expect([...output.Body]).toEqual([0, 255, 10]);
  });

  it('are stored without the framing of a chunked upload', async () => {
    // Prepare
    const { client } = await s3WithBucket();
    const parts = ['USER_ID,ITEM_ID\n', 'u1,i1\n', 'x'.repeat(100_000)];
    const framings: (string | undefined)[] = [];
    client.middlewareStack.add(
      (next) => (args) => {
        framings.push((args.request as { headers: Record<string, string> }).headers['content-encoding']);
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );

    // Act
    await client.send(
      new PutObjectCommand({
        Bucket: 'data',
        Key: 'streamed.csv',
        Body: Readable.from(parts.map((part) => Buffer.from(part))),
        ContentLength: parts.join('').length,
      }),
    );

    // Assess
    expect(framings).toEqual(['aws-chunked']);
    const got = await get(client, 'streamed.csv');
    expect(got.text).toBe(parts.join(''));
    expect(got.ContentEncoding).toBeUndefined();
  });

  it.each([
    ['bytes=0-3', 'abcd', 'bytes 0-3/10'],
    ['bytes=7-', 'hij', 'bytes 7-9/10'],
    ['bytes=-2', 'ij', 'bytes 8-9/10'],
    ['bytes=8-100', 'ij', 'bytes 8-9/10'],
  ])('are read in part with the range %s', async (Range, text, ContentRange) => {
    // Prepare
    const { client } = await s3WithBucket();
    await put(client, 'letters', 'abcdefghij');

    // Act
    const got = await get(client, 'letters', { Range });

    // Assess
    expect(got).toMatchObject({ text, ContentRange, ContentLength: text.length });
    expect(got.$metadata.httpStatusCode).toBe(206);
  });

  it('refuse a range that begins after their last byte', async () => {
    // Prepare
    const { client } = await s3WithBucket();
    await put(client, 'letters', 'abc');

    // Act and assess
    await expect(get(client, 'letters', { Range: 'bytes=3-' })).rejects.toMatchObject({
      name: 'InvalidRange',
      ActualObjectSize: '3',
    });
  });

  it('that do not exist are reported with the error class that the operation declares', async () => {
    // Prepare
    const { client } = await s3WithBucket();

    // Act and assess
    await expect(get(client, 'nope')).rejects.toBeInstanceOf(NoSuchKey);
    await expect(get(client, 'nope')).rejects.toMatchObject({ Key: 'nope' });
    await expect(client.send(new HeadObjectCommand({ Bucket: 'data', Key: 'nope' }))).rejects.toBeInstanceOf(NotFound);
    await expect(client.send(new GetObjectCommand({ Bucket: 'no', Key: 'nope' }))).rejects.toBeInstanceOf(NoSuchBucket);
  });

  it('are created, overwritten or read only if the condition of the request is true', async () => {
    // Prepare
    const { client } = await s3WithBucket();
    const { ETag } = await put(client, 'lock', 'one', { IfNoneMatch: '*' });

    // Act and assess
    await expect(put(client, 'lock', 'two', { IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    await expect(put(client, 'lock', 'two', { IfMatch: '"other"' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    await put(client, 'lock', 'three', { IfMatch: ETag });
    expect((await get(client, 'lock')).text).toBe('three');
    await expect(get(client, 'lock', { IfMatch: ETag })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    await expect(put(client, 'absent', 'x', { IfMatch: ETag })).rejects.toBeInstanceOf(NoSuchKey);
  });

  it('are refused if their bytes do not match the checksum of the request', async () => {
    // Prepare
    const { client } = await s3WithBucket();

    // Act and assess
    await expect(put(client, 'a', 'abc', { ChecksumCRC32: 'AAAAAA==' })).rejects.toMatchObject({
      name: 'BadDigest',
    });
    await expect(put(client, 'a', 'abc', { ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' })).rejects.toMatchObject({
      name: 'BadDigest',
    });
    const sha256 = createHash('sha256').update('abc').digest('base64');
    await put(client, 'a', 'abc', { ChecksumSHA256: sha256 });
    expect((await get(client, 'a', { ChecksumMode: 'ENABLED' })).ChecksumSHA256).toBe(sha256);
  });

  it('are copied with their attributes, or with the attributes of the request if it replaces them', async () => {
    // Prepare
    const { client } = await s3WithBucket();
    await put(client, 'a b.txt', 'text', { ContentType: 'text/plain', Metadata: { from: 'a' } });
    const copy = (Key: string, more = {}) =>
      client.send(new CopyObjectCommand({ Bucket: 'data', Key, CopySource: 'data/a%20b.txt', ...more }));

    // Act
    const same = await copy('same');
    await copy('replaced', { MetadataDirective: 'REPLACE', ContentType: 'text/csv' });

    // Assess
    const original = await get(client, 'a b.txt');
    expect(same.CopyObjectResult?.ETag).toBe(original.ETag);
    expect(await get(client, 'same')).toMatchObject({
      text: 'text',
      ContentType: 'text/plain',
      Metadata: { from: 'a' },
    });
    const replaced = await get(client, 'replaced');
    expect(replaced).toMatchObject({ text: 'text', ContentType: 'text/csv' });
    expect(replaced.Metadata).toEqual({});
    await expect(copy('a b.txt')).rejects.toMatchObject({ name: 'InvalidRequest' });
  });

  it.each<[string, { readonly ServerSideEncryption?: 'aws:kms'; readonly SSEKMSKeyId?: string }, string]>([
    ['the encryption of the target bucket', {}, 'AES256'],
    [
      'the requested encryption',
      { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'arn:aws:kms:us-east-1:123456789012:key/b' },
      'aws:kms',
    ],
  ])('are copied with %s', async (_, asked, expected) => {
    // Prepare
    const { client } = await s3WithBucket();
    await client.send(new CreateBucketCommand({ Bucket: 'copies' }));
    const SSEKMSKeyId = 'arn:aws:kms:us-east-1:123456789012:key/a';
    await put(client, 'a', 'text', { ServerSideEncryption: 'aws:kms', SSEKMSKeyId });

    // Act
    await client.send(new CopyObjectCommand({ Bucket: 'copies', Key: 'a', CopySource: 'data/a', ...asked }));

    // Assess
    const copy = await client.send(new HeadObjectCommand({ Bucket: 'copies', Key: 'a' }));
    expect([copy.ServerSideEncryption, copy.SSEKMSKeyId]).toEqual([expected, asked.SSEKMSKeyId]);
  });

  it('are deleted in batches, with an error for a key that is too long', async () => {
    // Prepare
    const { client } = await s3WithBucket();
    await put(client, 'a', 'a');
    await put(client, 'c', 'c');
    const long = 'x'.repeat(1025);

    // Act
    const result = await client.send(
      new DeleteObjectsCommand({
        Bucket: 'data',
        Delete: { Objects: [{ Key: 'a' }, { Key: long }, { Key: 'b' }] },
      }),
    );

    // Assess
    expect(result.Deleted).toEqual([{ Key: 'a' }, { Key: 'b' }]);
    expect(result.Errors).toMatchObject([{ Key: long, Code: 'KeyTooLongError' }]);
    await expect(get(client, 'a')).rejects.toBeInstanceOf(NoSuchKey);
    expect((await get(client, 'c')).text).toBe('c');
  });
});
