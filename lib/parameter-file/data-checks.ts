import { broken } from '../personalize/data-rules/broken';
import { leastShare } from '../personalize/data-rules/distinct';
import type { Findings, Summary } from '../personalize/data-rules/findings';
import { plural } from '../text/format';
import { durationText, parseDuration } from './duration';
import type { ChecksSection } from './sections';

type Times = Partial<Pick<Summary, 'from' | 'to'>>;

/** Counts over the rows that were read. */
export interface CountedData extends Pick<Summary, 'rows' | 'users' | 'items' | 'actions'>, Times {
  /**
   * Number of rows without a value, by column of the schema. Records of earlier releases, and a {@link Summary}, omit columns
   * in which all rows have a value.
   */
  readonly nulls: Readonly<Record<string, number>>;
  /** Number of event types. */
  readonly eventTypes: number;
  /** Share of the interactions whose item is in no items file, from 0 to 1. */
  readonly unknownItems?: number;
  /** Standard error of `unknownItems`; absent if the share is exact. Earlier releases recorded no standard error. */
  readonly unknownItemsError?: number;
}

/**
 * Share of the interactions whose item is in no items file, with its standard error. The result is empty if the items files
 * are empty, or if some of their rows were not read.
 */
export function unknownItemsOf(
  interactions: Findings,
  items: Findings,
): Pick<CountedData, 'unknownItems' | 'unknownItemsError'> {
  if (items.bytes === 0 || !items.isComplete) return {};
  const { share, error } = interactions.distinct.ITEM_ID.shareMissingIn(items.distinct.ITEM_ID, interactions.rows);
  return { unknownItems: share, ...(error > 0 && { unknownItemsError: error }) };
}

/** A limit, in percent, that all data meet. */
const ALL = '100%';

/**
 * Compares the data with the limits of the parameter file.
 * @param checks limits; an absent limit is not checked
 * @param before counts of the last accepted import whose rows were all counted. Without these counts, limits on drops and
 * rises do not apply
 * @returns the broken limits, each with a message
 */
export function limitProblems(checks: ChecksSection, data: CountedData, before: CountedData | undefined, now: Date) {
  const { minimumRows = 0, maximumRowDrop = ALL, maximumNullRise = ALL, maximumUnknownItems = ALL } = checks;
  const { rows, nulls, unknownItems = 0, unknownItemsError: error = 0 } = data;
  const { rows: rowsBefore } = before ?? data;
  const nullsBefore = new Map(Object.entries((before ?? data).nulls));
  // This release records all columns for accepted imports. Columns of ids have no empty values, so at least one recorded
  // count is 0. Counts without a 0 are from an earlier release, which recorded only columns with empty values.
  const areAllListed = [...nullsBefore.values()].includes(0);
  return broken<keyof ChecksSection>({
    minimumRows: rows < minimumRows && `${plural(rows, 'row')}, but at least ${minimumRows} are required.`,
    maximumRowDrop:
      isAbove(1 - rows / rowsBefore, maximumRowDrop) &&
      `${plural(rows, 'row')}, ${percent(1 - rows / rowsBefore)} fewer than the ${rowsBefore} of the last accepted import; the maximum is ${maximumRowDrop}.`,
    maximumAge: ageProblem(checks, data, now),
    maximumNullRise: Object.entries(nulls).map(([column, count]) => {
      const [was, is] = [(nullsBefore.get(column) ?? 0) / rowsBefore, count / rows];
      const message = `Column ${column}: ${percent(is)} of the values are empty, after ${percent(was)} in the last accepted import; the maximum rise is ${maximumNullRise} of all values.`;
      const isNew = areAllListed && !nullsBefore.has(column);
      return !isNew && isAbove(is - was, maximumNullRise) && message;
    }),
    maximumUnknownItems:
      isAbove(leastShare({ share: unknownItems, error }), maximumUnknownItems) &&
      `${error > 0 ? 'About ' : ''}${percent(unknownItems)} of the interactions are with items that are in no items file; the maximum is ${maximumUnknownItems}.`,
  });
}

/**
 * Limits that the first rows alone cannot decide. If the first rows break minimumRows, maximumRowDrop or maximumAge, all
 * rows together may still meet the limit. maximumAge is also undecided if no first row has a TIMESTAMP. The other limits
 * are about shares of all rows; maximumNullRise needs an earlier import.
 */
export function undecidedLimits(checks: ChecksSection, first: CountedData, before: CountedData | undefined, now: Date) {
  const broken = limitProblems(checks, first, before, now).map(({ rule }) => rule);
  const isOpen: Partial<Record<keyof ChecksSection, boolean>> = {
    minimumRows: broken.includes('minimumRows'),
    maximumRowDrop: broken.includes('maximumRowDrop'),
    maximumAge: broken.includes('maximumAge') || first.to === undefined,
    maximumNullRise: before !== undefined,
    maximumUnknownItems: true,
  };
  return (Object.keys(isOpen) as (keyof ChecksSection)[]).filter(
    (limit) => checks[limit] !== undefined && isOpen[limit],
  );
}

/**
 * Message if the data break maximumAge; otherwise false. Data that do not change can break only this limit later, because
 * they grow older.
 */
export function ageProblem({ maximumAge = '' }: ChecksSection, { to = '' }: CountedData, now: Date): string | false {
  const age = (now.getTime() - Date.parse(to)) / 1000;
  const isTooOld = age > (parseDuration(maximumAge) ?? Number.POSITIVE_INFINITY);
  return isTooOld && `The newest row is ${durationText(age)} old; the maximum is ${maximumAge}.`;
}

/**
 * @param percentage e.g. `30%`
 * @returns the share, e.g. 0.3
 */
export const shareOf = (percentage: string) => Number.parseFloat(percentage) / 100;

/** Largest difference that is ignored, because computations with decimal fractions are not exact. */
export const TOLERANCE = 1e-9;

const isAbove = (share: number, percentage: string) => share > shareOf(percentage) + TOLERANCE;

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
