import type { WireRequest } from '../../../../emulator/core/service';
import { addressOf } from '../../../../emulator/services/s3/address';
import { s3Error } from '../../../../emulator/services/s3/errors';
import { readPayload } from '../../../../emulator/services/s3/payload';
import { decode, encodeError } from '../../../../emulator/services/s3/rest-xml';
import { s3WithBucket } from './s3';

function request(more: Partial<WireRequest> & { readonly search?: string }): WireRequest {
  return {
    method: 'GET',
    path: '/',
    query: new URLSearchParams(more.search),
    headers: {},
    body: new Uint8Array(),
    ...more,
  };
}

describe('the bucket and key of an S3 request', () => {
  it.each([
    ['127.0.0.1:4566', '/', {}],
    ['127.0.0.1:4566', '/data', { bucket: 'data' }],
    ['127.0.0.1:4566', '/data/', { bucket: 'data' }],
    ['s3.amazonaws.com', '/data/a/b', { bucket: 'data', key: 'a/b' }],
    ['s3.us-east-1.amazonaws.com', '/data/a%20b//c', { bucket: 'data', key: 'a b//c' }],
    ['data.s3.amazonaws.com', '/a/%C3%BC', { bucket: 'data', key: 'a/ü' }],
    ['my.data.s3.eu-west-1.amazonaws.com', '/', { bucket: 'my.data' }],
    ['data.s3-eu-west-1.amazonaws.com', '/a', { bucket: 'data', key: 'a' }],
    ['data.localhost:4566', '/a', { bucket: 'data', key: 'a' }],
    ['data.s3.localhost:4566', '/a', { bucket: 'data', key: 'a' }],
    ['localhost:4566', '/data/a', { bucket: 'data', key: 'a' }],
  ])('are read from %s%s', (host, path, expected) => {
    // Act
    const address = addressOf(request({ path, headers: { host } }));

    // Assess
    expect(address).toEqual(expected);
  });
});

describe('bodies of S3 requests', () => {
  it('are read from signed chunks, and checked against the checksum of the trailer', () => {
    // Prepare
    const framed = [
      `5;chunk-signature=${'a'.repeat(64)}\r\nhello\r\n`,
      `7;chunk-signature=${'b'.repeat(64)}\r\n, world\r\n`,
      `0;chunk-signature=${'c'.repeat(64)}\r\n`,
      'x-amz-checksum-crc32:AAAAAA==\r\nx-amz-trailer-signature:d\r\n\r\n',
    ].join('');
    const headers = { 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER' };
    const body = new TextEncoder().encode(framed);

    // Act
    const read = () => readPayload(request({ body, headers }));

    // Assess
    // The checksum in `framed` does not match the text, so `read` must throw.
    expect(read).toThrow('did not match');
    const right = framed.replace('AAAAAA==', '/6tyOg==');
    const payload = readPayload(request({ body: new TextEncoder().encode(right), headers }));
    expect(new TextDecoder().decode(payload.body)).toBe('hello, world');
    expect(payload.checksums).toEqual({ 'x-amz-checksum-crc32': '/6tyOg==' });
  });

  it.each([
    ['they break off in a chunk', '5\r\nhel'],
    ['they break off before the last chunk', '5\r\nhello\r\n'],
    ['the size of a chunk is not a number', 'nonsense\r\n'],
    ['they are empty', ''],
  ])('are refused as incomplete if %s', (_, framed) => {
    // Prepare
    const headers = { 'content-encoding': 'aws-chunked' };

    // Act and assess
    expect(() => readPayload(request({ body: new TextEncoder().encode(framed), headers }))).toThrow(
      'The request body terminated unexpectedly',
    );
  });

  it('are refused if their XML is not valid for the operation', () => {
    // Prepare
    const put = (xml: string) =>
      decode(request({ method: 'PUT', path: '/data', search: 'versioning', body: new TextEncoder().encode(xml) }));

    // Act and assess
    expect(() => put('<VersioningConfiguration><Status>Enabled')).toThrow(
      'did not validate against our published schema',
    );
    expect(() => put('<Versioning/>')).toThrow('the root element is <Versioning>, not <VersioningConfiguration>');
    expect(() => put('<VersioningConfiguration><State>Enabled</State></VersioningConfiguration>')).toThrow(
      'the element <State> is not one of <Status>, <MfaDelete>',
    );
  });
});

describe('characters that XML 1.0 cannot represent', () => {
  it.each(['&#27;', '&#x1b;', '\u001b'])('are refused in the key of a deletion: %j', (character) => {
    // Prepare
    const body = new TextEncoder().encode(`<Delete><Object><Key>keep${character}</Key></Object></Delete>`);

    // Act and assess
    expect(() => decode(request({ method: 'POST', path: '/data', search: 'delete', body }))).toThrow(
      expect.objectContaining({ code: 'MalformedXML' }),
    );
  });

  it('are replaced in errors, so that every client can read them', () => {
    // Act
    const { body } = encodeError(s3Error('NoSuchKey', { Key: 'a\u001b' }), undefined);

    // Assess
    expect(body).toContain('<Key>a\ufffd</Key>');
  });
});

describe('boolean parameters of S3 requests', () => {
  it('are refused if they are not true or false', async () => {
    // Prepare
    const { aws } = await s3WithBucket();
    const { operation, input } = decode(request({ path: '/data', search: 'list-type=2&fetch-owner=constructor' }));

    // Act and assess
    await expect(aws.call('s3', operation, input)).rejects.toThrow(
      'FetchOwner must be true or false, not string "constructor".',
    );
  });
});

describe('unsupported features of S3', () => {
  it.each([
    ['a query parameter of a bucket', { path: '/data', search: 'acl' }, "the query parameter 'acl' of a bucket"],
    [
      'a query parameter of an object',
      { path: '/data/key', search: 'torrent' },
      "the query parameter 'torrent' of an object",
    ],
    [
      'an unknown header',
      { method: 'PUT', path: '/data/key', headers: { 'x-amz-new': 'on' } },
      "PutObject with the header 'x-amz-new'",
    ],
    ['an unsupported method', { method: 'POST', path: '/data' }, 'POST of a bucket'],
  ])('are refused with a message that names %s', (_, more, what) => {
    // Act and assess
    expect(() => decode(request(more))).toThrow(`The local S3 does not implement ${what}`);
  });

  it.each([
    ['ACL', { method: 'PUT', path: '/data/key', headers: { 'x-amz-acl': 'public-read' } }, 'ACL of PutObject'],
    ['PartNumber', { method: 'GET', path: '/data/key', search: 'partNumber=1' }, 'PartNumber of GetObject'],
    [
      'RequestPayer',
      { method: 'GET', path: '/data/key', headers: { 'x-amz-request-payer': 'requester' } },
      'RequestPayer of GetObject',
    ],
  ])('are refused with a message that names the member %s', async (_, more, what) => {
    // Prepare
    const { aws } = await s3WithBucket();
    const { operation, input } = decode(request(more));

    // Act and assess
    await expect(aws.call('s3', operation, input)).rejects.toThrow(`The local S3 does not implement ${what}; it has: `);
  });

  it('are also refused in calls inside the local AWS, with a message that names them', async () => {
    // Prepare
    const { aws } = await s3WithBucket();

    // Act and assess
    await expect(aws.call('s3', 'GetBucketAcl', { Bucket: 'data' })).rejects.toMatchObject({
      message: expect.stringContaining('The local S3 does not implement GetBucketAcl; it has: '),
    });
    await expect(aws.call('s3', 'PutObject', { Bucket: 'data', Key: 'a', ACL: 'private' })).rejects.toMatchObject({
      message: expect.stringContaining('The local S3 does not implement ACL of PutObject; it has: '),
    });
  });
});
