import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  NoSuchKey,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { s3WithBucket } from './s3';

const put = (client: S3Client, Key: string, Body: string) =>
  client.send(new PutObjectCommand({ Bucket: 'data', Key, Body }));

const text = async (client: S3Client, Key: string, VersionId?: string) => {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: 'data', Key, VersionId }));
  return Body?.transformToString();
};

const remove = (client: S3Client, Key: string, VersionId?: string) =>
  client.send(new DeleteObjectCommand({ Bucket: 'data', Key, VersionId }));

const versions = (client: S3Client) => client.send(new ListObjectVersionsCommand({ Bucket: 'data' }));

const suspend = (client: S3Client) =>
  client.send(new PutBucketVersioningCommand({ Bucket: 'data', VersioningConfiguration: { Status: 'Suspended' } }));

describe('versions of S3 objects', () => {
  it('are all kept while versioning is enabled', async () => {
    // Prepare
    const { client } = await s3WithBucket('Enabled');

    // Act
    const first = await put(client, 'config.json', 'one');
    const second = await put(client, 'config.json', 'two');

    // Assess
    expect(first.VersionId).not.toBe(second.VersionId);
    expect(await text(client, 'config.json')).toBe('two');
    expect(await text(client, 'config.json', first.VersionId)).toBe('one');
    expect((await versions(client)).Versions).toMatchObject([
      { Key: 'config.json', VersionId: second.VersionId, IsLatest: true, Size: 3 },
      { Key: 'config.json', VersionId: first.VersionId, IsLatest: false, Size: 3 },
    ]);
  });

  it('remain behind a delete marker, and become current again when the marker is removed', async () => {
    // Prepare
    const { client } = await s3WithBucket('Enabled');
    const { VersionId } = await put(client, 'a', 'one');

    // Act
    const marker = await remove(client, 'a');

    // Assess
    expect(marker).toMatchObject({ DeleteMarker: true });
    await expect(text(client, 'a')).rejects.toBeInstanceOf(NoSuchKey);
    await expect(text(client, 'a')).rejects.toMatchObject({
      $response: { headers: { 'x-amz-delete-marker': 'true', 'x-amz-version-id': marker.VersionId } },
    });
    await expect(text(client, 'a', marker.VersionId)).rejects.toMatchObject({ name: 'MethodNotAllowed' });
    expect(await text(client, 'a', VersionId)).toBe('one');
    expect((await client.send(new ListObjectsV2Command({ Bucket: 'data' }))).KeyCount).toBe(0);
    expect((await versions(client)).DeleteMarkers).toMatchObject([
      { Key: 'a', VersionId: marker.VersionId, IsLatest: true },
    ]);

    // Act
    const removed = await remove(client, 'a', marker.VersionId);

    // Assess
    expect(removed).toMatchObject({ DeleteMarker: true, VersionId: marker.VersionId });
    expect(await text(client, 'a')).toBe('one');
  });

  it('are permanently removed when they are deleted by their id', async () => {
    // Prepare
    const { client } = await s3WithBucket('Enabled');
    const first = await put(client, 'a', 'one');
    const second = await put(client, 'a', 'two');

    // Act
    await remove(client, 'a', second.VersionId);

    // Assess
    expect(await text(client, 'a')).toBe('one');
    await expect(text(client, 'a', second.VersionId)).rejects.toMatchObject({ name: 'NoSuchVersion' });
    await remove(client, 'a', first.VersionId);
    expect((await versions(client)).Versions).toBeUndefined();
  });

  it('are not kept before versioning is enabled', async () => {
    // Prepare
    const { client } = await s3WithBucket();
    await put(client, 'a', 'one');

    // Act
    await put(client, 'a', 'two');

    // Assess
    expect((await versions(client)).Versions).toMatchObject([{ VersionId: 'null', IsLatest: true }]);
    await remove(client, 'a');
    expect((await versions(client)).DeleteMarkers).toBeUndefined();
  });

  it('are kept while versioning is suspended, except for the null version, which each write replaces', async () => {
    // Prepare
    const { client } = await s3WithBucket('Enabled');
    const first = await put(client, 'a', 'one');
    await suspend(client);

    // Act
    const second = await put(client, 'a', 'two');
    await put(client, 'a', 'three');

    // Assess
    expect(second.VersionId).toBeUndefined();
    expect((await versions(client)).Versions?.map(({ VersionId }) => VersionId)).toEqual(['null', first.VersionId]);
    expect(await text(client, 'a', 'null')).toBe('three');

    // Act
    await remove(client, 'a');

    // Assess
    const left = await versions(client);
    expect(left.DeleteMarkers).toMatchObject([{ VersionId: 'null', IsLatest: true }]);
    expect(left.Versions?.map(({ VersionId }) => VersionId)).toEqual([first.VersionId]);
  });

  it('can be listed in pages, even if a page ends between two versions of a key', async () => {
    // Prepare
    const { client } = await s3WithBucket('Enabled');
    for (const key of ['a', 'b', 'b', 'b', 'c']) await put(client, key, key);
    const all = (await versions(client)).Versions?.map(({ Key, VersionId }) => `${Key} ${VersionId}`);

    // Act
    const seen: string[] = [];
    let markers: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
    while (markers !== undefined) {
      const page: Awaited<ReturnType<typeof versions>> = await client.send(
        new ListObjectVersionsCommand({ Bucket: 'data', MaxKeys: 2, ...markers }),
      );
      seen.push(...(page.Versions ?? []).map(({ Key, VersionId }) => `${Key} ${VersionId}`));
      markers = page.IsTruncated
        ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
        : undefined;
    }

    // Assess
    expect(seen).toHaveLength(5);
    expect(seen).toEqual(all);
  });
});
