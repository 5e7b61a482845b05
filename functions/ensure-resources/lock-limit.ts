import { durationText } from '../../lib/parameter-file/duration';
import { DELETION_WORKFLOW } from '../../lib/parameter-file/workflows';
import { WaitedTooLong } from '../../lib/reconciler/errors';
import type { Lock } from '../../lib/record-table/locks';

interface Waiting {
  readonly workflow: string;
  readonly since: Date;
  readonly now: Date;
}

/** Maximum wait for a lock, in seconds; for deletions of users, see {@link DELETION_LIMIT}. */
const LIMIT = 7 * 24 * 3600;

/**
 * Limit for deletions of users, in seconds: a deletion may wait for many other deletions, each of which may take a day.
 */
const DELETION_LIMIT = 90 * 24 * 3600;

const ADVICE =
  'If that execution hangs, stop it in the console of Step Functions, so that its lock can be taken over. Then';

const AGAIN = 'upload the parameter file again, run the task, or repeat the command that started this run.';

/** Advice if the lock has no holder. */
const FREE = 'The lock may be free now:';

/** @returns the error of a wait that has lasted too long; undefined if the wait may go on */
export function lockFailure(
  lock: Lock,
  holders: readonly string[],
  { workflow, since, now }: Waiting,
): WaitedTooLong | undefined {
  const seconds = (now.getTime() - since.getTime()) / 1000;
  const isDeletion = workflow === DELETION_WORKFLOW;
  if (seconds < (isDeletion ? DELETION_LIMIT : LIMIT)) return undefined;
  const again = isDeletion ? 'upload the csv of users again.' : AGAIN;
  const [reason, advice] =
    holders.length > 0
      ? [`its lock '${lock.item}' is held by ${holders.join(', ')}.`, ADVICE]
      : [`other work went first each time it asked for its lock '${lock.item}'.`, FREE];
  return new WaitedTooLong(
    `${workflow} of dataset group '${lock.datasetGroup}'`,
    durationText(seconds),
    reason,
    `${advice} ${again}`,
  );
}
