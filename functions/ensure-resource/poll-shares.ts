import { isOpen, type Part } from './side-by-side';
import { isUse, type SolutionStep } from './solution-steps';

/** Milliseconds by which a poll may come later than usual: every five minutes, not every 80 s. */
const DELAY = 220_000;

/** Calls allowed for the first hour of a training. What takes longer is noticed soon by its length as it is. */
const CALLS_AN_HOUR = 40;
const HOUR = 3_600_000;

/** Calls of a training that are no polls of it: those of its start and its metrics. */
const OTHER_CALLS = 6;

/** How many times as often as usual a training is polled while calls are left. More would spend them before most trainings end. */
const CLOSENESS = 1.5;

/**
 * How the trainings of one loop share their calls. While campaigns or batch jobs are created or wait for a training, the end of one that
 * nothing waits for does not end the workflow: it is polled late. The calls that this leaves are spent on those whose end is waited for.
 */
export class PollShares {
  /** Places of trainings in progress for which something waits, and of the others. */
  private readonly awaited: ReadonlySet<number>;
  private readonly unused: ReadonlySet<number>;
  /** Whether those for which nothing waits are polled late. */
  private readonly isDelayed: boolean;
  /** Calls that each of the trainings that have ended has left. */
  private readonly left: readonly number[];
  /** Whether trainings differ in what waits for them. Others have equal shares, which are the usual polls. */
  private readonly isShared: boolean;

  constructor(
    steps: readonly SolutionStep[],
    private readonly parts: readonly Part[],
  ) {
    const uses = steps.filter((step, index) => isUse(step) && isUnsettled(parts[index]));
    const used = new Set(uses.flatMap(({ after = [] }) => after));
    const trainings = steps.flatMap((step, index) =>
      step.continues && isOpen(step, parts) && isUnsettled(parts[index]) ? index : [],
    );
    this.awaited = new Set(trainings.filter((index) => used.has(index)));
    this.unused = new Set(trainings.filter((index) => !used.has(index)));
    // Otherwise one that ends makes place for one that has not begun.
    const haveAllBegun = steps.every(({ until }, index) => until !== 'STARTED' || !isUnsettled(parts[index]));
    this.isDelayed = haveAllBegun && (this.awaited.size > 0 || uses.some((use) => isOpen(use, parts)));
    this.left = parts.flatMap(({ left }) => left ?? []);
    const isOneOfSeveral = trainings.length + this.left.length > 1;
    this.isShared = isOneOfSeveral && steps.some(isUse) && (this.unused.size > 0 || sum(this.left) > 0);
  }

  /** Milliseconds by which a poll comes later than usual, by the place of the step. */
  delayOf(index: number): number {
    return this.isDelayed && this.unused.has(index) ? DELAY : 0;
  }

  /** How many times as often as usual it is polled, by the place of the step. @param now milliseconds since 1970 */
  closenessOf(index: number, now: number): number {
    const isEndAwaited = this.awaited.has(index) || (this.unused.has(index) && !this.isDelayed);
    return this.isShared && isEndAwaited && this.callsLeft(now) > 0 ? CLOSENESS : 1;
  }

  /** Of all trainings together, those that have ended included. */
  private callsLeft(now: number): number {
    const inProgress = [...this.awaited, ...this.unused].map((index) => callsLeftOf(this.parts[index], now));
    return sum([...inProgress, ...this.left]);
  }
}

/** Calls that a training has left, of those allowed so far; negative if others have lent it some. @param now milliseconds since 1970 */
export function callsLeftOf({ begun = Number.POSITIVE_INFINITY, polls = 0 }: Part = {}, now: number): number {
  const age = Math.min(Math.max(0, now - begun), HOUR);
  return (age / HOUR) * CALLS_AN_HOUR - OTHER_CALLS - polls;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function isUnsettled({ due }: Part = { due: 0 }): boolean {
  return due !== undefined;
}
