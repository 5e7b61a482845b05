/** Epoch milliseconds, ISO text or a Date. */
export type Moment = number | string | Date;

const SECOND = 1000;
const UNITS = [
  { name: 'd', milliseconds: 86_400 * SECOND },
  { name: 'h', milliseconds: 3600 * SECOND },
  { name: 'min', milliseconds: 60 * SECOND },
  { name: 's', milliseconds: SECOND },
];

/** A time of day on the virtual clock, in UTC: `2026-01-05 14:03:20`. */
export function clockTime(moment: Moment): string {
  return new Date(moment).toISOString().slice(0, 19).replace('T', ' ');
}

/** The two largest units that a stretch of time has: `1 h 23 min`, `2 d 4 h`, `45 s`. */
export function duration(milliseconds: number): string {
  let rest = Math.round(milliseconds / SECOND) * SECOND;
  const first = UNITS.findIndex((unit) => rest >= unit.milliseconds);
  if (first < 0) return '0 s';
  const parts: string[] = [];
  for (const { name, milliseconds: size } of UNITS.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}`);
  }
  return parts.join(' ');
}

/** How long something took; empty while it has no end. */
export function durationBetween(start: Moment, end: Moment | undefined): string {
  return end === undefined ? '' : duration(new Date(end).getTime() - new Date(start).getTime());
}
