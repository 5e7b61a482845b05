import { describeError } from '../../aws/service-of';
import { cutText } from '../../personalize/text';
import type { PollAnswer } from '../../reconciler/apply/poll';
import { shortestWaitOf } from '../../reconciler/apply/polling-interval';
import { RunError, StepBroke } from '../../reconciler/errors';
import type { ResourceReference } from '../../reconciler/resource-reference';
import type { StepState } from '../../reconciler/step';

/** One of the resources of a step, from one poll to the next; kept by the state machine. Absent before its first poll. */
export interface Part {
  readonly stepState?: StepState;
  /** Milliseconds since 1970 at which it is polled, and from which it is polled with another one. Absent once it is settled. */
  readonly due?: number;
  readonly joins?: number;
  /** How often in a row its poll ended in an error that may pass by itself. */
  readonly retries?: number;
  /** Why the check of its data could not be carried out: written by the state machine. Its next poll fails. */
  readonly brokenCheck?: string;
  /** Why it failed. */
  readonly failure?: { readonly name: string; readonly message: string };
}

export interface StepAnswer extends Pick<PollAnswer, 'waitSeconds'> {
  readonly status: 'READY' | 'WAIT' | 'CHECK';
  /** With CHECK: what is to be checked before the next poll. */
  readonly checks?: readonly (Pick<PollAnswer, 'check'> & Indexed)[];
  readonly stepState: readonly Part[];
}

interface Indexed {
  readonly resource: ResourceReference;
  /** Place in the list of the step's resources. */
  readonly index: number;
}

export interface SeveralResources {
  readonly resources: readonly ResourceReference[];
  /** By the places of the resources; empty at the first poll. */
  readonly before: readonly Part[];
  /** Milliseconds since 1970 at which the step began. */
  readonly since: number;
}

/** All failures of a step, under the name of the first one. */
class StepFailed extends Error {
  constructor(failures: readonly NonNullable<Part['failure']>[]) {
    super(cutText(failures.map(({ message }) => message).join('\n'), LONGEST_CAUSE));
    this.name = failures[0]?.name ?? 'Error';
  }
}

/** UTF-16 units. Causes may have 32,768, and one has the message twice, as JSON: the stack trace begins with it. */
const LONGEST_CAUSE = 8000;

/** Of its wait, after which a resource that is not due yet is polled with one that is: two loops become one. */
const JOINS_AFTER = 0.7;

/**
 * Milliseconds within which polls begin. Those that are left are polled by the next invocation: even if nothing answers the calls of the
 * last one, which takes 90 s (functions/shared/create-client.ts), it ends before the function's timeout.
 */
const BUDGET = 25_000;

/** One that has never been polled is due at once. */
function dueOf({ due = 0 }: Part): number {
  return due;
}

/**
 * Polls those of a step's resources that are due. One that fails does not stop the others.
 * @param pollOne with what is known of the resource since its last poll
 * @param isTransient whether an error may pass by itself: the resource is polled again soon
 * @throws StepFailed once all have settled, if any has failed
 */
export async function pollSideBySide(
  { resources, before, since }: SeveralResources,
  pollOne: (resource: Indexed, part: Part) => Promise<PollAnswer>,
  isTransient: (error: Error) => boolean,
  clock: () => number = Date.now,
): Promise<StepAnswer> {
  const start = clock();
  const parts: Part[] = resources.map((_, index) => before[index] ?? { due: 0 });
  const checks: NonNullable<StepAnswer['checks']>[number][] = [];
  const inTurn = [...resources.entries()]
    .filter(([index]) => isDue(parts[index], start))
    .sort(([one], [other]) => dueOf(parts[one] ?? {}) - dueOf(parts[other] ?? {}));
  for (const [index, resource] of inTurn) {
    if (clock() - start > BUDGET) break;
    const part = parts[index] ?? {};
    try {
      const answer = await pollOne({ resource, index }, part);
      if (answer.check !== undefined) checks.push({ resource, index, check: answer.check });
      parts[index] = partOf(answer, clock());
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      parts[index] = (isTransient(error) && retryOf(part, clock())) || {
        ...(part.stepState && { stepState: part.stepState }),
        failure: failureOf(resource, error),
      };
    }
  }
  const waiting = parts.filter(({ due }) => due !== undefined);
  if (waiting.length === 0) {
    const failures = parts.flatMap(({ failure }) => failure ?? []);
    if (failures.length > 0) throw new StepFailed(failures);
    return { status: 'READY', stepState: parts };
  }
  const next = Math.min(...waiting.map(dueOf));
  const now = clock();
  // What is left of this poll does not wait.
  const shortest = next <= start ? 1 : shortestWaitOf(new Date(since), new Date(now));
  return {
    status: checks.length > 0 ? 'CHECK' : 'WAIT',
    ...(checks.length > 0 && { checks }),
    waitSeconds: Math.max(shortest, Math.ceil((next - now) / 1000)),
    stepState: parts,
  };
}

function isDue({ due, joins = 0 }: Part = {}, now: number): boolean {
  return due !== undefined && now >= joins;
}

function partOf({ waitSeconds, stepState }: PollAnswer, now: number): Part {
  if (waitSeconds === undefined) return { stepState };
  const wait = waitSeconds * 1000;
  return { stepState, due: now + wait, joins: now + wait * JOINS_AFTER };
}

/** After 2 s, then 4 s, ...: as often and as long as the state machine retries its tasks. Undefined once that is used up. */
function retryOf(part: Part, now: number): Part | undefined {
  const retries = (part.retries ?? 0) + 1;
  const due = now + 1000 * 2 ** retries;
  return retries > RETRIES ? undefined : { ...part, due, joins: due, retries };
}

const RETRIES = 6;

/** The message of a RunError names the resource. */
function failureOf({ type, pointer }: ResourceReference, error: Error): NonNullable<Part['failure']> {
  const named = error instanceof RunError ? error : new StepBroke(`${type} at ${pointer}`, describeError(error));
  return { name: named.name, message: named.message };
}
