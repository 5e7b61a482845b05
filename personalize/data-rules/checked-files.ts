import { type CsvFile, checkFiles } from './check-dataset';
import type { DatasetPurpose } from './dataset-faults';
import type { DataRule } from './rules';
import type { PackedStatistics, Statistics } from './statistics';
import type { FoundViolations } from './violations';

/** What the check of some files of a dataset found, as JSON, without values of the data. */
export interface CheckedFiles extends FoundViolations {
  readonly counts: readonly (readonly [DataRule, number])[];
  readonly statistics: PackedStatistics;
  /** The first of them. */
  readonly files: readonly ({ readonly file: string } & Pick<Statistics['summary'], 'rows'> &
    Partial<Pick<Statistics['summary'], 'from' | 'to'>>)[];
  /** Whether every row was read. */
  readonly isComplete: boolean;
}

/** Files whose counts are recorded. */
const RECORDED = 20;

/** Checks files as {@link checkFiles} does. @param isTimeUp asked now and then: true ends the reading */
export async function checkToRecord(
  files: readonly CsvFile[],
  purpose: DatasetPurpose,
  isTimeUp: () => boolean,
): Promise<CheckedFiles> {
  const { violations, total, summaries, isComplete } = await checkFiles(files, purpose, { isTimeUp });
  const { first, counts, errors } = violations;
  return {
    first: first.map(({ value: _, ...place }) => place),
    counts: [...counts],
    errors,
    statistics: total.pack(),
    files: summaries.slice(0, RECORDED).map(({ file, rows, from, to }) => ({ file, rows, from, to })),
    isComplete,
  };
}
