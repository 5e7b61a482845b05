import { ListObjectsCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { coveredBy, paginate } from '../../../../emulator/services/s3/listing';
import { s3WithBucket } from './s3';

async function withKeys(...keys: string[]) {
  const { client } = await s3WithBucket();
  for (const Key of keys) await client.send(new PutObjectCommand({ Bucket: 'data', Key, Body: Key }));
  return client;
}

const keysOf = async (client: S3Client, more = {}) => {
  const { Contents, CommonPrefixes } = await client.send(new ListObjectsV2Command({ Bucket: 'data', ...more }));
  return {
    keys: Contents?.map(({ Key }) => Key) ?? [],
    prefixes: CommonPrefixes?.map(({ Prefix }) => Prefix) ?? [],
  };
};

describe('lists of S3 objects', () => {
  it("are in the order of the keys' UTF-8 bytes", async () => {
    // Prepare
    // U+1F600 sorts after U+FF61 in UTF-8, but before it in UTF-16.
    const client = await withKeys('b', '\u{1F600}', 'B', '\uFF61', 'a/b');

    // Act
    const { keys } = await keysOf(client);

    // Assess
    expect(keys).toEqual(['B', 'a/b', 'b', '\uFF61', '\u{1F600}']);
  });

  it('are grouped by a delimiter', async () => {
    // Prepare
    const client = await withKeys('train/a/1.csv', 'train/a/2.csv', 'train/b.csv', 'train/c/1.csv', 'top');

    // Act and assess
    expect(await keysOf(client, { Delimiter: '/' })).toEqual({ keys: ['top'], prefixes: ['train/'] });
    expect(await keysOf(client, { Delimiter: '/', Prefix: 'train/' })).toEqual({
      keys: ['train/b.csv'],
      prefixes: ['train/a/', 'train/c/'],
    });
    expect(await keysOf(client, { Prefix: 'train/a' })).toEqual({
      keys: ['train/a/1.csv', 'train/a/2.csv'],
      prefixes: [],
    });
  });

  it('begin after the given key', async () => {
    // Prepare
    const client = await withKeys('a', 'b', 'c');

    // Act and assess
    expect((await keysOf(client, { StartAfter: 'a' })).keys).toEqual(['b', 'c']);
    expect((await client.send(new ListObjectsCommand({ Bucket: 'data', Marker: 'b' }))).Contents).toMatchObject([
      { Key: 'c' },
    ]);
  });

  it('can contain keys that XML cannot represent, if URL encoding is requested', async () => {
    // Prepare
    const client = await withKeys('a b/\u0001+ü');

    // Act
    const { keys } = await keysOf(client, { EncodingType: 'url' });

    // Assess
    expect(keys).toEqual(['a+b/%01%2B%C3%BC']);
  });

  it('are refused if the continuation token is malformed', async () => {
    // Prepare
    const client = await withKeys('a');

    // Act and assess
    await expect(keysOf(client, { ContinuationToken: '!' })).rejects.toMatchObject({
      name: 'InvalidArgument',
    });
  });

  it('contain every object or common prefix once if each page has one entry', async () => {
    // Prepare
    const client = await withKeys('a/1', 'a/2', 'b', 'c/1', 'c/2', 'd');
    const pages: { keys: unknown[]; prefixes: unknown[] }[] = [];

    // Act
    let token: string | undefined;
    do {
      const page: {
        NextContinuationToken?: string;
        Contents?: { Key?: string }[];
        CommonPrefixes?: { Prefix?: string }[];
      } = await client.send(
        new ListObjectsV2Command({ Bucket: 'data', Delimiter: '/', MaxKeys: 1, ContinuationToken: token }),
      );
      pages.push({
        keys: page.Contents?.map(({ Key }) => Key) ?? [],
        prefixes: page.CommonPrefixes?.map(({ Prefix }) => Prefix) ?? [],
      });
      token = page.NextContinuationToken;
    } while (token !== undefined);

    // Assess
    expect(pages).toEqual([
      { keys: [], prefixes: ['a/'] },
      { keys: ['b'], prefixes: [] },
      { keys: [], prefixes: ['c/'] },
      { keys: ['d'], prefixes: [] },
    ]);
  });

  it('have the same content in several pages as in a single page, for any keys and page size', () => {
    // Prepare
    const key = fc.string({ unit: fc.constantFrom('a', 'b', '/'), minLength: 1, maxLength: 6 });
    const scenario = fc.record({
      keys: fc.uniqueArray(key, { maxLength: 12 }),
      prefix: fc.constantFrom('', 'a', 'a/'),
      delimiter: fc.constantFrom('', '/'),
      maxKeys: fc.integer({ min: 1, max: 4 }),
    });

    fc.assert(
      fc.property(scenario, ({ keys, prefix, delimiter, maxKeys }) => {
        const entries = keys.sort().map((name) => ({ key: name }));
        const whole = paginate(entries, { prefix, delimiter, maxKeys: 1000 });

        // Act
        const listed: string[] = [];
        const prefixes: string[] = [];
        let after: string | undefined;
        do {
          const request = { prefix, delimiter, maxKeys };
          const rest = entries.filter((entry) => after === undefined || !coveredBy(after, entry.key, request));
          const page = paginate(rest, request);
          listed.push(...page.entries.map((entry) => entry.key));
          prefixes.push(...page.commonPrefixes);
          const last = typeof page.last === 'object' ? page.last.key : page.last;
          after = page.truncated ? last : undefined;
        } while (after !== undefined);

        // Assess
        expect(listed).toEqual(whole.entries.map((entry) => entry.key));
        expect(prefixes).toEqual(whole.commonPrefixes);
      }),
      { seed: 7 },
    );
  });
});
