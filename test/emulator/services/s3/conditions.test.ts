import type { Aws } from '../../../../emulator/core/aws';
import type { Input } from '../../../../emulator/core/service';
import { START } from '../../../support/in-process';
import { s3WithBucket } from './s3';

const KEY = { Bucket: 'data', Key: 'a.csv' };
const BEFORE = new Date(START - 1000);
const AFTER = new Date(START + 1000);

async function account(): Promise<{ aws: Aws; eTag: string }> {
  const { aws } = await s3WithBucket();
  const { ETag: eTag } = (await aws.call('s3', 'PutObject', { ...KEY, Body: 'text' })) as { ETag: string };
  return { aws, eTag };
}

describe('a conditional request to S3', () => {
  it.each<[string, string, Input, string]>([
    [
      'with IfModifiedSince, for an object that has not changed since then,',
      'GetObject',
      { IfModifiedSince: AFTER },
      'NotModified',
    ],
    [
      'with IfUnmodifiedSince, for an object that has changed since then,',
      'HeadObject',
      { IfUnmodifiedSince: BEFORE },
      'PreconditionFailed',
    ],
    ['with IfMatch, for an object with another ETag,', 'DeleteObject', { IfMatch: '"other"' }, 'PreconditionFailed'],
    [
      'with CopySourceIfModifiedSince, for a source that has not changed since then,',
      'CopyObject',
      { CopySource: 'data/a.csv', Key: 'b.csv', CopySourceIfModifiedSince: AFTER },
      'PreconditionFailed',
    ],
    [
      'with IfNoneMatch, for a key that exists,',
      'CopyObject',
      { CopySource: 'data/a.csv', MetadataDirective: 'REPLACE', IfNoneMatch: '*' },
      'PreconditionFailed',
    ],
    [
      'with ExpectedBucketOwner, for a bucket of another owner,',
      'GetObject',
      { ExpectedBucketOwner: '999999999999' },
      'AccessDenied',
    ],
  ])('%s is refused by %s', async (_, operation, input, code) => {
    // Prepare
    const { aws } = await account();

    // Act
    const call = aws.call('s3', operation, { ...KEY, ...input });

    // Assess
    await expect(call).rejects.toMatchObject({ code });
    await expect(aws.call('s3', 'HeadObject', KEY)).resolves.toMatchObject({ ContentLength: 4 });
  });

  it('with conditions on the ETag and the time is decided by the ETag alone', async () => {
    // Prepare
    const { aws, eTag } = await account();

    // Act and assess
    const read = (input: Input) => aws.call('s3', 'GetObject', { ...KEY, ...input });
    await expect(read({ IfMatch: eTag, IfUnmodifiedSince: BEFORE })).resolves.toMatchObject({ ETag: eTag });
    await expect(read({ IfNoneMatch: '"other"', IfModifiedSince: AFTER })).resolves.toMatchObject({ ETag: eTag });
  });

  it('deletes an object that has the given ETag', async () => {
    // Prepare
    const { aws, eTag } = await account();

    // Act
    await aws.call('s3', 'DeleteObject', { ...KEY, IfMatch: eTag });

    // Assess
    await expect(aws.call('s3', 'HeadObject', KEY)).rejects.toMatchObject({ code: 'NoSuchKey' });
  });
});

describe('DeleteObjects', () => {
  it.each([0, 1001])('refuses %i keys', async (count) => {
    // Prepare
    const { aws } = await account();
    const keys = Array.from({ length: count }, (_, index) => ({ Key: `${index}` }));

    // Act
    const call = aws.call('s3', 'DeleteObjects', { Bucket: 'data', Delete: { Objects: keys } });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'MalformedXML' });
  });
});

describe('a multipart upload', () => {
  it('refuses to copy an invalid range of a source object, and can be completed twice with the same result', async () => {
    // Prepare
    const { aws } = await account();
    const upload = { Bucket: 'data', Key: 'b.csv' };
    const { UploadId } = (await aws.call('s3', 'CreateMultipartUpload', upload)) as { UploadId: string };
    const part = { ...upload, UploadId, PartNumber: 1, CopySource: 'data/a.csv' };
    const { CopyPartResult: copied } = (await aws.call('s3', 'UploadPartCopy', {
      ...part,
      CopySourceRange: 'bytes=1-2',
    })) as { CopyPartResult: { ETag: string } };
    const complete = () =>
      aws.call('s3', 'CompleteMultipartUpload', {
        ...upload,
        UploadId,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag: copied.ETag }] },
      });

    // Act and assess
    for (const CopySourceRange of ['bytes=1-4', 'bytes=2-', 'bytes=2-1', '1-2']) {
      await expect(aws.call('s3', 'UploadPartCopy', { ...part, CopySourceRange })).rejects.toMatchObject({
        code: 'InvalidArgument',
      });
    }
    const first = await complete();
    await expect(complete()).resolves.toEqual(first);
    await expect(aws.call('s3', 'HeadObject', upload)).resolves.toMatchObject({ ContentLength: 2 });
  });
});
