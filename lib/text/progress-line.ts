/** Functions that color parts of a line; without colors, they return the text unchanged. */
export interface Paint {
  readonly faint: (text: string) => string;
  readonly status: (text: string) => string;
}

/** Width of Personalize's longest status without a reason, `CREATE IN_PROGRESS`. */
const STATUS_WIDTH = 18;

/**
 * One line about a change of a resource.
 * @param time text: time of day, or time since the start
 */
export function progressLine(time: string, status: string, what: string, { faint, status: paint }: Paint): string {
  return `${faint(time)}  ${paint(status)}${' '.repeat(Math.max(0, STATUS_WIDTH - status.length))}  ${what}`;
}
