import { setTimeout as sleep } from 'node:timers/promises';
import { NOTHING_DELETED, type Run, SUPERSEDED } from '../../lib/record-table/runs';
import type { Output } from '../output';
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

/** True if the run has done what its file says. */
export function isApplied({ status, note }: Run): boolean {
  return (status === 'UNCHANGED' || status === 'SUCCEEDED') && note !== SUPERSEDED && note !== NOTHING_DELETED;
}

/**
 * Follows runs until all have finished, and prints changes of their resources.
 * @param interval seconds between polls
 * @throws CliFailure if a run does not begin
 */
export async function follow(
  source: RunSource,
  followed: readonly Followed[],
  interval: number,
  output: Output,
  timer: Timer = TIMER,
): Promise<readonly FinishedRun[]> {
  const delays = new Delays(timer.now, output);
  const begun = new Set<Followed>();
  const finished = new Map<Followed, FinishedRun>();
  const progress = new Map(followed.map((each) => [each, new RunProgress(source, output, followed.length > 1)]));
  while (finished.size < followed.length) {
    for (const each of followed.filter((candidate) => !finished.has(candidate))) {
      const run = await each.find();
      if (run === undefined) continue;
      begun.add(each);
      const resources = (await progress.get(each)?.show(run)) ?? [];
      if (run.status === 'RUNNING') continue;
      const end = { ...run, resources, decisions: await source.decisions.ofRun(run.datasetGroup, run.id) };
      for (const line of endLines(each.datasetGroup, end, output)) output.line(line);
      finished.set(each, end);
    }
    if (finished.size === followed.length) break;
    const missing = followed.filter((each) => !begun.has(each)).map(({ datasetGroup }) => datasetGroup);
    delays.check(source.now(), missing);
    await timer.sleep(interval * 1000);
  }
  return followed.flatMap((each) => finished.get(each) ?? []);
}
