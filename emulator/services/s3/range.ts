import { s3Error } from './errors';

/** First and last byte, both included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Reads an HTTP range (`bytes=0-9`, `bytes=10-`, `bytes=-5`) over `length` bytes.
 * @returns undefined for the whole content: without a range, and for a range in another form, which HTTP ignores
 * @throws ServiceError InvalidRange if the range contains none of the bytes
 */
export function readRange(header: string | undefined, length: number): Range | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const from = first === '' ? Math.max(0, length - Number(last)) : Number(first);
  const to = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1);
  if (from >= length || from > to) {
    throw s3Error('InvalidRange', { RangeRequested: header, ActualObjectSize: String(length) });
  }
  return { from, to };
}
