import { durationText } from '../../lib/parameter-file/duration';

/** Epoch milliseconds, ISO text or a Date. */
export type Moment = number | string | Date;

/** Formats a time on the virtual clock, in UTC: `2026-01-05 14:03:20`. */
export function clockTime(moment: Moment): string {
  return new Date(moment).toISOString().slice(0, 19).replace('T', ' ');
}

/** Formats the duration between two times; empty if there is no end. */
export function durationBetween(start: Moment, end: Moment | undefined): string {
  return end === undefined ? '' : durationText((new Date(end).getTime() - new Date(start).getTime()) / 1000);
}
