import type { WallTime } from './expression';

const DAY = 86_400_000;

/** True if `name` is a time zone of the IANA database, e.g. `Europe/Berlin`. False for offsets such as `+02:00`. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatterOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The local time in a time zone at an instant (milliseconds since 1970). */
export function wallTimeAt(instant: number, timeZone: string): WallTime {
  const shown = new Date(instant + offsetAt(instant, timeZone));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
  };
}

/**
 * The instant (milliseconds since 1970) of a local time; undefined for a local time that is skipped in spring. If a
 * local time occurs twice in autumn, the result is the first instant, before the offset from UTC changes. Assumes that
 * a zone changes its offset at most once in two days.
 */
export function instantOf(wallTime: WallTime, timeZone: string): number | undefined {
  const utc = asUtc(wallTime);
  return [utc - DAY, utc + DAY]
    .map((near) => utc - offsetAt(near, timeZone))
    .find((instant) => instant + offsetAt(instant, timeZone) === utc);
}

/**
 * Like `instantOf`, but a local time that is skipped in spring is moved forward by as much as the clocks are: in
 * Berlin, 02:30 becomes 03:30.
 */
export function instantOfOrAfter(wallTime: WallTime, timeZone: string): number {
  return instantOf(wallTime, timeZone) ?? asUtc(wallTime) - offsetAt(asUtc(wallTime) - DAY, timeZone);
}

/** The instant (milliseconds since 1970) at which clocks in UTC show the local time. */
export function asUtc({ year, month, day, hour, minute, second }: WallTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Milliseconds by which clocks in the zone are ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  // The Swedish format is the ISO format with a blank in place of the T: 2026-03-29 01:59:59.
  const shown = Date.parse(`${formatterOf(timeZone).format(instant).replace(' ', 'T')}Z`);
  return shown - Math.floor(instant / 1000) * 1000;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * The formatter of a time zone. Formatters are cached, because they are slow to create.
 * @throws RangeError for an unknown zone
 */
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}
