import type { Statistics } from '../personalize/data-rules/statistics';
import { plural } from '../personalize/text';
import { durationText, parseDuration } from './duration';
import type { ChecksSection } from './sections';

/** What the data of an import must fulfil, besides the rules of Personalize. Absent limits are not checked. */
export interface DataChecks extends Omit<ChecksSection, 'onViolation'> {
  readonly onViolation: 'fail' | 'notify';
}

/** What a check of all rows counted. */
export interface CountedData extends Pick<Statistics['summary'], 'rows' | 'nulls'> {
  /** ISO time of the newest TIMESTAMP. */
  readonly to?: string | undefined;
  /** Share of the interactions whose item has no row, from 0 to 1. */
  readonly unknownItems?: number;
}

/** The section with its defaults filled in. */
export function dataChecksOf(section: ChecksSection): DataChecks {
  return { onViolation: 'fail', ...section };
}

interface LimitProblem {
  readonly rule: keyof ChecksSection;
  readonly message: string;
}

/**
 * Which limits the data breaks, each with the name of the limit.
 * @param before of the last accepted import, if all its rows were counted
 */
export function* limitProblems(
  checks: DataChecks,
  data: CountedData,
  before: CountedData | undefined,
  now: Date,
): Generator<LimitProblem> {
  const { minimumRows, maximumRowDrop, maximumNullRise, maximumUnknownItems } = checks;
  const { rows, unknownItems } = data;
  if (minimumRows !== undefined && rows < minimumRows)
    yield { rule: 'minimumRows', message: `${plural(rows, 'row')}, at least ${minimumRows} are demanded.` };
  if (maximumRowDrop !== undefined && before !== undefined && rows < before.rows * (1 - shareOf(maximumRowDrop))) {
    const drop = percent(1 - rows / before.rows);
    const message = `${plural(rows, 'row')}, ${drop} fewer than the ${before.rows} of the last accepted import; ${maximumRowDrop} are allowed.`;
    yield { rule: 'maximumRowDrop', message };
  }
  yield* ageProblems(checks, data, now);
  if (maximumNullRise !== undefined && before !== undefined && rows > 0 && before.rows > 0) {
    for (const [column, nulls] of Object.entries(data.nulls)) {
      const [was, is] = [(before.nulls[column] ?? 0) / before.rows, nulls / rows];
      if (is - was <= shareOf(maximumNullRise)) continue;
      const message = `Column ${column}: ${percent(is)} of the values are empty, after ${percent(was)} in the last accepted import; a rise by ${maximumNullRise} of all is allowed.`;
      yield { rule: 'maximumNullRise', message };
    }
  }
  if (maximumUnknownItems !== undefined && unknownItems !== undefined && unknownItems > shareOf(maximumUnknownItems)) {
    const message = `${percent(unknownItems)} of the interactions are with items that are in no items file, ${maximumUnknownItems} are allowed.`;
    yield { rule: 'maximumUnknownItems', message };
  }
}

/** Of the limits, the one that the same data may break later. */
export function* ageProblems(
  { maximumAge }: DataChecks,
  { to }: Pick<CountedData, 'to'>,
  now: Date,
): Generator<LimitProblem> {
  if (maximumAge === undefined || to === undefined) return;
  const age = (now.getTime() - Date.parse(to)) / 1000;
  if (age > (parseDuration(maximumAge) ?? 0))
    yield { rule: 'maximumAge', message: `The newest row is ${durationText(age)} old, ${maximumAge} are allowed.` };
}

/** @param percentage e.g. `30%` @returns from 0 */
export function shareOf(percentage: string): number {
  return Number.parseFloat(percentage) / 100;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}
