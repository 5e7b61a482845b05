import type { CountedData } from '../parameter-file/data-checks';
import type { PartProgress } from '../personalize/data-rules/check-part';
import type { FindingsData } from '../personalize/data-rules/findings';
import { type Attributes, expiryOf, textOf, texts, textsOf } from './item';
import type { RecordTable } from './record-table';

/** Counts from a check of the rows of an import, and the verdict on them. Contains no values of the data. */
export interface DataStatistics extends CountedData, Pick<FindingsData, 'files' | 'isComplete'> {
  /** Fingerprint of the data, and of all rules of the check. */
  readonly fingerprint: string;
  /** Fingerprint of the import of these data. The name of the import's job ends with it. */
  readonly importFingerprint: string;
  /** ISO time. */
  readonly checkedAt: string;
  /**
   * ACCEPTED: may be imported, with violations or not. REFUSED: not imported. REJECTED: was accepted, but an operator decided that later
   * data are not compared with these data.
   */
  readonly verdict: 'ACCEPTED' | 'REFUSED' | 'REJECTED';
  /** True for data that were counted as a baseline, but not judged. They need a check before they are imported again. */
  readonly isOnlyCounted?: true;
  /** Who accepted data that the limits refuse, or rejected accepted data, and why. */
  readonly decision?: { readonly by: string; readonly reason: string };
  /**
   * Fingerprint of the check of the earlier data with which these data were compared. `nothing`: the file's limits
   * demand such a comparison, but the data of the last import have no usable check. Absent in all other cases, for
   * example for the first import.
   */
  readonly comparedWith?: string;
  /** The first ten problems, one line each. */
  readonly problems: readonly string[];
  /** Number of violations that are errors, by rule; 1 for a limit that the data as a whole break. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Checks of one dataset, the newest first. */
export type DatasetChecks = ReturnType<typeof datasetChecksOf>[number];

/**
 * Number of checks that are kept for each dataset. If each check has a hundred columns, all checks together take half
 * the size of a DynamoDB item.
 */
const KEPT = 12;
/**
 * Maximum number of rejected imports whose checks are kept in addition to the newest checks, so that their data stay
 * rejected.
 */
const KEPT_REJECTED = 6;
/** Days for which the parts of an unfinished check are kept. */
const PART_DAYS = 7;
export const STATISTICS_PREFIX = 'data-statistics#';
/** Prefix of parts. Its number changes with the format of {@link FindingsData}, so that parts of other releases are not read. */
const PARTS = 'data-part-4#';

/**
 * Checks of the rows of imports. An item `data-statistics#<csvName>` has these checks of a dataset: the newest checks,
 * the checks of rejected data, the checks with which later data are compared, and the check of the last full import.
 * Items `data-part-4#<csvName>#<fingerprint>#<number>` have the progress of checks. Datasets are imported under a lock,
 * so only one run writes. However, an operator may reject data at any time.
 */
export class DataStatisticsRecords {
  constructor(private readonly table: RecordTable) {}

  /** Checks of a dataset, the newest first. */
  async of(datasetGroup: string, csvName: string): Promise<readonly DataStatistics[]> {
    return checksOf(await this.table.get({ datasetGroup, item: `${STATISTICS_PREFIX}${csvName}` }));
  }

  /**
   * Adds a check as the newest one. Two wake-ups of a run can overlap and add the same check, which is kept once. Does
   * nothing if an operator has rejected the accepted data in the meantime.
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
    // An operator may have rejected data in the meantime.
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
   * Findings of a part's finished check.
   * @returns undefined if the check is not finished
   */
  async part(datasetGroup: string, name: string): Promise<FindingsData | undefined> {
    const progress = await this.partProgress(datasetGroup, name);
    return progress?.next ? undefined : progress?.found;
  }

  /**
   * Findings so far of a part's check.
   * @returns undefined if nothing was read
   */
  async partProgress(datasetGroup: string, name: string): Promise<PartProgress | undefined> {
    const item = await this.table.get({ datasetGroup, item: `${PARTS}${name}` });
    return item && { found: JSON.parse(textOf(item.found)), ...(item.next && { next: JSON.parse(textOf(item.next)) }) };
  }

  /** @param next where the check of the part continues; absent if the check is finished */
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

/** The check as JSON, to recognize the same result; without its time, unless a person has decided at that time. */
function resultOf(check: DataStatistics): string {
  return JSON.stringify({ ...check, ...(check.decision === undefined && { checkedAt: undefined }) });
}

function checksOf(item: Attributes | undefined): readonly DataStatistics[] {
  return textsOf(item?.checks).map((check) => JSON.parse(check));
}
