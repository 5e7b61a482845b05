import { parseExecutionArn } from '../lib/aws/arn';
import { present } from '../lib/record-table/item';
import { heldLock } from '../lib/record-table/locks';
import { type ItemProgress, ProgressRecords } from '../lib/record-table/progress';
import type { RecordTable } from '../lib/record-table/record-table';
import type { Run } from '../lib/record-table/runs';
import { moment } from './output';
import { shortId } from './run-search';

/** An item of a run's work that has begun, or waits for a lock. */
export interface RunWork {
  /** Name of the work, such as `campaign 'top-picks'`. */
  readonly work: string;
  /** STOPPED: the run ended while the work was in progress. */
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'STOPPED';
  /** Text for users about what the work waits for; absent if the work has ended, or if no reason is recorded. */
  readonly reason?: string;
  /** ISO time. */
  readonly startedAt: string;
  /** ISO time; absent while the work goes on. */
  readonly finishedAt?: string;
}

const STATUSES = { READY: 'SUCCEEDED', FAILED: 'FAILED' } as const;

/** @returns items in the order of the work list: an item comes after the items that it needs */
export async function workOf(records: RecordTable, run: Run): Promise<readonly RunWork[]> {
  const { datasetGroup, finishedAt } = run;
  const progress = await new ProgressRecords(records).of(datasetGroup, run.id);
  const inOrder = [...progress].sort(([, { place: one = 0 }], [, { place: other = 0 }]) => one - other);
  const found = inOrder.map(async ([id, each]): Promise<RunWork> => {
    const { title: work = id, status, begunAt, lockedOutSince, polledAt } = each;
    const begun = { work, startedAt: begunAt ?? lockedOutSince ?? polledAt ?? run.startedAt };
    if (status !== 'OPEN') return { ...begun, status: STATUSES[status], finishedAt: polledAt };
    if (run.status !== 'RUNNING') return { ...begun, status: 'STOPPED', ...present({ finishedAt }) };
    return { ...begun, status: 'RUNNING', ...present({ reason: await reasonOf(records, datasetGroup, each) }) };
  });
  return Promise.all(found);
}

/**
 * Texts about work in progress, such as `campaign 'top-picks' (CREATE IN_PROGRESS)`. After {@link LISTED} texts, only
 * the number of the other items follows.
 */
export function textsOfWork(work: readonly RunWork[]): readonly string[] {
  const open = work.filter(({ status }) => status === 'RUNNING');
  const texts = open.slice(0, LISTED).map(({ work: what, reason }) => (reason ? `${what} (${reason})` : what));
  return open.length > LISTED ? [...texts, `and ${open.length - LISTED} more`] : texts;
}

/** Maximum number of items that {@link textsOfWork} names. */
const LISTED = 5;

/**
 * Reason why an item waits. If the item waits for a lock, the reason names the lock's holders: `waits for the lock,
 * held by run 3f2a91cc since 2026-01-05 04:30 UTC`.
 */
async function reasonOf(
  records: RecordTable,
  datasetGroup: string,
  { waitsForLock: item, reason }: ItemProgress,
): Promise<string | undefined> {
  if (item === undefined) return reason;
  const held = await heldLock(records, { datasetGroup, item });
  // No run holds the lock now: the lock has been released, or is reserved for other runs for some time.
  if (held === undefined) return 'waits for the lock';
  const holders = held.holders.map((holder) => `run ${shortId(parseExecutionArn(holder).name)}`);
  return `waits for the lock, held by ${holders.join(' and ')} since ${moment(held.acquiredAt)}`;
}
