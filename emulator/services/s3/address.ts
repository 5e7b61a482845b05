import type { WireRequest } from '../../core/service';
import { s3Error } from './errors';

/** Subject of a request: the service (no members, e.g. for `aws s3 ls`), a bucket, or an object (both members). */
export interface Address {
  readonly bucket?: string;
  readonly key?: string;
}

/** Hosts of virtual-host style: `bucket.s3.amazonaws.com`, `bucket.s3.us-east-1.amazonaws.com`, `bucket.localhost:4566`. */
const VIRTUAL_HOST =
  /^(?<bucket>.+?)\.(?:s3(?:[.-][a-z0-9.-]+)?\.amazonaws\.com(?:\.cn)?|(?:s3\.)?localhost)(?::\d+)?$/;

/** Hosts of path style that begin with `s3`, e.g. `s3.localhost`. Without this pattern, some of them would match `VIRTUAL_HOST`. */
const SERVICE_HOST = /^s3[.-]/;

export function addressOf(request: WireRequest): Address {
  const host = request.headers.host ?? '';
  const bucket = SERVICE_HOST.test(host) ? undefined : VIRTUAL_HOST.exec(host)?.groups?.bucket;
  const path = request.path.replace(/^\//, '');
  if (bucket !== undefined) return address(bucket, path);
  const slash = path.indexOf('/');
  return slash < 0 ? address(path, '') : address(path.slice(0, slash), path.slice(slash + 1));
}

function address(bucket: string, key: string): Address {
  return {
    ...(bucket !== '' && { bucket: decodedPath(bucket) }),
    ...(key !== '' && { key: decodedPath(key) }),
  };
}

/** @throws ServiceError InvalidURI if the path is not percent-encoded text */
export function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw s3Error('InvalidURI');
  }
}
