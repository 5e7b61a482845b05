const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/**
 * Seconds in a duration such as `90s`, `30m`, `60h`, `30d`.
 * @throws Error naming the text and the form
 */
export function parseDuration(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)([smhd])$/.exec(text) ?? [];
  const seconds = SECONDS[unit];
  if (seconds === undefined) {
    throw new Error(`'${text}' is no duration: write a number and s, m, h or d, e.g. 90s, 60h, 30d.`);
  }
  return Number(amount) * seconds;
}
