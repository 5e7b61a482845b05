import type { SucceedState } from '../definition/asl';
import type { StateExit, Visit } from '../interpreter/visit';

/** Ends the execution, branch or iteration that contains the state. */
export async function runSucceed(state: SucceedState, visit: Visit): Promise<StateExit> {
  return { ...(await visit.outputOf(state, visit.input)), next: undefined };
}
