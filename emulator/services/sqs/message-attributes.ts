import { createHash } from 'node:crypto';
import { sqsError } from './errors';

export interface MessageAttribute {
  readonly DataType?: string;
  readonly StringValue?: string;
  /** Bytes, or base64 text in HTTP requests. */
  readonly BinaryValue?: Uint8Array | string;
}

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/**
 * Maximum number of attributes of a message. Source of all rules in this file:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html (2026-11).
 */
const MAX = 10;
const NAME = /^(?!aws\.|amazon\.|\.)(?!.*\.(?:\.|$))[A-Za-z0-9_.-]{1,256}$/i;
const DATA_TYPE = /^(?:String|Number|Binary)(?:\..{1,249})?$/;

/** @throws ServiceError InvalidParameterValue */
export function checkAttributes(attributes: MessageAttributes): void {
  const entries = Object.entries(attributes);
  if (entries.length > MAX)
    throw invalid(`Number of message attributes [${entries.length}] exceeds the allowed maximum [${MAX}].`);
  for (const [name, { DataType: type = '', StringValue: text, BinaryValue: bytes }] of entries) {
    if (!NAME.test(name)) throw invalid(`The message attribute name '${name}' is invalid.`);
    if (!DATA_TYPE.test(type)) throw invalid(`The message attribute '${name}' has an invalid type: '${type}'.`);
    const [value, member] = type.startsWith('Binary') ? [bytes, 'BinaryValue'] : [text, 'StringValue'];
    if (value === undefined || value.length === 0 || (text !== undefined && bytes !== undefined)) {
      throw invalid(`The message attribute '${name}' of type '${type}' must have a ${member} and no other value.`);
    }
    if (type.startsWith('Number') && !Number.isFinite(Number(text))) {
      throw invalid(`Can't cast the value of message attribute '${name}' to a number.`);
    }
  }
}

/** Returns the number of bytes that attributes add to the size of a message. */
export function attributesSize(attributes: MessageAttributes): number {
  return Object.entries(attributes).reduce(
    (size, [name, attribute]) =>
      size + Buffer.byteLength(name) + Buffer.byteLength(attribute.DataType ?? '') + bytesOf(attribute).length,
    0,
  );
}

/**
 * Returns the MD5 of the attributes, or undefined if there are none. The attributes are sorted by name. For each
 * attribute, these bytes are added: length and bytes of the name, length and bytes of the type, one byte for the kind of
 * value (1 text, 2 binary), length and bytes of the value.
 */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  const add = (bytes: Uint8Array) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const name of names) {
    const attribute = attributes[name] ?? {};
    add(Buffer.from(name));
    add(Buffer.from(attribute.DataType ?? ''));
    hash.update(Buffer.from([isBinary(attribute) ? 2 : 1]));
    add(bytesOf(attribute));
  }
  return hash.digest('hex');
}

function isBinary({ DataType: type = '' }: MessageAttribute): boolean {
  return type.startsWith('Binary');
}

function bytesOf(attribute: MessageAttribute): Uint8Array {
  const { StringValue: text = '', BinaryValue: bytes = '' } = attribute;
  if (!isBinary(attribute)) return Buffer.from(text);
  return typeof bytes === 'string' ? Buffer.from(bytes, 'base64') : bytes;
}

function invalid(message: string) {
  return sqsError('InvalidParameterValue', message);
}
