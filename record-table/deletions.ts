import { type FileReference, uriOf } from './file-reference';
import { type Attributes, type Key, optionalNumber, optionalTexts, present, texts } from './item';
import type { RecordTable } from './record-table';
import type { Failure } from './runs';

/** A deletion of users that somebody asked for. Has no ids of users. */
export interface Deletion {
  readonly datasetGroup: string;
  /** Id of its run. */
  readonly run: string;
  readonly status: 'REQUESTED' | 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  /** `s3://bucket/key` of the csv. */
  readonly file: string;
  readonly fileVersion: string;
  /** How many rows the csv has: a user may have several. */
  readonly users: number;
  /** ISO time. */
  readonly requestedAt: string;
  /** ARN of the data deletion job, once it was created. */
  readonly job?: string;
  /** How many records Personalize says that it has deleted. */
  readonly recordsDeleted?: number;
  /** ISO time. */
  readonly finishedAt?: string;
  /** Why it failed. */
  readonly error?: string;
  readonly cause?: string;
}

interface Requested extends Pick<Deletion, 'datasetGroup' | 'run' | 'users' | 'requestedAt'> {
  readonly file: FileReference;
}

/** Of their items. */
export const DELETIONS = 'deletion#';
const UNFINISHED = 'attribute_not_exists(#finishedAt)';

/** Items `deletion#<run id>`, which are kept: they prove what was asked for and done. */
export class Deletions {
  constructor(private readonly table: RecordTable) {}

  /** What is recorded already stays. */
  async request({ datasetGroup, run, file, users, requestedAt }: Requested): Promise<void> {
    const subject = { file: uriOf(file), fileVersion: file.versionId, users, requestedAt };
    await this.table.write({
      put: { ...keyOf(datasetGroup, run), ...subject, status: 'REQUESTED' },
      if: 'attribute_not_exists(#item)',
    });
  }

  async find(datasetGroup: string, run: string): Promise<Deletion | undefined> {
    const item = await this.table.get(keyOf(datasetGroup, run));
    return item && deletionOf(item);
  }

  /** @param job ARN */
  async begin(datasetGroup: string, run: string, job: string): Promise<void> {
    await this.table.write({ update: keyOf(datasetGroup, run), set: { status: 'IN_PROGRESS', job }, if: UNFINISHED });
  }

  async complete(datasetGroup: string, run: string, recordsDeleted: number | undefined, now: Date): Promise<void> {
    const set = { status: 'COMPLETED', recordsDeleted, finishedAt: now.toISOString() };
    await this.table.write({ update: keyOf(datasetGroup, run), set, if: UNFINISHED });
  }

  /** The deletion at the end of its run: if it is not complete then, it has failed. */
  async end(datasetGroup: string, run: string, failure: Failure, now: Date): Promise<Deletion | undefined> {
    const set = { status: 'FAILED', finishedAt: now.toISOString(), ...failure };
    const { item } = await this.table.write({
      update: keyOf(datasetGroup, run),
      set,
      if: `attribute_exists(#item) AND ${UNFINISHED}`,
    });
    return item && deletionOf(item);
  }

  /** The newest first. */
  async of(datasetGroup: string): Promise<readonly Deletion[]> {
    return (await this.table.query(datasetGroup, { prefix: DELETIONS })).map(deletionOf).sort(newestFirst);
  }

  /** Whether no other that was asked for before is still to be done. */
  async isOldest(datasetGroup: string, run: string): Promise<boolean> {
    const open = await this.table.query(datasetGroup, { prefix: DELETIONS, if: UNFINISHED });
    const oldest = open.map(deletionOf).sort(newestFirst).at(-1)?.run ?? run;
    return oldest === run;
  }
}

function newestFirst(one: Deletion, other: Deletion): number {
  const [a, b] = [one, other].map(({ requestedAt, run }) => `${requestedAt}#${run}`) as [string, string];
  return a > b ? -1 : 1;
}

function keyOf(datasetGroup: string, run: string): Key {
  return { datasetGroup, item: `${DELETIONS}${run}` };
}

function deletionOf(item: Attributes): Deletion {
  return {
    ...texts(item, 'datasetGroup', 'file', 'fileVersion', 'requestedAt'),
    run: String(item.item).slice(DELETIONS.length),
    status: item.status as Deletion['status'],
    users: Number(item.users),
    ...present({ recordsDeleted: optionalNumber(item.recordsDeleted) }),
    ...optionalTexts(item, 'job', 'finishedAt', 'error', 'cause'),
  };
}
