import { createHash } from 'node:crypto';
import type { WireRequest } from '../../core/service';
import { crc32, crc32c, crc64nvme } from './crc';
import { s3Error } from './errors';

/** Content of a request without its transfer encoding, and the checksums that the client sent for the content. */
export interface Payload {
  readonly body: Uint8Array;
  /** Checksums by header name, e.g. `x-amz-checksum-crc32`. */
  readonly checksums: Readonly<Record<string, string>>;
}

const CHECKSUM_HEADER = /^x-amz-checksum-(?:crc32|crc32c|crc64nvme|sha1|sha256)$/;

/** Functions that compute a digest in Base64, by the name of the header or trailer that carries the digest. */
const DIGESTS: Readonly<Record<string, (body: Uint8Array) => string>> = {
  'content-md5': (body) => createHash('md5').update(body).digest('base64'),
  'x-amz-checksum-crc32': (body) => base64Of(crc32(body)),
  'x-amz-checksum-crc32c': (body) => base64Of(crc32c(body)),
  'x-amz-checksum-crc64nvme': (body) => Buffer.from(crc64nvme(body)).toString('base64'),
  'x-amz-checksum-sha1': (body) => createHash('sha1').update(body).digest('base64'),
  'x-amz-checksum-sha256': (body) => createHash('sha256').update(body).digest('base64'),
};

/**
 * Reads the content of a request, and verifies its checksums.
 * @throws ServiceError InvalidDigest if Content-MD5 is not an MD5, BadDigest if a checksum does not match the bytes, IncompleteBody if a
 * chunk is missing or truncated
 */
export function readPayload(request: WireRequest): Payload {
  const { body, trailers } = isChunked(request) ? unchunk(request.body) : { body: request.body, trailers: {} };
  const sent = { ...request.headers, ...trailers };
  const md5 = sent['content-md5'];
  // An MD5 has 16 bytes: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (2026-11)
  if (md5 !== undefined && !/^[A-Za-z0-9+/]{22}==$/.test(md5)) throw s3Error('InvalidDigest', { 'Content-MD5': md5 });
  for (const [name, digest] of Object.entries(DIGESTS)) {
    if (sent[name] !== undefined && sent[name] !== digest(body)) throw s3Error('BadDigest');
  }
  return {
    body,
    checksums: Object.fromEntries(Object.entries(sent).filter(([name]) => CHECKSUM_HEADER.test(name))),
  };
}

function base64Of(crc: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc);
  return bytes.toString('base64');
}

/**
 * True if the HTTP body has S3's own chunked framing. SDKs use this framing for bodies of unknown length and for checksums in trailers.
 */
function isChunked(request: WireRequest): boolean {
  return (
    (request.headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-') ||
    (request.headers['content-encoding'] ?? '').includes('aws-chunked')
  );
}

/** Removes the framing `<hex size>[;chunk-signature=…]\r\n<bytes>\r\n` … `0[;…]\r\n<trailer>: <value>\r\n\r\n`. */
function unchunk(framed: Uint8Array): { body: Uint8Array; trailers: Record<string, string> } {
  const bytes = Buffer.from(framed.buffer, framed.byteOffset, framed.byteLength);
  const chunks: Buffer[] = [];
  let position = 0;
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', position);
    const size = Number.parseInt(bytes.toString('latin1', position, lineEnd), 16);
    if (lineEnd < 0 || Number.isNaN(size)) throw s3Error('IncompleteBody');
    position = lineEnd + 2;
    if (size === 0) break;
    if (position + size > bytes.length) throw s3Error('IncompleteBody');
    chunks.push(bytes.subarray(position, position + size));
    position += size + 2;
  }
  const trailers: Record<string, string> = {};
  for (const line of bytes.toString('latin1', position).split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) trailers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { body: Buffer.concat(chunks), trailers };
}
