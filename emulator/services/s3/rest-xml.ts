import { structureOf } from '../../core/api/model';
import { parseXml, replaceForbidden, writeXml } from '../../core/protocols/xml';
import type { Call, Input, ServiceError, WireRequest, WireResponse } from '../../core/service';
import { addressOf } from './address';
import { API_MODEL } from './api';
import { s3Error } from './errors';
import type { Binding, Bindings, Body, Operation } from './operation';
import { OPERATIONS } from './operations';
import { readPayload } from './payload';
import { fromXml, toXml } from './xml-shape';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

const METADATA_PREFIX = 'x-amz-meta-';

/** Query parameters that any request may have: `X-Amz-*` of presigned URLs (SigV4), and `x-id`, the operation's name, which SDKs add for logs. */
const COMMON_QUERY = /^(?:x-id|X-Amz-.*)$/i;

/** `x-amz-` headers about the signature, the client, or chunks and checksums of the body. Any operation may have them. */
const COMMON_HEADERS =
  /^x-amz-(?:date|content-sha256|security-token|user-agent|decoded-content-length|sdk-checksum-algorithm|trailer|te|checksum-(?:crc32|crc32c|crc64nvme|sha1|sha256))$/;

/** Standard HTTP headers about the body, which HTTP clients add. `readPayload` verifies Content-MD5. */
const FRAMING = /^(?:content-(?:length|md5|type|encoding))$/;

/** Names of targets in error messages. */
const TARGETS = { service: 'the service', bucket: 'a bucket', object: 'an object' } as const;

/**
 * Converts an HTTP request to a call.
 * @throws ServiceError InvalidURI, MalformedXML, the errors of `readPayload`, and NotImplemented, which names the unsupported part
 */
export function decode(request: WireRequest): Call {
  const address = addressOf(request);
  const operation = route(request, address);
  const binding = OPERATIONS[operation] as Operation;
  const payload = readPayload(request);
  // A chunked body may have checksums in its trailers.
  const headers: Record<string, string> = { ...request.headers, ...payload.checksums };
  const contentEncoding = withoutChunking(headers['content-encoding']);
  if (contentEncoding === undefined) delete headers['content-encoding'];
  else headers['content-encoding'] = contentEncoding;

  const input: Record<string, unknown> = {
    ...othersOf(request, operation, binding),
    ...(address.bucket !== undefined && { Bucket: address.bucket }),
    ...(address.key !== undefined && { Key: address.key }),
    ...readBindings(binding.query, (name) => request.query.get(name) ?? undefined),
    ...readBindings(binding.headers, (name) => headers[name]),
    ...(binding.metadata && { Metadata: metadataOf(headers) }),
    ...(binding.body && readBody(binding.body, payload.body)),
  };
  return { operation, input };
}

export function encode(call: Call, output: unknown): WireResponse {
  const { status = 200, headers, metadata, body } = OPERATIONS[call.operation]?.output ?? {};
  const members = (output ?? {}) as Input;
  const fields: Record<string, string> = writeBindings(headers, members);
  if (metadata) {
    for (const [name, value] of Object.entries((members.Metadata ?? {}) as Readonly<Record<string, string>>)) {
      fields[METADATA_PREFIX + name] = value;
    }
  }
  const partial = members.ContentRange !== undefined;
  return {
    status: partial ? 206 : status,
    headers: { ...typeOf(body), ...fields },
    body: writeBody(body, members),
  };
}

export function encodeError(error: ServiceError, call: Call | undefined): WireResponse {
  const { Headers: headers, ...elements } = error.fields as { Headers?: Record<string, string> };
  const bodiless = error.status === 304 || (call !== undefined && OPERATIONS[call.operation]?.method === 'HEAD');
  const document = {
    Code: error.code,
    Message: error.message,
    ...(elements as Readonly<Record<string, string | undefined>>),
  };
  const readable = Object.entries(document).map(([name, text]) => [name, text && replaceForbidden(text)] as const);
  return {
    status: error.status,
    headers: { ...(!bodiless && { 'content-type': 'application/xml' }), ...headers },
    body: bodiless ? '' : writeXml('Error', Object.fromEntries(readable)),
  };
}

/** Operations sorted by their number of subresources, the largest number first. */
const MOST_SPECIFIC_FIRST = Object.entries(OPERATIONS).sort(
  ([, a], [, b]) => (b.subresource?.length ?? 0) - (a.subresource?.length ?? 0),
);

function route(request: WireRequest, address: ReturnType<typeof addressOf>): string {
  const target = address.bucket === undefined ? 'service' : address.key === undefined ? 'bucket' : 'object';
  const copies = request.headers['x-amz-copy-source'] !== undefined;
  const best = MOST_SPECIFIC_FIRST.find(
    ([, operation]) =>
      operation.method === request.method &&
      operation.target === target &&
      (operation.copies ?? false) === copies &&
      (operation.subresource ?? []).every((subresource) => has(request.query, subresource)),
  );
  if (best === undefined) {
    const query = [...request.query.keys()].map((name) => `'${name}'`).join(', ');
    throw notImplemented(`${request.method} of ${TARGETS[target]}${query && ` with ${query}`}`);
  }
  return best[0];
}

function has(query: URLSearchParams, subresource: string): boolean {
  const [name = '', value] = subresource.split('=');
  return value === undefined ? query.has(name) : query.get(name) === value;
}

/** Query parameters, headers and members of an operation. */
interface Bound {
  /** Names of the operation's subresources, and of the query parameters that its bindings read. */
  readonly query: ReadonlySet<string>;
  /** Names of the headers that the bindings read, in lower case. */
  readonly headers: ReadonlySet<string>;
  /** Members that the API model places outside the body, except {@link COMMON_HEADERS} and {@link FRAMING}. */
  readonly members: readonly { readonly member: string; readonly location: string; readonly name: string }[];
}

const bound = new Map<string, Bound>();

function boundOf(operation: string, binding: Operation): Bound {
  const known = bound.get(operation) ?? findBound(operation, binding);
  bound.set(operation, known);
  return known;
}

function findBound(operation: string, binding: Operation): Bound {
  const names = (bindings: Bindings | undefined) => Object.values(bindings ?? {}).map(wireName);
  const subresources = (binding.subresource ?? []).map((part) => part.split('=')[0] ?? '');
  const members = Object.entries(structureOf(API_MODEL, operation, 'input').members).flatMap(([member, place]) => {
    if (typeof place === 'string') return [];
    const { location } = place;
    const name = location === 'header' ? place.name.toLowerCase() : place.name;
    const isFraming = location === 'header' && (FRAMING.test(name) || COMMON_HEADERS.test(name));
    return isFraming ? [] : [{ member, location, name }];
  });
  return {
    query: new Set([...subresources, ...names(binding.query)]),
    headers: new Set(names(binding.headers)),
    members,
  };
}

/**
 * Returns those query parameters and headers of a request that are in the API model but not in the operation's bindings.
 * Keys are member names. The service refuses these members, except for members that many operations share.
 * @throws ServiceError NotImplemented for a query parameter or `x-amz-` header that the operation does not have in the API model, and that
 * is not common to all operations
 */
function othersOf(request: WireRequest, operation: string, binding: Operation): Record<string, unknown> {
  const { members, ...known } = boundOf(operation, binding);
  const query = new Set(known.query);
  const headers = new Set(known.headers);
  const others: Record<string, unknown> = {};
  for (const { member, location, name } of members) {
    if (location === 'querystring' && request.query.has(name) && !query.has(name)) {
      others[member] = request.query.get(name);
      query.add(name);
    }
    if (location === 'header' && request.headers[name] !== undefined && !headers.has(name)) {
      others[member] = request.headers[name];
      headers.add(name);
    }
  }
  const parameter = [...request.query.keys()].find((name) => !query.has(name) && !COMMON_QUERY.test(name));
  if (parameter !== undefined)
    throw notImplemented(
      `the query parameter '${parameter}' of ${TARGETS[binding.target]} (without it, the request would be ${operation})`,
    );
  const header = Object.keys(request.headers).find(
    (name) =>
      name.startsWith('x-amz-') &&
      !headers.has(name) &&
      !COMMON_HEADERS.test(name) &&
      !(binding.metadata && name.startsWith(METADATA_PREFIX)),
  );
  if (header !== undefined) throw notImplemented(`${operation} with the header '${header}'`);
  return others;
}

function notImplemented(what: string): ServiceError {
  return s3Error('NotImplemented', {}, `The local S3 does not implement ${what}.`);
}

function wireName(binding: Binding): string {
  return typeof binding === 'string' ? binding : binding[0];
}

function readBindings(bindings: Bindings = {}, read: (name: string) => string | undefined): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  for (const [member, binding] of Object.entries(bindings)) {
    const text = read(wireName(binding));
    if (text === undefined) continue;
    const type = typeof binding === 'string' ? 'string' : binding[1];
    members[member] = type === 'integer' ? wholeNumber(text) : type === 'boolean' ? flag(text) : text;
  }
  return members;
}

/** Parses a whole number of at most 15 digits. Returns other text unchanged, so that the check against the API model refuses this text. */
function wholeNumber(text: string): number | string {
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

function flag(text: string): boolean | string {
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

function writeBindings(bindings: Bindings = {}, members: Input): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [member, binding] of Object.entries(bindings)) {
    const value = members[member];
    if (value === undefined) continue;
    fields[wireName(binding)] = value instanceof Date ? value.toUTCString() : String(value);
  }
  return fields;
}

function metadataOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(headers).filter(([name]) => name.startsWith(METADATA_PREFIX));
  return Object.fromEntries(entries.map(([name, value]) => [name.slice(METADATA_PREFIX.length), value]));
}

function withoutChunking(contentEncoding = ''): string | undefined {
  const encodings = contentEncoding.split(',').map((encoding) => encoding.trim());
  return encodings.filter((encoding) => encoding !== '' && encoding !== 'aws-chunked').join(',') || undefined;
}

function readBody(body: Body, bytes: Uint8Array): Record<string, unknown> {
  if (body.kind === 'bytes') return { [body.member]: bytes };
  const text = new TextDecoder().decode(bytes);
  if (body.kind === 'text') return { [body.member]: text };
  if (text.trim() === '') return {};
  try {
    const { root, content } = parseXml(text);
    if (root !== body.root) throw new Error(`the root element is <${root}>, not <${body.root}>`);
    const value = fromXml(body.shape, content);
    return body.member === undefined ? (value as Record<string, unknown>) : { [body.member]: value };
  } catch (error) {
    throw s3Error('MalformedXML', {}, `${s3Error('MalformedXML').message}: ${(error as Error).message}`);
  }
}

function writeBody(body: Body | undefined, members: Input): string | Uint8Array {
  if (body === undefined) return '';
  if (body.kind !== 'xml') return (members[body.member] ?? '') as string | Uint8Array;
  const value = body.member === undefined ? members : members[body.member];
  return writeXml(body.root, toXml(body.shape, value), NAMESPACE);
}

function typeOf(body: Body | undefined): Record<string, string> {
  if (body?.kind === 'xml') return { 'content-type': 'application/xml' };
  return body?.kind === 'text' ? { 'content-type': 'application/json' } : {};
}
