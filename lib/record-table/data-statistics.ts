import type { CountedData } from '../parameter-file/data-checks';
import type { PartProgress } from '../personalize/data-rules/check-part';
import type { FindingsData } from '../personalize/data-rules/findings';
import { type Attributes, expiryOf, textOf, texts, textsOf } from './item';
import type { RecordTable } from './record-table';

/** Counts from a check of an import's rows, and the verdict on the data. Contains no values of the data. */
export interface DataStatistics extends CountedData, Pick<FindingsData, 'files' | 'isComplete'> {
  /** Fingerprint of the data, and of all rules of the check. */
  readonly fingerprint: string;
  /** Fingerprint of the import of these data. The name of the import job ends with this fingerprint. */
  readonly importFingerprint: string;
  /** ISO time. */
  readonly checkedAt: string;
  /**
   * ACCEPTED: the data may be imported, even if they have violations. REFUSED: the data are not imported. REJECTED: the data were
   * accepted, but an operator has rejected them since. They are not imported again, and later data are not compared with them.
   */
  readonly verdict: 'ACCEPTED' | 'REFUSED' | 'REJECTED';
  /** True for data that were only counted, as a baseline, and not judged. Such data need a check before they are imported again. */
  readonly isOnlyCounted?: true;
  /** Decision of an operator, who accepted data that the limits refuse, or rejected accepted data. */
  readonly decision?: { readonly by: string; readonly reason: string };
  /**
   * Fingerprint of the check of the earlier data with which these data were compared. `nothing`: limits in the
   * parameter file require a comparison, but there was no usable check of earlier data to compare with. Absent in all other
   * cases, for example for the first import.
   */
  readonly comparedWith?: string;
  /** The first ten problems, one line each. */
  readonly problems: readonly string[];
  /** Number of violations that are errors, by rule. The number is 1 for a violated limit on the data as a whole. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Checks of one dataset, the newest first. */
export type DatasetChecks = ReturnType<typeof datasetChecksOf>[number];

/**
 * Number of newest checks that are kept for each dataset. With a hundred columns, all these checks together take half
 * of what a DynamoDB item can hold.
 */
const KEPT = 12;
/**
 * Maximum number of rejected imports whose checks are kept in addition to the newest checks, so that the data of these
 * imports stay rejected.
 */
const KEPT_REJECTED = 6;
/** Days for which the parts of an unfinished check are kept. */
const PART_DAYS = 7;
export const STATISTICS_PREFIX = 'data-statistics#';
/**
 * Prefix of the items with parts of checks. The number in the prefix changes with the format of {@link FindingsData}, so that
 * parts from other releases are not read.
 */
const PARTS = 'data-part-4#';

/**
 * Checks of the rows of imports. For each dataset, an item `data-statistics#<csvName>` has the newest checks, the
 * checks of rejected data, the checks with which later data are compared, and the check of the last full import. Items
 * `data-part-4#<csvName>#<fingerprint>#<number>` have the progress of checks that are not finished. Datasets are
 * imported under a lock, so only one run writes these items. However, an operator may reject data at any time.
 */
export class DataStatisticsRecords {
  constructor(private readonly table: RecordTable) {}

  /** Checks of a dataset, the newest first. */
  async of(datasetGroup: string, csvName: string): Promise<readonly DataStatistics[]> {
    return checksOf(await this.table.get({ datasetGroup, item: `${STATISTICS_PREFIX}${csvName}` }));
  }

  /**
   * Adds a check as the newest one. Two wake-ups of a run can overlap and add the same check, but the check is kept
   * only once. Does nothing if the check accepts data that an operator has rejected in the meantime.
   * @param needed fingerprints of checks that are kept in addition to the newest checks
   */
  async add(
    datasetGroup: string,
    csvName: string,
    statistics: DataStatistics,
    needed: readonly string[],
  ): Promise<void> {
    const earlier = await this.of(datasetGroup, csvName);
    const isRejected = ({ verdict, importFingerprint }: DataStatistics) =>
      verdict === 'REJECTED' && importFingerprint === statistics.importFingerprint;
    if (statistics.verdict === 'ACCEPTED' && earlier.some(isRejected)) return;
    const all = [statistics, ...earlier.filter((each) => resultOf(each) !== resultOf(statistics))];
    const rejected = all.flatMap(({ verdict, importFingerprint: of }) => (verdict === 'REJECTED' ? of : []));
    const keptRejected = [...new Set(rejected)].slice(0, KEPT_REJECTED);
    const isNewest = ({ fingerprint, verdict }: DataStatistics, index: number) =>
      index === all.findIndex((each) => each.fingerprint === fingerprint && each.verdict === verdict);
    const isKept = (check: DataStatistics, index: number) =>
      index < KEPT ||
      (needed.includes(check.fingerprint) && isNewest(check, index)) ||
      keptRejected.includes(check.importFingerprint);
    // If an operator has rejected data in the meantime, the addition starts again.
    if (!(await this.replace(datasetGroup, csvName, earlier, all.filter(isKept))))
      await this.add(datasetGroup, csvName, statistics, needed);
  }

  /**
   * Replaces the checks of a dataset.
   * @returns false if the recorded checks differ from `before` by now
   */
  async replace(
    datasetGroup: string,
    csvName: string,
    before: readonly DataStatistics[],
    after: readonly DataStatistics[],
  ): Promise<boolean> {
    const texts = (checks: readonly DataStatistics[]) => checks.map((check) => JSON.stringify(check));
    const put = { datasetGroup, item: `${STATISTICS_PREFIX}${csvName}`, checks: texts(after) };
    const condition =
      before.length === 0
        ? { if: 'attribute_not_exists(#checks)' }
        : { if: '#checks = :known', values: { known: texts(before) } };
    return (await this.table.write({ put, ...condition })).written;
  }

  /**
   * Findings in a part of the data whose check is finished.
   * @returns undefined if the check of the part is not finished
   */
  async part(datasetGroup: string, name: string): Promise<FindingsData | undefined> {
    const progress = await this.partProgress(datasetGroup, name);
    return progress?.next ? undefined : progress?.found;
  }

  /**
   * Progress of the check of a part of the data.
   * @returns undefined if no progress is recorded
   */
  async partProgress(datasetGroup: string, name: string): Promise<PartProgress | undefined> {
    const item = await this.table.get({ datasetGroup, item: `${PARTS}${name}` });
    return item && { found: JSON.parse(textOf(item.found)), ...(item.next && { next: JSON.parse(textOf(item.next)) }) };
  }

  /** @param next position at which the check of the part continues; absent if the check is finished */
  async putPart(datasetGroup: string, name: string, found: FindingsData, now: Date, next?: PartProgress['next']) {
    const expiresAt = expiryOf(now.toISOString(), PART_DAYS);
    const attributes = { found: JSON.stringify(found), ...(next && { next: JSON.stringify(next) }), expiresAt };
    await this.table.write({ put: { datasetGroup, item: `${PARTS}${name}`, ...attributes } });
  }
}

/** Checks in an item of {@link DataStatisticsRecords}; empty for other items. */
export function datasetChecksOf(item: Attributes) {
  const { datasetGroup, item: name } = texts(item, 'datasetGroup', 'item');
  if (!name.startsWith(STATISTICS_PREFIX)) return [];
  return [{ datasetGroup, csvName: name.slice(STATISTICS_PREFIX.length), checks: checksOf(item) }];
}

/**
 * The check as JSON, by which equal results are recognized. The time of the check is left out, except for a check with
 * an operator's decision.
 */
function resultOf(check: DataStatistics): string {
  return JSON.stringify({ ...check, ...(check.decision === undefined && { checkedAt: undefined }) });
}

function checksOf(item: Attributes | undefined): readonly DataStatistics[] {
  return textsOf(item?.checks).map((check) => JSON.parse(check));
}
