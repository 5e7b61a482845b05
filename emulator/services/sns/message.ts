import { type Input, ServiceError } from '../../core/service';

/** Texts of a message by protocol. The text for `default` is always present. */
export type MessageVariants = Readonly<Record<string, string>>;

/** Maximum size of a message in bytes, including its attributes and all its variants. */
const MAX_MESSAGE_SIZE = 262_144;
const MAX_SUBJECT_LENGTH = 99;

/** Printable ASCII that does not begin with a blank. */
const SUBJECT = /^[!-~][ -~]*$/;

/**
 * Reads a message from the members Message and MessageStructure of Publish.
 * @throws ServiceError InvalidParameter
 */
export function readMessage(input: Input): MessageVariants {
  const { Message: message, MessageStructure: structure } = input;
  if (typeof message !== 'string' || message === '') throw invalidParameter('Empty message');
  const size = Buffer.byteLength(message) + attributesSize(input.MessageAttributes);
  if (size > MAX_MESSAGE_SIZE) {
    throw invalidParameter(`Message too long: ${size} bytes, but at most ${MAX_MESSAGE_SIZE} are allowed`);
  }
  if (structure === undefined) return { default: message };
  if (structure !== 'json') throw invalidParameter(`MessageStructure '${structure}'`);
  return readVariants(message);
}

/** Returns the values of message attributes by name. @throws ServiceError InvalidParameter */
export function readAttributes({ MessageAttributes: given }: Input): Readonly<Record<string, string>> {
  const attributes = Object.entries((given ?? {}) as Readonly<Record<string, Readonly<Record<string, string>>>>);
  return Object.fromEntries(
    attributes.map(([name, { DataType: type, StringValue: value }]) => {
      if (type !== 'String')
        throw invalidParameter(`The message attribute '${name}' has the type '${type}': the local SNS has only String`);
      // "Name, type, value, and the message body must not be empty or null." (SNS developer guide, message attributes, 2026-11)
      if (!value) throw invalidParameter(`The message attribute '${name}' must contain a non-empty value`);
      return [name, value];
    }),
  );
}

/** @throws ServiceError InvalidParameter */
export function checkSubject(subject: string): void {
  if (subject.length > MAX_SUBJECT_LENGTH) {
    throw invalidParameter(`Subject: ${subject.length} characters, but at most ${MAX_SUBJECT_LENGTH} are allowed`);
  }
  if (!SUBJECT.test(subject))
    throw invalidParameter(`Subject ${JSON.stringify(subject)}: must be printable ASCII and not begin with a blank`);
}

export function invalidParameter(reason: string): ServiceError {
  return new ServiceError('InvalidParameter', `Invalid parameter: ${reason}`);
}

/**
 * Reads the variants of a message. SNS ignores variants that are not text, and variants for unknown protocols. Here, the former are dropped,
 * and the latter are kept without effect.
 */
function readVariants(message: string): MessageVariants {
  let variants: unknown;
  try {
    variants = JSON.parse(message);
  } catch {
    throw invalidParameter('Message Structure - JSON message body failed to parse');
  }
  const entries = Object.entries(variants ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const texts = Object.fromEntries(entries);
  if (texts.default === undefined) throw invalidParameter('Message Structure - No default entry in JSON message body');
  return texts;
}

function attributesSize(attributes: unknown): number {
  const entries = Object.entries((attributes ?? {}) as Readonly<Record<string, Readonly<Record<string, string>>>>);
  return entries.reduce(
    (size, [name, value]) => size + Buffer.byteLength(name + Object.values(value ?? {}).join('')),
    0,
  );
}
