import type { S3EventRecord } from 'aws-lambda';
import type { FileReference } from '../../records/file-reference';

/** An object version that S3 announced. */
export interface UploadedObject extends FileReference {
  /** Bytes. */
  readonly size: number;
  /** Grows from one write of a key to the next; compares as text. Source: S3 user guide, "Event message structure". */
  readonly sequencer: string;
  /** ISO time of the write. */
  readonly time: string;
}

/** Sequencers are hexadecimal of varying length: with zeros added on the right, they compare as text (S3 user guide). */
const SEQUENCER_LENGTH = 64;

/** Keys arrive form-URL-encoded: a space is `+`, anything else beyond the plain characters is `%XX`. */
export function uploadedObject(record: S3EventRecord): UploadedObject {
  const { bucket, object } = record.s3;
  return {
    bucket: bucket.name,
    key: decodeURIComponent(object.key.replaceAll('+', ' ')),
    versionId: object.versionId ?? '',
    size: object.size,
    sequencer: object.sequencer.padEnd(SEQUENCER_LENGTH, '0'),
    time: record.eventTime,
  };
}

/** `train/**.json`: what else lies in the bucket is data. */
export function isParameterFile({ key }: FileReference): boolean {
  return key.startsWith('train/') && key.endsWith('.json');
}
