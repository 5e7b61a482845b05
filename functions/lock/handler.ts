import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { ExecutionStatus } from '../../aws/execution-status';
import { DELETION_WORKFLOW } from '../../parameter-file/workflows';
import { waitForTurn } from '../../reconciler/apply/polling-interval';
import { DataHolds } from '../../record-table/data-holds';
import { Deletions } from '../../record-table/deletions';
import { type LockedWork, lockFor } from '../../record-table/lock-rules';
import { Locks } from '../../record-table/locks';
import { RecordTable } from '../../record-table/record-table';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { retried } from '../shared/retried';
import { correlate, createLogger } from '../shared/telemetry';
import { deletionsTurn } from './deletions-turn';
import { assertNotTooLong } from './lock-limit';

export interface LockEvent {
  readonly action: 'ACQUIRE' | 'RELEASE';
  readonly work: LockedWork;
  /** ARN of the execution that holds, or wants to hold, the lock. */
  readonly holder: string;
  /** ISO time since which the holder has been waiting. */
  readonly waitingSince: string;
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

export const handler = retried(async ({ action, work, holder, waitingSince }: LockEvent): Promise<LockAnswer> => {
  correlate(logger, work.run);
  const lock = lockFor(work);
  const now = new Date();
  if (action === 'RELEASE') {
    await locks.release(lock, { holder, now });
    return { held: false };
  }
  const since = new Date(waitingSince);
  const isDeletion = work.workflow === DELETION_WORKFLOW;
  const asksAgainIn = isDeletion ? deletionsTurn.asksAgainIn(since, now) : waitForTurn(since, now);
  const isOthersTurn = isDeletion && (await areOthersFirst(work, now));
  const { held, holders } = isOthersTurn
    ? { held: false, holders: [] }
    : await locks.acquire(lock, { holder, now, asksAgainIn });
  if (!held) assertNotTooLong(lock, holders, { workflow: work.workflow, since, now });
  logger.info(held ? 'Lock acquired' : 'Waiting for the lock: held by another execution', { lock, holder });
  return held ? { held } : { held, waitSeconds: asksAgainIn };
});

/** Imports and trainings after each deletion, and deletions that were asked for before. */
async function areOthersFirst({ datasetGroup, run = '' }: LockedWork, now: Date): Promise<boolean> {
  if (await dataHolds.isHeld(datasetGroup, deletionsTurn.othersSince(now))) return true;
  return !(await deletions.isOldest(datasetGroup, run));
}
