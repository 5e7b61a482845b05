import type { StatesBlock } from '../definition/asl';
import type { Json } from '../json';
import { runState } from '../states';
import type { Flow } from './flow';
import { Visit } from './visit';

/**
 * Runs a machine, a branch or an iteration to its end.
 * @returns the output of the last state
 * @throws StatesError if a state fails and no catcher inside the block matches the error
 */
export async function runStates(block: StatesBlock, input: Json, flow: Flow): Promise<Json> {
  let name = block.StartAt;
  let current = input;
  for (;;) {
    const state = block.States[name];
    if (state === undefined) throw new Error(`The checked definition has no state '${name}'.`);
    const visit = new Visit(flow, name, state, current);
    const stateExit = await runState(state, visit, runStates);
    visit.exit(stateExit);
    flow.scope.assign(stateExit.assign ?? {});
    if (stateExit.next === undefined) return stateExit.output;
    name = stateExit.next;
    current = stateExit.output;
  }
}
