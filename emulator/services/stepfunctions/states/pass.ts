import type { PassState } from '../definition/asl';
import type { StateExit, Visit } from '../interpreter/visit';

export async function runPass(state: PassState, visit: Visit): Promise<StateExit> {
  return { ...(await visit.outputOf(state, visit.input)), next: state.Next };
}
