import { Aborted, StatesError } from '../errors';
import type { Json } from '../json';
import { Cancellation } from './cancellation';
import type { Flow } from './flow';

/** Branches or iterations that run concurrently. */
export interface Fork {
  readonly count: number;
  /** Maximum number of branches or iterations that run at the same time. */
  readonly limit: number;
  readonly run: (index: number, flow: Flow) => Promise<Json>;
  /**
   * Prefix of the event types of an iteration (`<prefix>Started`, `…Succeeded`, `…Failed`, `…Aborted`), and the name in these events.
   * Absent for branches, which have no such events.
   */
  readonly events?: { readonly prefix: string; readonly name: string };
}

/** State types for which the history has an event if a state is aborted. */
const REPORTS_ABORTION = ['Task', 'Map', 'Parallel', 'Wait'];

/**
 * Runs all branches or iterations.
 * @returns the outputs in the order of the branches or items, not in the order in which they ended
 * @throws StatesError the first error of a branch or iteration. The others that run are then aborted, and no more start
 */
export async function runForked(parent: Flow, fork: Fork): Promise<readonly Json[]> {
  const cancellation = new Cancellation(parent.signal);
  const startEventId = parent.previousEventId;
  const outputs: Json[] = [];
  const running = new Map<number, Flow>();
  let next = 0;

  /** Worker that runs branches or iterations one after another until none is left. The events of one worker form one chain. */
  const work = async (): Promise<void> => {
    let previousEventId = startEventId;
    while (next < fork.count) {
      const index = next++;
      const flow = parent.fork(cancellation.signal, previousEventId);
      running.set(index, flow);
      try {
        recordEvent(fork, flow, 'Started', index);
        // This pause lets all branches or iterations that may start now record their start before one of them continues.
        await undefined;
        outputs[index] = await fork.run(index, flow);
        previousEventId = flow.previousEventId;
        // Recorded on AWS: the `previousEventId` of the worker's next MapIterationStarted is the id of the last event inside
        // this iteration. The `previousEventId` of MapStateSucceeded is the id of the last MapIterationSucceeded.
        parent.previousEventId = recordEvent(fork, flow, 'Succeeded', index);
      } catch (error) {
        if (!(error instanceof StatesError || error instanceof Aborted)) parent.execution.aws.clock.fail(error);
        if (!cancellation.signal.aborted) {
          cancellation.abort(new Aborted('A sibling failed.'));
          if (error instanceof StatesError) recordFailure(fork, parent, running, index);
        }
        throw error;
      } finally {
        running.delete(index);
        flow.scope.release();
      }
    }
  };

  try {
    await Promise.all(Array.from({ length: Math.min(fork.limit, fork.count) }, work));
    return outputs;
  } finally {
    cancellation.release();
  }
}

/** @returns the id of the new event, or the flow's `previousEventId` if the fork has no events of its own */
function recordEvent(
  fork: Fork,
  flow: Flow,
  what: 'Started' | 'Succeeded' | 'Failed' | 'Aborted',
  index: number,
): number {
  if (fork.events === undefined) return flow.previousEventId;
  const { prefix, name } = fork.events;
  const details = { name, index };
  // Recorded on AWS: the id of a Started event becomes the `previousEventId` of the flow's next event. The id of a Succeeded,
  // Failed or Aborted event does not.
  return what === 'Started' ? flow.record(prefix + what, details) : flow.note(prefix + what, details);
}

/**
 * Records the failure of a branch or iteration, and the abortions that follow from this failure. Recorded on AWS: the
 * `previousEventId` of all these events is the id of the last event in the failed branch or iteration.
 */
function recordFailure(fork: Fork, parent: Flow, running: ReadonlyMap<number, Flow>, failing: number): void {
  parent.previousEventId = running.get(failing)?.previousEventId ?? parent.previousEventId;
  if (parent.execution.history.full) return;
  recordEvent(fork, parent, 'Failed', failing);
  for (const [index, flow] of running) {
    if (index !== failing) recordEvent(fork, parent, 'Aborted', index);
    const aborted = flow.visiting;
    // A Task is reported as aborted even if the Task itself has failed. Other states are reported only in the siblings of the failed branch or iteration.
    if (aborted === 'Task' || (index !== failing && REPORTS_ABORTION.includes(aborted ?? ''))) {
      parent.note(`${aborted}StateAborted`);
    }
  }
}
