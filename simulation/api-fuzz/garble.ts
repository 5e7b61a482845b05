import type { Random } from '../../emulator/core/random';
import type { WireRequest } from '../../emulator/core/service';
import { pick } from './generate';

const PATHS = ['/%zz', '//', '/a/b/c?', '/2015-03-31/functions/', '/schedules/%', '/\ud800'];
const BODIES = [
  '{',
  '[]',
  'null',
  '3',
  '<a',
  '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
  'Action',
  'Action=&a.b.=1',
  '\u0000',
];
const HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'x-amz-target': 'a.__proto__' },
  { 'content-encoding': 'aws-chunked', 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' },
  { 'content-md5': 'x' },
  { host: 'a b.localhost' },
  { 'x-amz-checksum-crc64nvme': 'AAAA' },
  { 'smithy-protocol': 'rpc-v2-cbor' },
];

/** Returns a variant of the request, such as a broken or hostile client could send. */
export function garbled(random: Random, request: WireRequest): WireRequest {
  const text = new TextDecoder().decode(request.body);
  return pick(random, [
    { ...request, body: new TextEncoder().encode(text.slice(0, random.integer(0, text.length))) },
    { ...request, body: Uint8Array.from({ length: 50 }, () => random.integer(0, 255)) },
    { ...request, body: new TextEncoder().encode(pick(random, BODIES)) },
    { ...request, body: new TextEncoder().encode('[{"a":'.repeat(10_000)) },
    { ...request, path: pick(random, PATHS) },
    { ...request, method: pick(random, ['GET', 'HEAD', 'OPTIONS', 'PATCH']) },
    { ...request, headers: { ...request.headers, ...pick(random, HEADERS) } },
    {
      ...request,
      query: new URLSearchParams(pick(random, ['Action=x', 'delete', 'uploadId', 'versionId=&a=', 'X-Amz-Date=1'])),
    },
  ]);
}
