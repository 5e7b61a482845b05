import type { CountedData } from '../parameter-file/data-checks';
import type { PartProgress } from '../personalize/data-rules/check-part';
import type { Found } from '../personalize/data-rules/findings';
import { type Attributes, expiryOf, textOf, texts, textsOf } from './item';
import type { RecordTable } from './record-table';

/** What a check of the rows of an import counted, and what followed. Has no values of the data. */
export interface DataStatistics extends CountedData, Pick<Found, 'files' | 'isComplete'> {
  /** Fingerprint of the data, and of everything that it was checked for. */
  readonly fingerprint: string;
  /** Fingerprint of the import of these data, in which the name of its job ends. */
  readonly importFingerprint: string;
  /** ISO time. */
  readonly checkedAt: string;
  /** ACCEPTED: it is imported, with violations or not. REJECTED: imported, but a person has later data compared with those of before. */
  readonly verdict: 'ACCEPTED' | 'REFUSED' | 'REJECTED';
  /** Who accepted what the limits refuse, or rejected what was accepted. */
  readonly decision?: { readonly by: string; readonly reason: string };
  /** Fingerprint of the check of what the last successful import had read; `nothing` if its counts are unknown. Absent for the first import. */
  readonly comparedWith?: string;
  /** The first ten, a line each. */
  readonly problems: readonly string[];
  /** Number of violations that are errors, by rule. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Checks of one dataset, the newest first. */
export type DatasetChecks = ReturnType<typeof datasetChecksOf>[number];

/** Kept of each dataset: with a hundred columns each, half of what an item of DynamoDB holds. */
const KEPT = 12;
/** Days for which parts of a check are kept, should the rest of it never come. */
const PART_DAYS = 7;
export const STATISTICS_PREFIX = 'data-statistics#';
/** A new number when {@link Found} is written in another form: parts of other releases are not read, and their rows checked anew. */
const PARTS = 'data-part-4#';

/**
 * Checks of the rows of imports: the newest of each dataset, and those that later data are compared with, in an item `data-statistics#<csvName>`, and what a check
 * has found so far in items `data-part-4#<csvName>#<fingerprint>#<number>`. Datasets are imported under a lock, so that nothing else writes them.
 */
export class DataStatisticsRecords {
  constructor(private readonly table: RecordTable) {}

  /** The newest first. */
  async of(datasetGroup: string, csvName: string): Promise<readonly DataStatistics[]> {
    return checksOf(await this.table.get({ datasetGroup, item: `${STATISTICS_PREFIX}${csvName}` }));
  }

  /** @param needed fingerprints of checks that are kept beyond the newest */
  async add(
    datasetGroup: string,
    csvName: string,
    statistics: DataStatistics,
    needed: readonly string[],
  ): Promise<void> {
    const checks = [statistics, ...(await this.of(datasetGroup, csvName))]
      .filter(({ fingerprint }, index) => index < KEPT || needed.includes(fingerprint))
      .map((check) => JSON.stringify(check));
    await this.table.write({ put: { datasetGroup, item: `${STATISTICS_PREFIX}${csvName}`, checks } });
  }

  /** Replaces the checks of a dataset. @returns false if they are others by now than `before` */
  async replace(
    datasetGroup: string,
    csvName: string,
    before: readonly DataStatistics[],
    after: readonly DataStatistics[],
  ): Promise<boolean> {
    const texts = (checks: readonly DataStatistics[]) => checks.map((check) => JSON.stringify(check));
    const put = { datasetGroup, item: `${STATISTICS_PREFIX}${csvName}`, checks: texts(after) };
    return (await this.table.write({ put, if: '#checks = :known', values: { known: texts(before) } })).written;
  }

  /** What the finished check of a part has found. @returns undefined if it is not finished */
  async part(datasetGroup: string, name: string): Promise<Found | undefined> {
    const progress = await this.partProgress(datasetGroup, name);
    return progress?.next ? undefined : progress?.found;
  }

  /** What the check of a part has found so far. @returns undefined if nothing was read */
  async partProgress(datasetGroup: string, name: string): Promise<PartProgress | undefined> {
    const item = await this.table.get({ datasetGroup, item: `${PARTS}${name}` });
    return item && { found: JSON.parse(textOf(item.found)), ...(item.next && { next: JSON.parse(textOf(item.next)) }) };
  }

  /** @param next where the check of the part goes on; absent if it is finished */
  async putPart(datasetGroup: string, name: string, found: Found, now: Date, next?: PartProgress['next']) {
    const expiresAt = expiryOf(now.toISOString(), PART_DAYS);
    const attributes = { found: JSON.stringify(found), ...(next && { next: JSON.stringify(next) }), expiresAt };
    await this.table.write({ put: { datasetGroup, item: `${PARTS}${name}`, ...attributes } });
  }
}

/** Those of an item of {@link DataStatisticsRecords}; none of another item. */
export function datasetChecksOf(item: Attributes) {
  const { datasetGroup, item: name } = texts(item, 'datasetGroup', 'item');
  if (!name.startsWith(STATISTICS_PREFIX)) return [];
  return [{ datasetGroup, csvName: name.slice(STATISTICS_PREFIX.length), checks: checksOf(item) }];
}

function checksOf(item: Attributes | undefined): readonly DataStatistics[] {
  return textsOf(item?.checks).map((check) => JSON.parse(check));
}
