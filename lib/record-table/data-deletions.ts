import { type Attributes, type Key, optionalNumber, optionalTexts, present, texts } from './item';
import type { RecordTable } from './record-table';

/** A requested deletion of users. The record contains no ids of users. */
export interface DataDeletion {
  readonly datasetGroup: string;
  /** Id of the run that deletes the users. */
  readonly run: string;
  readonly status: 'REQUESTED' | 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  /** `s3://bucket/key` of the csv. */
  readonly file: string;
  readonly fileVersion: string;
  /** Number of rows in the csv; a user may have several rows. */
  readonly users: number;
  /**
   * SHA-256 of the csv, by which deletions with equal lists are recognized. Absent once the users are purged, and in
   * records of earlier releases.
   */
  readonly listDigest?: string;
  /** ISO time. */
  readonly requestedAt: string;
  /** ARN of the data deletion job, once the job was created. */
  readonly job?: string;
  /** Number of records that Personalize reports as deleted. */
  readonly recordsDeleted?: number;
  /** ISO time. */
  readonly finishedAt?: string;
  /** Why the deletion failed: the name of an error, and a text. */
  readonly error?: string;
  readonly cause?: string;
  /** ISO time at which the users had been purged from the csv of the dataset group. */
  readonly purgedAt?: string;
}

type Change = Partial<Pick<DataDeletion, 'status' | 'job' | 'recordsDeleted' | 'finishedAt' | 'error' | 'cause'>>;

/** Prefix of the sort keys of the items. */
export const DATA_DELETIONS = 'data-deletion#';

/** Deletions of users: items `data-deletion#<run id>`. These items never expire, because they prove what was requested and done. */
export class DataDeletions {
  constructor(private readonly table: RecordTable) {}

  /** Records a request. Does nothing if the request is already recorded. */
  async request({ run, ...asked }: Omit<DataDeletion, 'status' | 'purgedAt' | keyof Change>): Promise<void> {
    const put = { ...asked, ...keyOf(asked.datasetGroup, run), status: 'REQUESTED' };
    await this.table.write({ put, if: 'attribute_not_exists(#item)' });
  }

  async find(datasetGroup: string, run: string): Promise<DataDeletion | undefined> {
    const item = await this.table.get(keyOf(datasetGroup, run));
    return item && deletionOf(item);
  }

  /**
   * Updates a deletion, unless the deletion has ended.
   * @returns the deletion as recorded afterwards, even if it has ended; undefined if it was never requested
   */
  async update(datasetGroup: string, run: string, set: Change): Promise<DataDeletion | undefined> {
    const condition = 'attribute_exists(#item) AND attribute_not_exists(#finishedAt)';
    const { item } = await this.table.write({ update: keyOf(datasetGroup, run), set, if: condition });
    return item && deletionOf(item);
  }

  async recordPurge(datasetGroup: string, run: string, purgedAt: string): Promise<void> {
    const set = { purgedAt, listDigest: undefined };
    await this.table.write({ update: keyOf(datasetGroup, run), set, if: 'attribute_exists(#item)' });
  }

  /** Deletions of a dataset group, the newest first. */
  async of(datasetGroup: string): Promise<readonly DataDeletion[]> {
    const items = await this.table.query(datasetGroup, { prefix: DATA_DELETIONS });
    return items.map(deletionOf).sort((one, other) => (timeOf(one) > timeOf(other) ? -1 : 1));
  }

  /** True if all deletions that were requested earlier have ended. */
  async isOldest(datasetGroup: string, run: string): Promise<boolean> {
    const open = (await this.of(datasetGroup)).filter(({ finishedAt }) => finishedAt === undefined);
    return (open.at(-1)?.run ?? run) === run;
  }
}

/** Text by which deletions are sorted. The run's id distinguishes deletions that were requested at the same time. */
function timeOf({ requestedAt, run }: DataDeletion): string {
  return `${requestedAt}#${run}`;
}

function keyOf(datasetGroup: string, run: string): Key {
  return { datasetGroup, item: `${DATA_DELETIONS}${run}` };
}

function deletionOf(item: Attributes): DataDeletion {
  return {
    ...texts(item, 'datasetGroup', 'file', 'fileVersion', 'requestedAt'),
    run: String(item.item).slice(DATA_DELETIONS.length),
    status: item.status as DataDeletion['status'],
    users: Number(item.users),
    ...present({ recordsDeleted: optionalNumber(item.recordsDeleted) }),
    ...optionalTexts(item, 'job', 'finishedAt', 'error', 'cause', 'listDigest', 'purgedAt'),
  };
}
