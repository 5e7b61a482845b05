import { createHash } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../../parameter-file/json-value';

/** Longest name of a job or a solution version, in characters. */
export const NAME_LIMIT = 63;
const FINGERPRINT_LENGTH = 8;
const STAMP_LENGTH = 14;

/** The time in UTC as `YYYYMMDDhhmmss`. */
export function stampOf(time: Date): string {
  return time.toISOString().replaceAll(/\D/g, '').slice(0, STAMP_LENGTH);
}

/**
 * Fingerprint of a job's work. Two jobs with the same fingerprint do the same work on the same data. The order of object
 * members does not matter.
 */
export function fingerprint(work: unknown): string {
  const text = JSON.stringify(work, (_name, value) => (isJsonObject(value) ? sorted(value) : value));
  return createHash('sha256').update(text).digest('hex').slice(0, FINGERPRINT_LENGTH);
}

function sorted(members: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(members).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * A job's name, `<subject>-<time>-<fingerprint>`. Names are unique in an account and region. At every poll, a step gives the same
 * work the same name, so that no job is created twice. Later runs recognize the work by the fingerprint.
 * @param subject text for people who read the name. Long subjects are cut, so that the name has at most Personalize's 63 characters
 */
export function jobName(subject: string, startedAt: Date, work: unknown): string {
  const length = NAME_LIMIT - STAMP_LENGTH - FINGERPRINT_LENGTH - 2;
  return `${subject.slice(0, length)}-${stampOf(startedAt)}-${fingerprint(work)}`;
}

/** True if a job's name has the form of the names that this project gives to jobs. */
export function isOwnJobName(name: string): boolean {
  return new RegExp(`-\\d{${STAMP_LENGTH}}-[0-9a-f]{${FINGERPRINT_LENGTH}}$`).test(name);
}

/** True if a job's name or ARN shows that a step that began at `startedAt` created the job. */
export function isFromStepOf(startedAt: Date, name: string): boolean {
  return isOwnJobName(name) && name.includes(`-${stampOf(startedAt)}-`);
}

/** True if the job's name shows that a job of this project did the same work, at any time. */
export function didTheSame(name: string, work: unknown): boolean {
  return hasFingerprint(name, fingerprint(work));
}

/**
 * True if the job's name ends with the fingerprint `of`, in the form that this project gives.
 * @param name name of any job
 */
export function hasFingerprint(name: string, of: string): boolean {
  return new RegExp(`-\\d{${STAMP_LENGTH}}-${of}$`).test(name);
}
