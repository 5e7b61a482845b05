import { durationText } from '../../parameter-file/duration';
import { LOCK_LIMIT } from '../../reconciler/apply/wait-limits';
import { WaitedTooLong } from '../../reconciler/errors';
import type { Lock } from '../../record-table/locks';

interface Waiting {
  readonly workflow: string;
  readonly since: Date;
  readonly now: Date;
}

/** It was free, but wanted by another, or was released while it was asked for. */
const NOBODY_HOLDS_IT = 'Nobody holds it now: upload the parameter file again, or run the task.';

/** @throws WaitedTooLong that names the executions that hold the lock, after the time that the table of limits gives it */
export function assertNotTooLong(
  lock: Lock,
  holders: readonly string[],
  { workflow, since, now }: Waiting,
): void {
  const seconds = (now.getTime() - since.getTime()) / 1000;
  if (seconds < LOCK_LIMIT.seconds) return;
  const [reason, advice] =
    holders.length > 0
      ? [`its lock '${lock.item}' is held by ${holders.join(', ')}.`, LOCK_LIMIT.advice]
      : [`others were first each time that its lock '${lock.item}' was free.`, NOBODY_HOLDS_IT];
  throw new WaitedTooLong(
    `${workflow} of dataset group '${lock.datasetGroup}'`,
    durationText(seconds),
    reason,
    advice,
  );
}
