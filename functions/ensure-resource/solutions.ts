import type { LockedWork } from '../../record-table/lock-rules';
import { keptParts } from './kept-parts';
import { callsLeftOf, PollShares } from './poll-shares';
import { failureOfAll, type Part, type PollOne, type PollRules, pollDue } from './side-by-side';
import { isUse, SolutionProgress, type SolutionStep } from './solution-steps';

/** Whether the state machine holds the lock on the data. */
export interface DataLock {
  readonly held: boolean;
  /** If it asked for the lock in vain: when, as ISO time, and seconds until it asks again. */
  readonly askedAt?: string;
  readonly waitSeconds?: number;
  /** If asking for it failed: why, as the state machine caught it, and the state's name. */
  readonly Cause?: string;
  readonly Name?: string;
}

/** What the state machine does before the next poll: the loop ends, and goes on after it. */
export interface HandOver {
  /** With the locks of the work. */
  readonly action: 'ACQUIRE' | 'RELEASE' | 'NONE';
  readonly work: readonly Omit<LockedWork, 'datasetGroup'>[];
  /** With ACQUIRE: ISO time since which a training waits for the lock. With isQueued: when one tries again, and needs the lock. */
  readonly since?: string;
  /** With RELEASE: whether the lock on the data is still held. */
  readonly dataLock?: DataLock;
  /** Names of the solutions of which everything has become ready. */
  readonly ended: readonly string[];
  /** Whether nothing is in progress but the wait for the lock. */
  readonly isIdle: boolean;
  /** Whether nothing is in progress but the wait for a quota: the lock is then acquired without a poll. */
  readonly isQueued: boolean;
  /** Whether it is the last handOver. */
  readonly isOver: boolean;
  readonly failure?: { readonly error: string; readonly cause: string };
}

export interface SolutionsAnswer {
  readonly status: 'WAIT' | 'HAND_OVER';
  readonly waitSeconds?: number;
  readonly handOver?: HandOver;
  readonly stepState: readonly Part[];
}

export interface Solutions {
  readonly steps: readonly SolutionStep[];
  /** By the places of the steps; empty at the first poll. */
  readonly before: readonly Part[];
  /** Milliseconds since 1970 at which the workflow and this poll began. */
  readonly since: number;
  readonly at: number;
  readonly dataLock: DataLock;
  /** Whose work it is. */
  readonly owner: Omit<LockedWork, 'workflow'>;
}

/** Trainings of several hours have polls enough to share: fewer calls are worth more loops. */
const JOINS_AFTER = 0.85;

const TRAINING_START = { workflow: 'training-start' } as const;

/** Polls what is due of several solutions. None waits for another one, and what fails ends only its own solution. */
export async function pollSolutions(
  { steps, dataLock, before, owner, ...times }: Solutions,
  pollOne: PollOne<SolutionStep>,
  isTransient: (error: Error) => boolean,
  clock: () => number = Date.now,
): Promise<SolutionsAnswer> {
  const rulesOf = (parts: readonly Part[]): PollRules => {
    const [progress, shares] = [new SolutionProgress(steps, parts), new PollShares(steps, parts)];
    return {
      mayBegin: (index) => {
        const step = steps[index];
        if (parts[index]?.brokenCheck !== undefined) return true;
        if (step?.until === 'STARTED') return dataLock.held && progress.isBelowQuota(index);
        return step === undefined || !isUse(step) || progress.hasPlace(index);
      },
      delayOf: (index) => shares.delayOf(index),
      closenessOf: (index, now) => shares.closenessOf(index, now),
    };
  };
  const polled = await pollDue(
    {
      ...times,
      resources: steps,
      before: before.map((part) => withLockFailure(part, dataLock)),
      joinsAfter: JOINS_AFTER,
      rulesOf,
    },
    async (one, part, closeness) => {
      const answer = await pollOne(one, part, closeness);
      if (!one.resource.continues) return answer;
      const polls = (part.polls ?? 0) + 1;
      // What was there before has neither taken calls nor any left.
      const wasThere = part.polls === undefined;
      return { ...answer, polls, ...(!wasThere && { left: Math.round(callsLeftOf({ ...part, polls }, clock())) }) };
    },
    isTransient,
    clock,
  );
  const progress = new SolutionProgress(steps, polled.parts);
  const now = clock();
  const starts = progress.startable.map((index) => ({
    index,
    due: Math.max(dueOf(polled.parts, index), asksAt(dataLock)),
  }));
  const due = starts.filter((start) => start.due <= now).map(({ index }) => index);
  const parts = keptParts(steps, polled.parts).map((part, index) =>
    !dataLock.held && due.includes(index) ? { lockedOutSince: now, ...part } : part,
  );
  const known = before.length === 0 ? [] : new SolutionProgress(steps, before).ended;
  const isIdle = polled.waitSeconds === undefined;
  const handOver = handOverOf(new SolutionProgress(steps, parts), { dataLock, due, known, isIdle });
  if (handOver !== undefined) {
    const work = handOver.work.map((one) => ({ ...owner, ...one }));
    return { status: 'HAND_OVER', handOver: { ...handOver, work }, stepState: parts };
  }
  const waits = dataLock.held ? [] : starts.map((start) => Math.ceil((start.due - now) / 1000));
  return { status: 'WAIT', waitSeconds: Math.min(...[polled.waitSeconds ?? []].flat(), ...waits), stepState: parts };
}

/** Trainings that have asked for a lock which cannot be had fail at this poll; the others go on. */
function withLockFailure(part: Part, { Cause: cause, Name }: DataLock): Part {
  if (cause === undefined || part.lockedOutSince === undefined || part.due === undefined) return part;
  const message = /^\{.*\}$/s.test(cause) ? (JSON.parse(cause) as { errorMessage?: string }).errorMessage : undefined;
  return { ...part, brokenCheck: `${message ?? cause} [solution-maintenance: ${Name}]` };
}

function dueOf(parts: readonly Part[], index: number): number {
  return parts[index]?.due ?? 0;
}

/** Milliseconds since 1970. */
function asksAt({ askedAt, waitSeconds = 0 }: DataLock): number {
  return askedAt === undefined ? 0 : Date.parse(askedAt) + waitSeconds * 1000;
}

interface Found {
  readonly dataLock: DataLock;
  /** Places of trainings that are to start now. */
  readonly due: readonly number[];
  /** Names of the solutions that had ended before this poll. */
  readonly known: readonly string[];
  /** Whether nothing is polled again without the lock. */
  readonly isIdle: boolean;
}

/** @returns undefined if there is nothing to do but to wait */
function handOverOf(progress: SolutionProgress, { dataLock, due, known, isIdle }: Found): HandOver | undefined {
  const { isOver } = progress;
  const ended = progress.ended.filter((name) => !known.includes(name));
  const isUnlocked = dataLock.held && due.length === 0 && !progress.isStarting;
  const released = [
    // The last ones are released with the workflow.
    ...(ended.length > 0 && !isOver ? [{ workflow: 'solution-maintenance', solutions: ended }] : []),
    ...(isUnlocked ? [TRAINING_START] : []),
  ];
  const isLockedOut = released.length === 0 && !dataLock.held && due.length > 0;
  if (released.length === 0 && !isLockedOut && ended.length === 0 && !isOver) return undefined;
  const queuedUntil = isUnlocked && ended.length === 0 ? progress.queuedUntil : undefined;
  const since = isLockedOut ? progress.lockedOutSince(due) : queuedUntil;
  const isQueued = queuedUntil !== undefined;
  const failure = isOver ? failureOfAll(progress.parts) : undefined;
  return {
    action: isLockedOut ? 'ACQUIRE' : released.length > 0 ? 'RELEASE' : 'NONE',
    ...(since !== undefined && { since: new Date(since).toISOString() }),
    work: isLockedOut ? [TRAINING_START] : released,
    ...(released.length > 0 && { dataLock: isUnlocked ? { held: false } : dataLock }),
    ended: ended.filter((name) => progress.isReady(name)),
    isIdle: isQueued || (isLockedOut && isIdle),
    isQueued,
    isOver,
    ...(failure !== undefined && { failure: { error: failure.name, cause: failure.message } }),
  };
}
