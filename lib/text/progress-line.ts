/** Functions that color parts of a line. If the output has no colors, they return the text unchanged. */
export interface Paint {
  readonly faint: (text: string) => string;
  readonly status: (text: string) => string;
}

/** Length of Personalize's longest statuses, such as `CREATE IN_PROGRESS`. Reasons that follow a status are not counted. */
const STATUS_WIDTH = 18;

/**
 * One line about a change of a resource.
 * @param time time of day, or time since the start, as text
 */
export function progressLine(time: string, status: string, what: string, { faint, status: paint }: Paint): string {
  return `${faint(time)}  ${paint(status)}${' '.repeat(Math.max(0, STATUS_WIDTH - status.length))}  ${what}`;
}
