import { durationText } from '../../parameter-file/duration';
import { LOCK_LIMIT } from '../../reconciler/apply/wait-limits';
import { WaitedTooLong } from '../../reconciler/errors';
import type { Lock } from '../../record-table/locks';

interface Waiting {
  readonly workflow: string;
  readonly since: Date;
  readonly now: Date;
}

/** The lock was free, but others acquired it first, or it was released during the attempt. */
const FREE = 'It is free now: upload the parameter file again, or run the task.';

/** @throws WaitedTooLong that names the executions that hold the lock, after the time that the table of limits gives it */
export function assertNotTooLong(lock: Lock, holders: readonly string[], { workflow, since, now }: Waiting): void {
  const seconds = (now.getTime() - since.getTime()) / 1000;
  if (seconds < LOCK_LIMIT.seconds) return;
  const [reason, advice] =
    holders.length > 0
      ? [`its lock '${lock.item}' is held by ${holders.join(', ')}.`, LOCK_LIMIT.advice]
      : [`other executions acquired its lock '${lock.item}' first each time.`, FREE];
  throw new WaitedTooLong(`${workflow} of dataset group '${lock.datasetGroup}'`, durationText(seconds), reason, advice);
}
