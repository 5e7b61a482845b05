import { setTimeout as sleep } from 'node:timers/promises';
import { isTransientError } from '../../lib/aws/transient-errors';
import { APPROVAL_SUPERSEDED, type Run, SUPERSEDED } from '../../lib/record-table/runs';
import { CliFailure, explain } from '../failure';
import type { Output } from '../output';
import { shortId } from '../run-search';
import { Delays } from './delays';
import { endLines, RunProgress } from './progress';
import type { FinishedRun, RunSource } from './run-source';

/** A run that was started, or that is about to begin. */
export interface Followed {
  readonly datasetGroup: string;
  /** Finds the record of the run, or the refusal of its file; undefined if neither exists yet. */
  readonly find: () => Promise<Run | undefined>;
}

/** This machine's clock. */
export interface Timer {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<unknown>;
}

const TIMER: Timer = { now: Date.now, sleep };

/** True if the run has succeeded, and no other upload has superseded the run or its file. */
export function isApplied({ status, note }: Run): boolean {
  const hasSucceeded = status === 'UNCHANGED' || status === 'SUCCEEDED';
  return hasSucceeded && note !== SUPERSEDED && !note?.endsWith(APPROVAL_SUPERSEDED);
}

/** Thrown if runs could not be followed to their end. The runs continue without the command. */
export class FollowFailure extends CliFailure {
  /** @param finished runs that finished before the failure */
  constructor(
    message: string,
    hint: string,
    readonly finished: readonly FinishedRun[],
  ) {
    super(message, hint);
  }
}

/**
 * Follows runs until all have finished, and prints changes of their resources. After a transient error, continues to
 * poll.
 * @param interval seconds between polls of the runs
 * @throws FollowFailure if a run does not begin, or cannot be polled
 */
export async function follow(
  source: RunSource,
  followed: readonly Followed[],
  interval: number,
  output: Output,
  timer: Timer = TIMER,
): Promise<readonly FinishedRun[]> {
  const delays = new Delays(timer.now, output);
  const begun = new Map<Followed, Run>();
  const finished = new Map<Followed, FinishedRun>();
  const progress = new Map(followed.map((each) => [each, new RunProgress(source, output, followed.length > 1)]));
  const unfinished = () => followed.filter((each) => !finished.has(each));
  const poll = async () => {
    for (const each of unfinished()) {
      const run = await each.find();
      if (run === undefined) continue;
      begun.set(each, run);
      const resources = (await progress.get(each)?.show(run)) ?? [];
      if (run.status === 'RUNNING') continue;
      const end = { ...run, resources, decisions: await source.decisions.ofRun(run.datasetGroup, run.id) };
      for (const line of endLines(each.datasetGroup, end, output)) output.line(line);
      finished.set(each, end);
    }
    const missing = followed.filter((each) => !begun.has(each)).map(({ datasetGroup }) => datasetGroup);
    if (finished.size < followed.length) delays.check(source.now(), missing);
  };
  const ends = () => followed.flatMap((each) => finished.get(each) ?? []);
  while (finished.size < followed.length) {
    try {
      await poll();
    } catch (error) {
      const { message, hint } = explain(error) ?? {};
      if (message === undefined) throw error;
      const hints = [hint ?? [], unfinished().map((each) => whereShown(each, begun.get(each)))].flat(2);
      if (!(error instanceof Error && isTransientError(error)))
        throw new FollowFailure(message, hints.join('\n'), ends());
      delays.sayFailed(message);
    }
    if (finished.size < followed.length) await timer.sleep(interval * 1000);
  }
  return ends();
}

/** Hint that names the command with which users can see a run that is no longer followed. */
function whereShown({ datasetGroup }: Followed, run: Run | undefined): string {
  return run === undefined
    ? `The run of '${datasetGroup}' may begin later: \`personalize-mlops status ${datasetGroup}\` shows it.`
    : `The run of '${datasetGroup}' goes on: \`personalize-mlops runs show ${shortId(run.id)}\` shows it.`;
}
