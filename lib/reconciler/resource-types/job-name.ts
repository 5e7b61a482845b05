import { createHash } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../../parameter-file/json-value';

/** Longest name of a job or a solution version, in characters. */
export const NAME_LIMIT = 63;
const FINGERPRINT_LENGTH = 8;
const STAMP_LENGTH = 14;

/** Time as `YYYYMMDDhhmmss`. */
export function stampOf(time: Date): string {
  return time.toISOString().replaceAll(/\D/g, '').slice(0, STAMP_LENGTH);
}

/**
 * Fingerprint of a job's work: two jobs with the same fingerprint do the same work on the same data. The order of members does not matter.
 */
export function fingerprint(work: unknown): string {
  const text = JSON.stringify(work, (_name, value) => (isJsonObject(value) ? sorted(value) : value));
  return createHash('sha256').update(text).digest('hex').slice(0, FINGERPRINT_LENGTH);
}

function sorted(members: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(members).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * A job's name, `<subject>-<time>-<fingerprint>`, is unique in the account. A step gives the same work the same name at every poll, so that
 * no job is created twice. Later runs recognize the work by the fingerprint.
 * @param subject what the job is about, for people who read its name; cut so that the name has at most Personalize's 63 characters
 */
export function jobName(subject: string, startedAt: Date, work: unknown): string {
  const length = NAME_LIMIT - STAMP_LENGTH - FINGERPRINT_LENGTH - 2;
  return `${subject.slice(0, length)}-${stampOf(startedAt)}-${fingerprint(work)}`;
}

/** True if a job's name has the form that this project gives. */
export function isMadeHere(name: string): boolean {
  return new RegExp(`-\\d{${STAMP_LENGTH}}-[0-9a-f]{${FINGERPRINT_LENGTH}}$`).test(name);
}

/** True if the name or ARN of a job shows that a step which began at `startedAt` created the job. */
export function isFromStepOf(startedAt: Date, name: string): boolean {
  return isMadeHere(name) && name.includes(`-${stampOf(startedAt)}-`);
}

/** True if a job of this project did the same work, at any time. */
export function didTheSame(name: string, work: unknown): boolean {
  return isOfFingerprint(name, fingerprint(work));
}

/** @param name name of any job */
export function isOfFingerprint(name: string, of: string): boolean {
  return new RegExp(`-\\d{${STAMP_LENGTH}}-${of}$`).test(name);
}
