import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  type LifecycleRule,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { s3WithBucket } from './s3';

const Bucket = 'data';
const DAY = 86_400_000;
const EVERYTHING = { Prefix: '' };

/** Creates a versioned bucket with the given rules, and returns actions on the bucket. */
async function bucketWith(...rules: readonly Omit<LifecycleRule, 'Status'>[]) {
  const { aws, client } = await s3WithBucket('Enabled');
  await client.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket,
      LifecycleConfiguration: { Rules: rules.map((rule) => ({ Status: 'Enabled', ...rule })) },
    }),
  );
  return {
    client,
    passDays: (days: number) => aws.clock.advanceTo(aws.clock.now() + days * DAY),
    put: (Key: string, Body: string, Tagging?: string) =>
      client.send(new PutObjectCommand({ Bucket, Key, Body, Tagging })),
    remove: (Key: string) => client.send(new DeleteObjectCommand({ Bucket, Key })),
    /**
     * Lists `key -` for each delete marker, then `key size` for each version. Both lists are sorted by key, then newest
     * first.
     */
    versions: async () => {
      const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket }));
      return [...DeleteMarkers.map(({ Key }) => `${Key} -`), ...Versions.map(({ Key, Size }) => `${Key} ${Size}`)];
    },
  };
}

describe('lifecycle rules of S3', () => {
  it('delete a noncurrent version at the first midnight after NoncurrentDays have passed', async () => {
    // Prepare
    const { put, passDays, versions } = await bucketWith({
      Filter: EVERYTHING,
      NoncurrentVersionExpiration: { NoncurrentDays: 2 },
    });
    await put('a', '1');
    await passDays(5);
    await put('a', '22');

    // Act
    await passDays(2);
    const before = await versions();
    await passDays(0.5);

    // Assess
    expect(before).toEqual(['a 2', 'a 1']);
    expect(await versions()).toEqual(['a 2']);
  });

  it('keep the given number of the newest noncurrent versions, and apply only to objects above the given size', async () => {
    // Prepare
    const { put, passDays, versions } = await bucketWith({
      Filter: { ObjectSizeGreaterThan: 1 },
      NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 1 },
    });
    for (const key of ['large', 'small'])
      for (const size of [1, 2, 3]) await put(key, 'x'.repeat(key === 'large' ? size + 1 : 1));

    // Act
    await passDays(3);

    // Assess
    expect(await versions()).toEqual(['large 4', 'large 3', 'small 1', 'small 1', 'small 1']);
  });

  it('add a delete marker to expired objects that have the tag, and remove the marker when no version is left', async () => {
    // Prepare
    const { client, put, passDays, versions } = await bucketWith(
      { Filter: { Tag: { Key: 'kind', Value: 'output' } }, Expiration: { Days: 3 } },
      { Filter: EVERYTHING, NoncurrentVersionExpiration: { NoncurrentDays: 2 } },
      { Filter: EVERYTHING, Expiration: { ExpiredObjectDeleteMarker: true } },
    );
    await put('input', '1');
    await put('output', '2', 'kind=output');

    // Act
    await passDays(4);
    const expired = await versions();
    const read = client.send(new GetObjectCommand({ Bucket, Key: 'output' }));
    await expect(read).rejects.toMatchObject({ name: 'NoSuchKey' });
    await passDays(3);

    // Assess
    expect(expired).toEqual(['output -', 'input 1', 'output 1']);
    expect(await versions()).toEqual(['input 1']);
  });

  it('abort multipart uploads that are not completed within the given days', async () => {
    // Prepare
    const { client, passDays } = await bucketWith({
      Filter: EVERYTHING,
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    });
    await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'a' }));
    const uploads = async () => (await client.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads?.length ?? 0;

    // Act
    await passDays(6);
    const before = await uploads();
    await passDays(2);

    // Assess
    expect(before).toBe(1);
    expect(await uploads()).toBe(0);
  });

  it('do not abort uploads outside of their prefix', async () => {
    // Prepare
    const { client, passDays } = await bucketWith({
      Filter: { Prefix: 'in/' },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    });
    for (const Key of ['in/a', 'out/a']) await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));

    // Act
    await passDays(8);

    // Assess
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket }));
    expect(Uploads.map(({ Key }) => Key)).toEqual(['out/a']);
  });

  it.each([
    ['Transitions', { Transitions: [{ Days: 1, StorageClass: 'GLACIER' as const }] }],
    ['Expiration.Date', { Expiration: { Date: new Date(0) } }],
  ])('are refused with %s, which the local S3 does not implement', async (what, rule) => {
    await expect(bucketWith({ Filter: EVERYTHING, ...rule })).rejects.toThrow(
      `The local S3 does not implement lifecycle rules with ${what}.`,
    );
  });

  it('are refused if several conditions of a filter are not inside And', async () => {
    // Prepare
    const conditions = { Prefix: 'in/', ObjectSizeGreaterThan: 1 };
    const rule = { Expiration: { Days: 1 } };

    // Act
    const outside = bucketWith({ ...rule, Filter: conditions });
    const inside = bucketWith({ ...rule, Filter: { And: conditions } });

    // Assess
    await expect(outside).rejects.toMatchObject({ name: 'MalformedXML' });
    await expect(inside).resolves.toBeDefined();
  });
});
