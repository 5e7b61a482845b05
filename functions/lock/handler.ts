import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { ExecutionStatus } from '../../aws/execution-status';
import { DELETION_WORKFLOW } from '../../parameter-file/workflows';
import { waitForTurn } from '../../reconciler/apply/polling-interval';
import { DataHolds } from '../../record-table/data-holds';
import { Deletions } from '../../record-table/deletions';
import { type LockedWork, locksFor, stepsOf } from '../../record-table/lock-rules';
import { Locks } from '../../record-table/locks';
import { RecordTable } from '../../record-table/record-table';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { retried } from '../shared/retried';
import { correlate, createLogger } from '../shared/telemetry';
import { deletionsTurn } from './deletions-turn';
import { assertNotTooLong } from './lock-limit';

export interface LockEvent {
  /** GROUP: nothing changes. */
  readonly action: 'ACQUIRE' | 'RELEASE' | 'GROUP';
  /** Several are released together. */
  readonly work: LockedWork | readonly LockedWork[];
  /** With RELEASE: whether the workflow may have left a lock of one of its steps. */
  readonly failed?: boolean;
  /** ARN of the execution that holds, or wants to hold, the lock. */
  readonly holder: string;
  /** ISO time since which the holder has been waiting. */
  readonly waitingSince: string;
}

/** Names of solutions that are maintained together. */
interface LockGroups {
  readonly groups: readonly (readonly string[])[];
}

export interface LockAnswer {
  readonly held: boolean;
  /** Seconds until the next attempt; only if the lock was not acquired. */
  readonly waitSeconds?: number;
}

const environment = readEnvironment('RECORD_TABLE');
const logger = createLogger('lock');
const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
const dataHolds = new DataHolds(table);
const deletions = new Deletions(table);
const locks = new Locks(table, new ExecutionStatus(createClient(SFNClient)));

export const handler = retried(async (event: LockEvent): Promise<LockAnswer | LockGroups> => {
  const works = [event.work].flat();
  const [work] = works;
  if (work === undefined) throw new Error('The input names no work.');
  correlate(logger, work.run);
  const { action, holder } = event;
  const now = new Date();
  if (action === 'GROUP') return { groups: await groupsOf(work) };
  if (action === 'RELEASE') {
    for (const lock of [...works, ...(event.failed ? stepsOf(work) : [])].flatMap(locksFor))
      await locks.release(lock, { holder, now });
    return { held: false };
  }
  const since = new Date(event.waitingSince);
  const isDeletion = work.workflow === DELETION_WORKFLOW;
  const asksAgainIn = isDeletion ? deletionsTurn.asksAgainIn(since, now) : waitForTurn(since, now);
  const isOthersTurn = isDeletion && (await areOthersFirst(work, now));
  for (const lock of locksFor(work)) {
    const { held, holders } = isOthersTurn
      ? { held: false, holders: [] }
      : await locks.acquire(lock, { holder, now, asksAgainIn });
    if (!held) assertNotTooLong(lock, holders, { workflow: work.workflow, since, now });
    logger.info(held ? 'Lock acquired' : 'Waiting for the lock: held by another execution', { lock, holder });
    if (!held) return { held, waitSeconds: asksAgainIn };
  }
  return { held: true };
});

/** Solutions that nothing works on are one group; each of the others waits by itself. */
async function groupsOf(work: LockedWork): Promise<LockGroups['groups']> {
  const free: string[] = [];
  const busy: string[][] = [];
  for (const solution of work.solutions ?? []) {
    const [lock] = locksFor({ ...work, workflow: 'solution-maintenance', solutions: [solution] });
    if (lock === undefined || (await locks.isFree(lock))) free.push(solution);
    else busy.push([solution]);
  }
  return free.length === 0 ? busy : [free, ...busy];
}

/** Imports and trainings after each deletion, and deletions that were asked for before. */
async function areOthersFirst({ datasetGroup, run = '' }: LockedWork, now: Date): Promise<boolean> {
  if (await dataHolds.isHeld(datasetGroup, deletionsTurn.othersSince(now))) return true;
  return !(await deletions.isOldest(datasetGroup, run));
}
