import { member } from '../../lib/parameter-file/json-value';
import type { FileReference } from '../../lib/record-table/file-reference';
import { show } from '../../lib/text/format';
import { checkedValues, type EventRules, InvalidEvent } from './invalid-event';

const WHAT = 'an event of S3';

export interface UploadedObject extends FileReference {
  /** Size in bytes. */
  readonly size: number;
  /**
   * Order of the writes of a key: a later write has a greater text. Source: S3 user guide, "Event message structure".
   */
  readonly sequencer: string;
  /** ISO time of the write. */
  readonly time: string;
}

/**
 * Number of characters to which sequencers are padded. S3's sequencers are hexadecimal and have different lengths. With
 * zeros added on the right, they can be compared as texts (S3 user guide).
 */
const SEQUENCER_LENGTH = 64;

/** Longest key in bytes, as S3 counts them. */
const MAX_KEY_BYTES = 1024;
/**
 * Maximum length of a bucket's name or a version's id, in characters. Names of buckets have at most 63 characters, and ids of versions have
 * at most 1,024 bytes (S3 user guide).
 */
const LONGEST_TEXT = 1024;

/** Required values of a record, with the rule for messages. */
const RULES: EventRules = {
  eventTime: [isTime, 'an ISO time'],
  's3.bucket.name': [isText, 'a text'],
  's3.object.key': [isKey, 'a key of at most 1024 bytes, form-URL-encoded'],
  's3.object.size': [Number.isSafeInteger, 'a number of bytes'],
  's3.object.versionId': [isText, 'a text: the bucket is versioned'],
  's3.object.sequencer': [isSequencer, 'hexadecimal'],
};

/**
 * The objects of an event of S3.
 * @throws InvalidEvent that names the first invalid value
 */
export function uploadedObjects(event: unknown): readonly UploadedObject[] {
  const records = member(event, 'Records');
  if (!Array.isArray(records) || records.length === 0) {
    throw new InvalidEvent(WHAT, `Records is ${show(records)}, it must be a list of at least one record`);
  }
  return records.map(uploadedObject);
}

/** Reads a record. Keys are form-URL-encoded: a space is `+`, and all but plain characters are `%XX`. */
function uploadedObject(record: unknown, index: number): UploadedObject {
  const values = checkedValues(record, RULES, WHAT, `Records[${index}].`);
  const [time, bucket, key, size, versionId, sequencer] = values;
  return {
    bucket: String(bucket),
    key: decoded(String(key)),
    versionId: String(versionId),
    size: Number(size),
    sequencer: String(sequencer).padEnd(SEQUENCER_LENGTH, '0'),
    time: String(time),
  };
}

function decoded(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_TEXT;
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]{8,16}Z$/.test(value) && !Number.isNaN(Date.parse(value));
}

function isSequencer(value: unknown): boolean {
  return typeof value === 'string' && /^[\da-f]+$/i.test(value) && value.length <= SEQUENCER_LENGTH;
}

function isKey(value: unknown): boolean {
  if (typeof value !== 'string' || value === '') return false;
  try {
    const key = decoded(value);
    return key !== '' && Buffer.byteLength(key) <= MAX_KEY_BYTES;
  } catch {
    return false;
  }
}
