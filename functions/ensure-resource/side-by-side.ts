import { describeError } from '../../aws/service-of';
import { cutText } from '../../personalize/text';
import type { PollAnswer } from '../../reconciler/apply/poll';
import { shortestWaitOf } from '../../reconciler/apply/polling-interval';
import { RefusedBefore, RunError, StepBroke } from '../../reconciler/errors';
import type { ResourceReference } from '../../reconciler/resource-reference';
import type { Step, StepState } from '../../reconciler/step';

/** One of the resources of a step, from one poll to the next; kept by the state machine. Absent before its first poll. */
export interface Part {
  readonly stepState?: StepState;
  /** Milliseconds since 1970 at which it is polled, and from which it is polled with another one. Absent once it is settled. */
  readonly due?: number;
  readonly joins?: number;
  /** How often in a row its poll ended in a transient error. */
  readonly retries?: number;
  /** Why the check of its data, or acquiring its lock, could not be carried out, as the state machine says. Its next poll fails. */
  readonly brokenCheck?: string;
  /** Milliseconds since 1970 at which it was first polled, if it comes after another one; of a start, since it last waited for a quota. */
  readonly begun?: number;
  /** Milliseconds since 1970 since when it waits for a lock. */
  readonly lockedOutSince?: number;
  /** Personalize creates or updates it. */
  readonly isInProgress?: boolean;
  /** It waits for a quota; nothing has been asked of Personalize that has not been refused. */
  readonly isQueued?: boolean;
  /** It was not begun, since what it needs has failed. */
  readonly isSkipped?: boolean;
  /** How often a training was polled; of one that has ended, calls that are left for others (poll-shares.ts). */
  readonly polls?: number;
  readonly left?: number;
  /** Why it failed. */
  readonly failure?: { readonly name: string; readonly message: string };
}

export interface StepAnswer extends Pick<PollAnswer, 'waitSeconds'> {
  readonly status: 'READY' | 'WAIT' | 'CHECK';
  /** With CHECK: what is to be checked before the next poll. */
  readonly checks?: readonly (Pick<PollAnswer, 'check'> & Indexed<ResourceReference>)[];
  readonly stepState: readonly Part[];
}

/** A resource of a step. */
export interface StepResource extends ResourceReference {
  /** Places of the resources that must be ready before it; absent: none. */
  readonly after?: readonly number[];
  /** True if it is the same resource as the first of those, and goes on with its progress. */
  readonly continues?: boolean;
  /** How far it is brought. Default: ACTIVE. */
  readonly until?: Step['until'];
}

interface Indexed<R> {
  readonly resource: R;
  /** Place in the list of the step's resources. */
  readonly index: number;
}

export interface SeveralResources<R extends StepResource = StepResource> {
  /** Each after what it needs. */
  readonly resources: readonly R[];
  /** By the places of the resources; empty at the first poll. */
  readonly before: readonly Part[];
  /** Milliseconds since 1970 at which the step began. */
  readonly since: number;
  /** STARTED: enough that Personalize creates or updates what is not ready; another step goes on with it. Default: ACTIVE. */
  readonly until?: Step['until'];
  /** Of its wait, after which a resource that is not due yet is polled with one that is. Default: two loops become one. */
  readonly joinsAfter?: number;
  /** Milliseconds since 1970 at which this poll began, the same if it is repeated. Default: as the step. */
  readonly at?: number;
  /** Adds a line to the failures of the step. */
  readonly explain?: (parts: readonly Part[]) => string;
  /** Found anew before each poll of a resource. Default: it depends on no other one. */
  readonly rulesOf?: (parts: readonly Part[]) => PollRules;
}

/** How the polls of a step's resources depend on each other, by the place of the resource. */
export interface PollRules {
  /** Whether a resource whose needs are ready may be polled. */
  mayBegin(index: number): boolean;
  /** Milliseconds by which its poll may come later than usual. */
  delayOf(index: number): number;
  /** How many times as often as usual it is polled. @param now milliseconds since 1970 */
  closenessOf(index: number, now: number): number;
}

const INDEPENDENT: PollRules = { mayBegin: () => true, delayOf: () => 0, closenessOf: () => 1 };

/** All failures of a step, under the name of the first one. */
class StepFailed extends Error {
  constructor(failures: readonly NonNullable<Part['failure']>[], explanation: string) {
    const messages = cutText(failures.map(({ message }) => message).join('\n'), LONGEST_CAUSE);
    super(explanation === '' ? messages : `${messages}\n${explanation}`);
    this.name = failures[0]?.name ?? 'Error';
  }
}

/** UTF-16 units. Causes may have 32,768, and one has the message twice, as JSON: the stack trace begins with it. */
export const LONGEST_CAUSE = 8000;

/** Two loops of one interval become one, however far apart they begin. */
const JOINS_AFTER = 0.5;

/**
 * Milliseconds within which polls begin. Those that are left are polled by the next invocation: even if nothing answers the calls of the
 * last one, which takes 90 s (functions/shared/create-client.ts), it ends before the function's timeout.
 */
const BUDGET = 25_000;

/**
 * Polls those of a step's resources that are due. One that fails does not stop the others.
 * @param pollOne with what is known of the resource since its last poll
 * @param isTransient whether an error is transient: the resource is polled again soon
 * @throws StepFailed once all have settled, if any has failed
 */
export async function pollSideBySide(
  several: SeveralResources,
  pollOne: PollOne<StepResource>,
  isTransient: (error: Error) => boolean,
  clock: () => number = Date.now,
): Promise<StepAnswer> {
  const { parts, checks, waitSeconds } = await pollDue(several, pollOne, isTransient, clock);
  const failure = failureOfAll(parts, several.explain?.(parts));
  if (waitSeconds === undefined && failure !== undefined) throw failure;
  const isEnough = ({ due, isInProgress = false }: Part) => due === undefined || isInProgress;
  const isStarted = several.until === 'STARTED' && failure === undefined && parts.every(isEnough);
  if (waitSeconds === undefined || isStarted) return { status: 'READY', stepState: parts };
  return {
    status: checks.length > 0 ? 'CHECK' : 'WAIT',
    ...(checks.length > 0 && { checks }),
    waitSeconds,
    stepState: parts,
  };
}

/** @param closeness how many times as often as usual it is polled */
export type PollOne<R> = (
  resource: Indexed<R>,
  part: Part,
  closeness: number,
) => Promise<PollAnswer & Pick<Part, 'polls' | 'left'>>;

/** What a poll of a step has found. */
interface Found extends Pick<PollAnswer, 'waitSeconds'> {
  readonly parts: readonly Part[];
  readonly checks: readonly (Pick<PollAnswer, 'check'> & Indexed<ResourceReference>)[];
}

/** @returns without `waitSeconds` if nothing is due again: everything has settled, or may not begin */
export async function pollDue<R extends StepResource>(
  { resources, before, since, at = since, joinsAfter = JOINS_AFTER, rulesOf = () => INDEPENDENT }: SeveralResources<R>,
  pollOne: PollOne<R>,
  isTransient: (error: Error) => boolean,
  clock: () => number,
): Promise<Found> {
  const start = clock();
  const parts: Part[] = resources.map((_, index) => before[index] ?? { due: 0 });
  const checks: (Pick<PollAnswer, 'check'> & Indexed<ResourceReference>)[] = [];
  const polled = new Set<number>();
  const open = (rules: PollRules) =>
    resources
      .flatMap((resource, index) => {
        const part = parts[index] ?? {};
        if (part.due === undefined || !isOpen(resource, parts) || !rules.mayBegin(index)) return [];
        return { index, resource, part, ...timesOf(part, rules.delayOf(index)) };
      })
      .sort((one, other) => one.due - other.due);
  while (clock() - start <= BUDGET) {
    const rules = rulesOf(parts);
    const next = open(rules).find(({ index, joins }) => !polled.has(index) && start >= joins);
    if (next === undefined) break;
    const { index, resource } = next;
    const begun = resource.after === undefined ? {} : { begun: at };
    const part = { ...begun, ...(resource.continues && parts[resource.after?.[0] ?? index]), ...next.part };
    polled.add(index);
    try {
      const answer = await pollOne({ resource, index }, part, rules.closenessOf(index, clock()));
      if (answer.check !== undefined) checks.push({ resource, index, check: answer.check });
      parts[index] = partOf(part, answer, clock(), joinsAfter);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      parts[index] = (isTransient(error) && retryOf(part, clock())) || {
        ...(part.stepState && { stepState: part.stepState }),
        failure: failureOf(resource, error),
      };
      if (parts[index]?.failure) skipDependents(resources, parts);
    }
  }
  const now = clock();
  const waits = open(rulesOf(parts)).map(({ part, due }) => {
    // What is left of this poll does not wait, and what failed with a transient error has delays of its own.
    const isNow = due <= start || part.retries !== undefined;
    const shortest = isNow ? 1 : shortestWaitOf(new Date(part.begun ?? since), new Date(now));
    return Math.max(shortest, Math.ceil((due - now) / 1000));
  });
  return { parts, checks, ...(waits.length > 0 && { waitSeconds: Math.min(...waits) }) };
}

/** One that has never been polled is due at once. */
function timesOf({ due = 0, joins = 0 }: Part, delay: number): Required<Pick<Part, 'due' | 'joins'>> {
  return due === 0 ? { due, joins } : { due: due + delay, joins: joins + delay };
}

/** True if all that the resource needs is ready. */
export function isOpen({ after = [] }: StepResource, parts: readonly Part[]): boolean {
  return after.every((index) => isReady(parts[index]));
}

export function isReady(part: Part | undefined): boolean {
  return part !== undefined && part.due === undefined && part.failure === undefined && !part.isSkipped;
}

/** What needs something that has failed is not begun. */
function skipDependents(resources: readonly StepResource[], parts: Part[]): void {
  for (const [index, { after = [] }] of resources.entries())
    if (after.some((needed) => parts[needed]?.failure || parts[needed]?.isSkipped)) parts[index] = { isSkipped: true };
}

/** @returns undefined if none has failed, but for data whose refusal was notified before */
export function failureOfAll(parts: readonly Part[], explanation = ''): Error | undefined {
  const all = parts.flatMap(({ failure }) => failure ?? []);
  const [before, failures] = [true, false].map((is) => all.filter(({ name }) => (name === 'RefusedBefore') === is));
  return failures?.length ? new StepFailed([...failures, ...(before ?? [])], explanation) : undefined;
}

function partOf(
  { begun }: Part,
  { status, waitSeconds, stepState, isInProgress, polls, left }: Awaited<ReturnType<PollOne<StepResource>>>,
  now: number,
  joinsAfter: number,
): Part {
  if (waitSeconds === undefined) return { stepState, ...(left !== undefined && { left }) };
  const wait = waitSeconds * 1000;
  return {
    ...{ stepState, due: now + wait, joins: now + wait * joinsAfter, ...(polls !== undefined && { polls }) },
    ...(isInProgress && { isInProgress }),
    ...(status === 'QUOTA_REACHED' ? { isQueued: true } : begun !== undefined && { begun }),
  };
}

/** Retried after 2 s, then 4 s, up to two minutes; undefined after an hour, which is as long as the state machine retries its tasks. */
function retryOf({ isQueued: _, ...part }: Part, now: number): Part | undefined {
  const retries = (part.retries ?? 0) + 1;
  const due = now + 1000 * Math.min(2 ** retries, LONGEST_DELAY);
  return retries > RETRIES ? undefined : { ...part, due, joins: due, retries };
}

/** Seconds. */
const LONGEST_DELAY = 120;
const RETRIES = 35;

/** The message of a RunError names the resource. */
function failureOf({ type, pointer }: ResourceReference, error: Error): NonNullable<Part['failure']> {
  const isNamed = error instanceof RunError || error instanceof RefusedBefore;
  const named = isNamed ? error : new StepBroke(`${type} at ${pointer}`, describeError(error));
  return { name: named.name, message: named.message };
}
