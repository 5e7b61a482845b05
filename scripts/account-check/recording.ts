import { Readable } from 'node:stream';
import type { RecordedCall } from './clients';

/** An account's answer, with which tests compare the local AWS. */
export interface Recording {
  readonly id: string;
  /** What AWS did. */
  readonly seen: string;
  /** Time of the answer, ISO 8601. */
  readonly at: string;
  readonly calls: readonly RecordedCall[];
}

/** Maximum number of characters of a recorded text. Longer texts are bodies of csv, which tests do not compare. */
const MAX_TEXT_LENGTH = 2000;
const MASKED_ACCOUNT = '123456789012';

/** Pattern of ARNs of callers. Such an ARN ends in the caller's name, which can be the name of a person. */
const CALLER = /(arn:aws[\w-]*:(?:iam|sts)::\d*:(?:user|assumed-role|federated-user))\/[\w+=,.@/-]+/g;

/**
 * Returns the text of a recording's file. Account numbers, callers and the random prefix are masked, and long texts are truncated.
 */
export function writeRecording(recording: Recording, prefix: string): string {
  const text = JSON.stringify(recording, (_key, value: unknown) => shortened(value), 2);
  const masked = text.replaceAll(prefix, 'account-check').replace(CALLER, '$1/caller');
  return `${masked.replace(/(?<!\d)\d{12}(?!\d)/g, MASKED_ACCOUNT)}\n`;
}

function shortened(value: unknown): unknown {
  if (typeof value === 'string' && value.length > MAX_TEXT_LENGTH)
    return `${value.slice(0, MAX_TEXT_LENGTH)}… (${value.length} characters)`;
  if (value instanceof Uint8Array) return `(${value.length} bytes)`;
  // The body of an object is a stream. Stream and request refer to each other, which JSON.stringify refuses.
  if (value instanceof Readable) return '(a stream)';
  return value;
}
