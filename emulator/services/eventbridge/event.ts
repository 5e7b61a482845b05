import type { Account } from '../../core/aws';
import type { JsonValue } from './pattern';

/** An event in the form that rules match and targets receive. */
export interface Envelope {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** Time of the event in ISO 8601, in whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, JsonValue>>;
}

/** An entry of PutEvents. */
export interface Entry {
  readonly Time?: Date | number;
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly Resources?: readonly string[];
  readonly EventBusName?: string;
}

/** An event that an AWS service publishes. */
export interface ServiceEvent extends Omit<Entry, 'Time' | 'Detail' | 'EventBusName'> {
  readonly Detail: Envelope['detail'];
}

export interface EntryError {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

const REQUIRED = ['Source', 'DetailType', 'Detail'] as const;

const MAX_DETAIL_TYPE_LENGTH = 128;

/** Bytes that the member Time adds to an entry's size. */
const TIME_SIZE = 14;

/** Returns the error of an invalid entry, or undefined if the entry is valid. */
export function entryError(entry: Entry): EntryError | undefined {
  const missing = missingMember(entry);
  if (missing !== undefined) return invalidArgument(missing, `${missing} is a required argument.`);
  if (/^aws\./i.test(entry.Source ?? '')) {
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  }
  if ((entry.DetailType ?? '').length > MAX_DETAIL_TYPE_LENGTH) {
    return invalidArgument('DetailType', `DetailType may have at most ${MAX_DETAIL_TYPE_LENGTH} characters.`);
  }
  if (readDetail(entry.Detail) === undefined) {
    return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  }
  return undefined;
}

/** Returns the first required member that is absent or empty, or undefined if the entry is complete. */
export function missingMember(entry: Entry): string | undefined {
  return REQUIRED.find((member) => !entry[member]);
}

/** Size of an entry in bytes, as EventBridge counts it. */
export function entrySize(entry: Entry): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])];
  return texts.reduce((size, text) => size + Buffer.byteLength(text ?? ''), entry.Time === undefined ? 0 : TIME_SIZE);
}

/** @param now epoch milliseconds, the default time of an entry */
export function toEnvelope(
  entry: Omit<Entry, 'Detail'>,
  detail: Envelope['detail'],
  { id, now, account }: { id: string; now: number; account: Account },
): Envelope {
  const time =
    entry.Time === undefined ? now : typeof entry.Time === 'number' ? entry.Time * 1000 : entry.Time.getTime();
  return {
    version: '0',
    id,
    'detail-type': entry.DetailType ?? '',
    source: entry.Source ?? '',
    account: account.id,
    time: new Date(time).toISOString().replace(/\.\d+Z$/, 'Z'),
    region: account.region,
    resources: entry.Resources ?? [],
    detail,
  };
}

function invalidArgument(member: string, reason: string): EntryError {
  return {
    ErrorCode: 'InvalidArgument',
    ErrorMessage: `Parameter ${member} is not valid. Reason: ${reason}`,
  };
}

/** @returns undefined if the text is not a JSON object */
export function readDetail(detail = ''): Readonly<Record<string, JsonValue>> | undefined {
  try {
    const value: unknown = JSON.parse(detail);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, JsonValue>) : undefined;
  } catch {
    return undefined;
  }
}
