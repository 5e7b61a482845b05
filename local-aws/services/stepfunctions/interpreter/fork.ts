import { Aborted, StatesError } from '../errors';
import type { Json } from '../json';
import { Cancellation } from './cancellation';
import type { Flow } from './flow';

/** Branches or iterations that run side by side. */
export interface Fork {
  readonly count: number;
  /** How many at once. */
  readonly limit: number;
  readonly run: (index: number, flow: Flow) => Promise<Json>;
  /** Event details of one of them; events `<prefix>Started`, `Succeeded`, `Failed`, `Aborted` tell of each. */
  readonly events?: { readonly prefix: string; readonly name: string };
}

/** State types that have an event for being aborted. */
const REPORTS_ABORTION = ['Task', 'Map', 'Parallel', 'Wait'];

/**
 * Runs them all.
 * @returns their outputs by index, whatever the order in which they ended
 * @throws StatesError the first error; the others have been aborted by then
 */
export async function runForked(parent: Flow, fork: Fork): Promise<readonly Json[]> {
  const cancellation = new Cancellation(parent.signal);
  const startEventId = parent.previousEventId;
  const outputs: Json[] = [];
  const running = new Map<number, Flow>();
  let next = 0;

  /** Takes one after another until none is left; its own chain of events goes on from one to the next. */
  const work = async (): Promise<void> => {
    let previousEventId = startEventId;
    while (next < fork.count) {
      const index = next++;
      const flow = parent.fork(cancellation.signal, previousEventId);
      running.set(index, flow);
      try {
        tell(fork, flow, 'Started', index);
        // All that may start now are told of before the first one does anything.
        await undefined;
        outputs[index] = await fork.run(index, flow);
        previousEventId = flow.previousEventId;
        parent.previousEventId = previousEventId;
        tell(fork, flow, 'Succeeded', index);
      } catch (error) {
        if (!(error instanceof StatesError || error instanceof Aborted))
          parent.execution.aws.clock.fail(error);
        if (!cancellation.signal.aborted) {
          cancellation.abort(new Aborted('A sibling failed.'));
          if (error instanceof StatesError) publishFailure(fork, parent, running, index);
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

function tell(
  fork: Fork,
  flow: Flow,
  what: 'Started' | 'Succeeded' | 'Failed' | 'Aborted',
  index: number,
): void {
  if (fork.events === undefined) return;
  const { prefix, name } = fork.events;
  const details = { name, index };
  // Only the start is followed by the inner events; the end is told on the side (recorded).
  if (what === 'Started') flow.record(prefix + what, details);
  else flow.note(prefix + what, details);
}

/** Recorded: everything that a failure brings about follows the failing event. */
function publishFailure(fork: Fork, parent: Flow, running: ReadonlyMap<number, Flow>, failing: number): void {
  parent.previousEventId = running.get(failing)?.previousEventId ?? parent.previousEventId;
  if (parent.execution.history.full) return;
  tell(fork, parent, 'Failed', failing);
  for (const [index, flow] of running) {
    if (index !== failing) tell(fork, parent, 'Aborted', index);
    const aborted = flow.visiting;
    // Of what fails by itself only a Task is also told of as aborted.
    if (aborted === 'Task' || (index !== failing && REPORTS_ABORTION.includes(aborted ?? ''))) {
      parent.note(`${aborted}StateAborted`);
    }
  }
}
