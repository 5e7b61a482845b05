import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { s3WithBucket } from './s3';

const FIVE_MEGABYTES = 5 * 1024 * 1024;
const WHERE = { Bucket: 'data', Key: 'big.csv' };

async function withUpload() {
  const { client, aws } = await s3WithBucket('Enabled');
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...WHERE, ContentType: 'text/csv' }));
  const upload = async (PartNumber: number, Body: string | Uint8Array) => {
    const { ETag } = await client.send(new UploadPartCommand({ ...WHERE, UploadId, PartNumber, Body }));
    return { PartNumber, ETag };
  };
  const complete = (...Parts: { PartNumber: number; ETag: string | undefined }[]) =>
    client.send(new CompleteMultipartUploadCommand({ ...WHERE, UploadId, MultipartUpload: { Parts } }));
  return { client, aws, UploadId, upload, complete };
}

describe('multipart uploads to S3', () => {
  it('become one object in the order of the part numbers', async () => {
    // Prepare
    const { client, UploadId, upload, complete } = await withUpload();
    const head = Buffer.alloc(FIVE_MEGABYTES, 'a');
    const last = await upload(2, 'tail');
    await upload(1, 'replaced by a second upload of the part');
    const first = await upload(1, head);

    // Act
    const listed = await client.send(new ListPartsCommand({ ...WHERE, UploadId }));
    const completed = await complete(first, last);

    // Assess
    expect(listed.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [1, FIVE_MEGABYTES],
      [2, 4],
    ]);
    const md5s = Buffer.concat([head, Buffer.from('tail')].map((part) => createHash('md5').update(part).digest()));
    expect(completed.ETag).toBe(`"${createHash('md5').update(md5s).digest('hex')}-2"`);
    const got = await client.send(new GetObjectCommand({ ...WHERE, Range: `bytes=${FIVE_MEGABYTES - 1}-` }));
    expect(await got.Body?.transformToString()).toBe('atail');
    expect(got).toMatchObject({ ContentType: 'text/csv', VersionId: completed.VersionId });
    expect((await client.send(new ListMultipartUploadsCommand({ Bucket: 'data' }))).Uploads).toBeUndefined();
  });

  it('give the object the time at which the upload began', async () => {
    // Prepare
    const { client, aws, upload, complete } = await withUpload();
    const begun = aws.clock.now();
    const part = await upload(1, 'all');
    await aws.clock.advanceTo(begun + 300_000);

    // Act
    await complete(part);

    // Assess
    const { LastModified } = await client.send(new GetObjectCommand(WHERE));
    expect(LastModified).toEqual(new Date(begun));
  });

  it('refuse the option MaxParts when parts are listed, because it is not emulated', async () => {
    // Prepare
    const { client, UploadId } = await withUpload();

    // Act
    const listed = client.send(new ListPartsCommand({ ...WHERE, UploadId, MaxParts: 1 }));

    // Assess
    await expect(listed).rejects.toMatchObject({ name: 'NotImplemented' });
  });

  it('accept parts that are copied from other objects', async () => {
    // Prepare
    const { client, UploadId, complete } = await withUpload();
    await client.send(new PutObjectCommand({ Bucket: 'data', Key: 'letters', Body: 'abcdef' }));

    // Act
    const { CopyPartResult } = await client.send(
      new UploadPartCopyCommand({
        ...WHERE,
        UploadId,
        PartNumber: 1,
        CopySource: 'data/letters',
        CopySourceRange: 'bytes=1-3',
      }),
    );
    await complete({ PartNumber: 1, ETag: CopyPartResult?.ETag });

    // Assess
    const { Body } = await client.send(new GetObjectCommand(WHERE));
    expect(await Body?.transformToString()).toBe('bcd');
  });

  it('cannot be completed without parts, or with parts out of order, too small or with a wrong ETag; part 10,001 is refused', async () => {
    // Prepare
    const { upload, complete } = await withUpload();
    const one = await upload(1, 'one');
    const two = await upload(2, 'two');

    // Act and assess
    await expect(complete(two, one)).rejects.toMatchObject({ name: 'InvalidPartOrder' });
    await expect(complete(one, { PartNumber: 3, ETag: '"x"' })).rejects.toMatchObject({
      name: 'EntityTooSmall',
    });
    await expect(complete({ PartNumber: 1, ETag: two.ETag })).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete()).rejects.toMatchObject({ name: 'MalformedXML' });
    await expect(upload(10_001, 'x')).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  it('no longer exist after they are aborted', async () => {
    // Prepare
    const { client, UploadId, upload } = await withUpload();
    await upload(1, 'one');

    // Act
    await client.send(new AbortMultipartUploadCommand({ ...WHERE, UploadId }));

    // Assess
    await expect(upload(2, 'two')).rejects.toMatchObject({ name: 'NoSuchUpload' });
    await expect(client.send(new GetObjectCommand(WHERE))).rejects.toMatchObject({ name: 'NoSuchKey' });
  });
});
