import { ServiceError } from '../../core/service';

/**
 * Copies a request, because dynalite changes its input. Numbers lose their plus sign, which dynalite's parser does not know.
 * @throws ServiceError for a binary value that is not base64
 */
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value);
  for (const entry of members) {
    const [name, member] = entry;
    const copied = SCALARS.get(name) ?? copyOf;
    entry[1] = Array.isArray(member) ? member.map(copied) : copied(member);
  }
  return Object.fromEntries(members);
}

/**
 * Copiers of numbers and binary values, by the name of their type. If the member with such a name is neither text nor a
 * list of texts, the name is an attribute's name, so the value is copied like any other.
 */
const SCALARS: ReadonlyMap<string, (value: unknown) => unknown> = new Map([
  ['N', withoutPlus],
  ['NS', withoutPlus],
  ['B', inBase64],
  ['BS', inBase64],
]);

function withoutPlus(number: unknown): unknown {
  return typeof number === 'string' ? number.replace(/^\+(?=[\d.])/, '') : copyOf(number);
}

function inBase64(bytes: unknown): unknown {
  if (typeof bytes !== 'string') return copyOf(bytes);
  if (bytes.length % 4 !== 0)
    throw malformed(`Base64 encoded length is expected a multiple of 4 bytes but found: ${bytes.length}`);
  // DynamoDB's own message has this spelling.
  if (Buffer.from(bytes, 'base64').toString('base64') !== bytes)
    throw malformed('Invalid last non-pad Base64 character dectected');
  return bytes;
}

function malformed(message: string): ServiceError {
  return new ServiceError('SerializationException', message);
}
