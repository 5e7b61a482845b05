import type { PassState } from '../definition/asl';
import type { Outcome, Visit } from '../interpreter/visit';

export async function runPass(state: PassState, visit: Visit): Promise<Outcome> {
  return { ...(await visit.results(state, visit.input)), next: state.Next };
}
