import type { SucceedState } from '../definition/asl';
import type { StateExit, Visit } from '../interpreter/visit';

/** Ends the machine, the branch or the iteration that it is in. */
export async function runSucceed(state: SucceedState, visit: Visit): Promise<StateExit> {
  return { ...(await visit.results(state, visit.input)), next: undefined };
}
