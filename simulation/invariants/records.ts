import { solutionNames } from '../simulate/names';
import type { World } from '../simulate/world';
import type { Invariant } from './invariant';
import { type Item, items } from './record-items';
import { SentNotifications } from './sent-notifications';

export const noLockIsLeft: Invariant = {
  name: 'a run that ends by itself leaves no lock, and at the end there is no lock for which a run would have to wait',
  rested: async (world, broken) => {
    for (const lock of await items(world, 'lock#')) {
      const left = holdersOf(lock).filter((holder) => !isTakenOver(world, holder));
      if (left.length > 0) broken(`${lock.item?.S} is still held by ${left.join(', ')}`);
    }
  },
  check: async (world, broken) => {
    const wanted = new Set(world.teams.flatMap((team) => solutionNames(team)));
    for (const lock of await items(world, 'lock#')) {
      const holders = holdersOf(lock);
      const [, kind, solution = ''] = /^lock#(solution|promotion|recommender)#(.*)$/.exec(lock.item?.S ?? '') ?? [];
      // The last uploads take over every lock that they need. These locks they do not need: locks for operators'
      // decisions, locks for starts and stops of recommenders, and locks of solutions that left the file.
      const isOfNoUse = kind !== undefined && !(kind === 'solution' && wanted.has(solution));
      const left = holders.filter((holder) => !isOfNoUse || !isTakenOver(world, holder));
      if (holders.length === 0 || left.length > 0) broken(`${lock.item?.S} is held by ${left.join(', ')}`);
    }
  },
};

/** Returns the holders that a lock names, as texts with the ARNs of executions. */
export function holdersOf(lock: Item): readonly string[] {
  return JSON.stringify(lock).match(/arn:[^":]*:states:[^"]*:execution:[^"]*/g) ?? [];
}

/**
 * True if the next execution that needs the lock will take over the lock, because the holder ended without releasing it.
 * Such a holder was stopped, or `CompetingWriter` simulates the holder. It is also possible that a function acquires a lock
 * for an execution that is already stopped, after the run has released all other locks.
 */
export function isTakenOver({ executionLog }: World, holder: string): boolean {
  const { interrupted, endedFromOutside } = executionLog;
  // A holder is a text: the ARN of a run, a blank, and the ARN of the execution that acquired the lock for the run.
  return holder
    .split(' ')
    .some((arn) => interrupted.has(arn) || endedFromOutside.has(arn) || /:ended-[0-9a-f]+$/.test(arn));
}

export const everyRunHasEnded: Invariant = {
  name: 'no run is recorded as running when nothing runs, unless Lambda reported that its end could not be recorded',
  check: async (world, broken) => {
    const { unrecordedStops } = SentNotifications.of(world);
    for (const { item, status, execution } of await items(world, 'run#')) {
      if (status?.S !== 'RUNNING' || unrecordedStops.has(execution?.S ?? '')) continue;
      broken(`${item?.S} of ${execution?.S} is still RUNNING`);
    }
  },
};

export const noTaskIsKeptBusy: Invariant = {
  name: 'no task is marked as running by an execution that has ended',
  check: async (world, broken) => {
    const { unrecordedStops } = SentNotifications.of(world);
    for (const { item, running } of await items(world, 'task#')) {
      const run = world.executionLog.runs.get(running?.S ?? '');
      if (run === undefined || run.endedAt === undefined || unrecordedStops.has(run.arn)) continue;
      broken(`${item?.S} is marked as running by ${run.arn}, which is ${run.status}`);
    }
  },
};

export const uploadsRunOnce: Invariant = {
  name: 'no upload runs twice',
  check: async ({ executionLog }, broken) => {
    for (const [version, runs] of executionLog.uploadRuns())
      if (runs.length > 1) broken(`version ${version} of the parameter file ran ${runs.length} times`);
  },
};
