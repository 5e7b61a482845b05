import { Aborted, StatesError } from '../errors';
import type { Json } from '../json';
import { Cancellation } from './cancellation';
import type { Flow } from './flow';

/** Branches or iterations that run concurrently. */
export interface Fork {
  readonly count: number;
  /** Maximum concurrency. */
  readonly limit: number;
  readonly run: (index: number, flow: Flow) => Promise<Json>;
  /**
   * Names in the events of an iteration: `<prefix>Started`, `…Succeeded`, `…Failed`, `…Aborted`. Absent for branches, which have no such
   * events.
   */
  readonly events?: { readonly prefix: string; readonly name: string };
}

/** State types with an event for their abortion. */
const REPORTS_ABORTION = ['Task', 'Map', 'Parallel', 'Wait'];

/**
 * Runs all branches or iterations.
 * @returns their outputs by index, whatever the order in which they ended
 * @throws StatesError the first error, after all other branches or iterations have been aborted
 */
export async function runForked(parent: Flow, fork: Fork): Promise<readonly Json[]> {
  const cancellation = new Cancellation(parent.signal);
  const startEventId = parent.previousEventId;
  const outputs: Json[] = [];
  const running = new Map<number, Flow>();
  let next = 0;

  /** Worker: runs branches or iterations one after another until none is left. A worker's events form one chain. */
  const work = async (): Promise<void> => {
    let previousEventId = startEventId;
    while (next < fork.count) {
      const index = next++;
      const flow = parent.fork(cancellation.signal, previousEventId);
      running.set(index, flow);
      try {
        recordEvent(fork, flow, 'Started', index);
        // All branches or iterations that may start now record their start before the first of them does anything.
        await undefined;
        outputs[index] = await fork.run(index, flow);
        previousEventId = flow.previousEventId;
        // Recorded on AWS: `previousEventId` of the worker's next Started event is the id of the last event inside
        // this iteration. `previousEventId` of MapStateSucceeded is the id of the Succeeded event recorded last.
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

/** @returns the id of the event, or of the flow's last event if the fork has no events of its own */
function recordEvent(
  fork: Fork,
  flow: Flow,
  what: 'Started' | 'Succeeded' | 'Failed' | 'Aborted',
  index: number,
): number {
  if (fork.events === undefined) return flow.previousEventId;
  const { prefix, name } = fork.events;
  const details = { name, index };
  // Recorded on AWS: the flow's next event has the Started event as its `previousEventId`, but never the Succeeded,
  // Failed or Aborted event.
  return what === 'Started' ? flow.record(prefix + what, details) : flow.note(prefix + what, details);
}

/**
 * Records the failure of a branch or iteration, and the abortions that it causes. Recorded on AWS: all these events
 * have the last event of the failed branch or iteration as their `previousEventId`.
 */
function recordFailure(fork: Fork, parent: Flow, running: ReadonlyMap<number, Flow>, failing: number): void {
  parent.previousEventId = running.get(failing)?.previousEventId ?? parent.previousEventId;
  if (parent.execution.history.full) return;
  recordEvent(fork, parent, 'Failed', failing);
  for (const [index, flow] of running) {
    if (index !== failing) recordEvent(fork, parent, 'Aborted', index);
    const aborted = flow.visiting;
    // A Task is the only state that is also reported as aborted when it fails by itself.
    if (aborted === 'Task' || (index !== failing && REPORTS_ABORTION.includes(aborted ?? ''))) {
      parent.note(`${aborted}StateAborted`);
    }
  }
}
