import type { ResourceType } from '../personalize/resource-types';
import { expiryOf, optionalNumber, present, textOf } from './item';
import type { RecordTable } from './record-table';

/** Partition of all dataset groups, which share the account's quotas. */
const PARTITION = '#quota-queue';

/** So that what is trained or imported monthly shows how long it took before. */
const KEPT_DAYS = 40;

/** A resource of a parameter file, of a type of which only so many may be in progress in an account. */
export interface QueueEntry {
  /** `<dataset group>#<JSON pointer in its parameter file>`, of an update of a solution version with `#UPDATE`. */
  readonly id: string;
  readonly state: 'WAITING' | 'WORKING' | 'DONE';
  /** In this state since then; WAITING through all attempts. */
  readonly since: Date;
  /** Of one that waits: when it tries again. */
  readonly triesAt?: Date;
  /** Seconds that its last job took; absent if that is not known, and kept if it was known. */
  readonly took?: number;
  /** When it was refused last, and how many others were seen in progress; kept. */
  readonly refused?: { readonly at: Date; readonly working: number };
}

/**
 * What uses the quotas of resources in progress, and what waits for them: items `<type>#<id>`. It shows only this deployment, and what a stopped
 * execution leaves is wrong: it is for estimates.
 */
export class QuotaQueueRecords {
  constructor(private readonly table: RecordTable) {}

  /** Of all dataset groups. */
  async entries(type: ResourceType): Promise<readonly QueueEntry[]> {
    const prefix = `${type}#`;
    const items = await this.table.query(PARTITION, { prefix, isEstimate: true });
    return items.map(({ item, state, since, triesAt, took, refusedAt, working }) => ({
      id: textOf(item).slice(prefix.length),
      state: state as QueueEntry['state'],
      since: new Date(textOf(since)),
      ...present({
        triesAt: triesAt === undefined ? undefined : new Date(textOf(triesAt)),
        took: optionalNumber(took),
        refused: refusedAt === undefined ? undefined : { at: new Date(textOf(refusedAt)), working: Number(working) },
      }),
    }));
  }

  async put(type: ResourceType, { id, state, since, triesAt, took, refused }: QueueEntry, now: Date): Promise<void> {
    const set = {
      ...{ state, since: since.toISOString(), triesAt: triesAt?.toISOString() },
      ...(took !== undefined && { took }),
      ...(refused !== undefined && { refusedAt: refused.at.toISOString(), working: refused.working }),
      expiresAt: expiryOf(now.toISOString(), KEPT_DAYS),
    };
    await this.table.write({ update: { datasetGroup: PARTITION, item: `${type}#${id}` }, set });
  }
}

export type QuotaQueue = Pick<QuotaQueueRecords, 'entries' | 'put'>;
