import type { ParallelState } from '../definition/asl';
import { runForked } from '../interpreter/fork';
import { withRecovery } from '../interpreter/recovery';
import type { RunStates, StateExit, Visit } from '../interpreter/visit';

/** Runs all branches at the same time. A retry runs all branches again. */
export async function runParallel(state: ParallelState, visit: Visit, runStates: RunStates): Promise<StateExit> {
  const { flow } = visit;
  let running = false;
  const attempt = async (): Promise<StateExit> => {
    running = false;
    const input = state.Arguments === undefined ? visit.input : await visit.evaluate(state.Arguments, 'Arguments');
    flow.record('ParallelStateStarted');
    running = true;
    const result = await runForked(flow, {
      count: state.Branches.length,
      limit: state.Branches.length,
      run: async (index, inner) => {
        const branch = state.Branches[index];
        if (branch === undefined) throw new Error(`'${visit.name}' has no branch ${index}`);
        return runStates(branch, input, inner);
      },
    });
    running = false;
    flow.note('ParallelStateSucceeded');
    return { ...(await visit.outputOf(state, result, { result })), next: state.Next };
  };
  // If the evaluation of a field of the Parallel fails, before or after the branches, the history has EvaluationFailed, but no ParallelStateFailed.
  return withRecovery(state, visit, attempt, () => {
    if (running) flow.record('ParallelStateFailed');
  });
}
