import { WaitedTooLong } from '../../resources/errors';
import type { Claim } from '../shared/claims';
import { durationText } from '../shared/duration-text';
import { LOCK_LIMIT } from '../shared/wait-limits';
import type { ClaimTable } from './claim-table';

interface Waiting {
  readonly workflow: string;
  readonly since: Date;
  readonly now: Date;
}

/** @throws WaitedTooLong that names the executions that hold the lock, after the time that the table of limits gives it */
export async function assertNotTooLong(
  locks: Pick<ClaimTable, 'holders'>,
  lock: Claim,
  { workflow, since, now }: Waiting,
): Promise<void> {
  const seconds = (now.getTime() - since.getTime()) / 1000;
  if (seconds < LOCK_LIMIT.seconds) return;
  const holders = (await locks.holders(lock)).join(', ');
  throw new WaitedTooLong(
    `${workflow} of dataset group '${lock.datasetGroup}'`,
    durationText(seconds),
    `its lock '${lock.item}' is held by ${holders}.`,
    LOCK_LIMIT.advice,
  );
}
