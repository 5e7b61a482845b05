/** One field of an EventBridge Scheduler cron expression. */
export interface FieldRange {
  readonly title: string;
  readonly min: number;
  readonly max: number;
  /** Names for the values from `min` on. */
  readonly names?: readonly string[];
}

export class CronFieldError extends Error {
  override readonly name = 'CronFieldError';
}

/**
 * Values that a field of `*`, numbers, names, ranges, steps and lists of them stands for, ascending.
 * @throws CronFieldError
 */
export function parseValues(text: string, range: FieldRange): readonly number[] {
  const values = new Set<number>();
  for (const item of text.split(',')) {
    for (const value of parseItem(item, range)) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

/** @throws CronFieldError if the text is no number or name within the field's range */
export function parseValue(text: string, range: FieldRange): number {
  const named = range.names?.indexOf(text.toUpperCase()) ?? -1;
  const value = named >= 0 ? named + range.min : /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= range.min && value <= range.max)) {
    const names = range.names ? ` or ${range.names[0]} to ${range.names.at(-1)}` : '';
    throw new CronFieldError(`the ${range.title} ${quote(text)} is not ${range.min} to ${range.max}${names}`);
  }
  return value;
}

function parseItem(item: string, range: FieldRange): number[] {
  const [base = '', stepText, ...more] = item.split('/');
  if (more.length > 0) throw new CronFieldError(`the ${range.title} ${quote(item)} has more than one "/"`);
  const step = stepText === undefined ? 1 : parseStep(stepText, range);
  const [first, last] = parseSpan(base, range, stepText !== undefined);
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step);
}

/** `5` alone is one value; before a step it is a start: `5/10` runs to the field's end. */
function parseSpan(base: string, range: FieldRange, stepped: boolean): [number, number] {
  if (base === '*') return [range.min, range.max];
  const [from = '', to, ...more] = base.split('-');
  const first = parseValue(from, range);
  if (to === undefined) return [first, stepped ? range.max : first];
  const last = parseValue(to, range);
  if (more.length > 0 || last < first) {
    throw new CronFieldError(
      `the ${range.title} range ${quote(base)} does not go from a lower to a higher value`,
    );
  }
  return [first, last];
}

function parseStep(text: string, range: FieldRange): number {
  const step = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (step < 1 || step > range.max) {
    throw new CronFieldError(`the ${range.title} step ${quote(text)} is not 1 to ${range.max}`);
  }
  return step;
}

function quote(text: string): string {
  return `"${text}"`;
}
