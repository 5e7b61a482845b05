import { s3Error } from './errors';

/** Offsets of the first and the last byte of a range, both inclusive. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Parses an HTTP range (`bytes=0-9`, `bytes=10-`, `bytes=-5`) of a content of `length` bytes.
 * @returns undefined for the whole content: if there is no header, or if the header has another form, for example
 * several ranges. HTTP lets a server ignore such a header (RFC 9110, section 14.2)
 * @throws ServiceError InvalidRange if no byte of the content is in the range
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
