import type { ResourceType } from '../personalize/resource-types';
import { type Attributes, expiryOf, optionalNumber, optionalTexts, present, textOf, texts } from './item';
import type { RecordTable } from './record-table';
import { LONGEST_RUN_DAYS } from './runs';

const PREFIX = 'result#';

/** Result of a run for a resource: item `result#<run id>#<type>#<pointer>`. */
export interface ResourceResult {
  readonly type: ResourceType;
  /** Name in messages, e.g. `campaign 'top-picks'`. */
  readonly resource: string;
  /** ARN of the resource; absent if the resource does not exist, for example because Personalize refused to create it. */
  readonly arn?: string;
  /** FAILED: the resource could not be reconciled. SKIPPED: the month's budget does not cover the work on the resource. */
  readonly result: 'CREATED' | 'UPDATED' | 'DELETED' | 'UNCHANGED' | 'SKIPPED' | 'FAILED';
  /** Seconds from the first poll to the end; absent while the resource is in progress. */
  readonly seconds?: number;
  /** Note for users, for example why the resource failed, why nothing was done, or what a check of its data has found. */
  readonly note?: string;
  /**
   * Present only if the month's budget does not cover the work: true if this is news (`isNews` of `Exceeded`),
   * otherwise false.
   */
  readonly isOverBudget?: boolean;
  /** Present if a scheduled import has found data that an earlier run refused. */
  readonly isRefusedAgain?: true;
}

export interface ResultKey {
  readonly datasetGroup: string;
  readonly runId: string;
  /**
   * JSON pointer to the resource's element in the parameter file. For a resource that has left the file, its ARN; for a
   * deletion of users, `''`.
   */
  readonly pointer: string;
}

/** Results of runs. A run's final notification reports the results, even if the run failed. */
export class Results {
  constructor(
    private readonly table: RecordTable,
    private readonly keptDays: number,
  ) {}

  async write(key: ResultKey, result: ResourceResult, now: Date): Promise<void> {
    const { datasetGroup, runId, pointer } = key;
    const item = `${prefixOf(runId)}${result.type}#${pointer}`;
    // The item must not expire before the run has ended, which may be long after this result.
    const expiresAt = expiryOf(now.toISOString(), LONGEST_RUN_DAYS + this.keptDays);
    await this.table.write({ put: { ...result, datasetGroup, item, expiresAt } });
  }

  /** Results of one run, sorted by type and then by JSON pointer, both as text. */
  async of(datasetGroup: string, runId: string): Promise<readonly ResourceResult[]> {
    return (await this.table.query(datasetGroup, { prefix: prefixOf(runId) })).map(resultOf);
  }
}

/** ARNs of the resources of a type that recorded runs of a dataset group have created. */
export async function createdByRuns(
  table: Pick<RecordTable, 'query'>,
  datasetGroup: string,
  type: ResourceType,
): Promise<readonly string[]> {
  const results = (await table.query(datasetGroup, { prefix: PREFIX })).map(resultOf);
  const created = results.filter((each) => each.type === type && each.result === 'CREATED');
  return created.flatMap(({ arn }) => arn ?? []);
}

/** Id of the run, if the item is a result with `SKIPPED`; undefined for any other item. */
export function skippingRunOf({ item, result }: Attributes): string | undefined {
  return result === 'SKIPPED' ? textOf(item).split('#')[1] : undefined;
}

function prefixOf(runId: string): string {
  return `${PREFIX}${runId}#`;
}

function resultOf(item: Attributes): ResourceResult {
  return {
    type: item.type as ResourceType,
    ...texts(item, 'resource'),
    result: item.result as ResourceResult['result'],
    ...optionalTexts(item, 'arn', 'note'),
    ...present({ seconds: optionalNumber(item.seconds) }),
    ...(typeof item.isOverBudget === 'boolean' && { isOverBudget: item.isOverBudget }),
    ...(item.isRefusedAgain === true && { isRefusedAgain: true }),
  };
}
