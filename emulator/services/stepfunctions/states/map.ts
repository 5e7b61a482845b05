import type { MapState } from '../definition/asl';
import { runForked } from '../interpreter/fork';
import { withRecovery } from '../interpreter/recovery';
import type { RunStates, StateExit, Visit } from '../interpreter/visit';
import { isJsonList, type Json } from '../json';
import { LIMITS } from '../limits';

/** Runs the item processor for each item. A retry runs all iterations again. */
export async function runMap(state: MapState, visit: Visit, runStates: RunStates): Promise<StateExit> {
  const { flow } = visit;
  let running = false;
  const attempt = async (): Promise<StateExit> => {
    // Recorded on AWS: if the evaluation of `Items` fails, the history has MapStateFailed.
    running = true;
    const items = await itemsOf(state, visit);
    running = false;
    const inputs = await iterationInputs(state, visit, items);
    const ownLimit = await visit.evaluateInteger(
      state.MaxConcurrency ?? 0,
      'MaxConcurrency',
      0,
      Number.MAX_SAFE_INTEGER,
    );
    flow.record('MapStateStarted', { length: inputs.length });
    running = true;
    const result = await runForked(flow, {
      count: inputs.length,
      limit: Math.min(ownLimit || LIMITS.mapConcurrency, LIMITS.mapConcurrency),
      run: (index, inner) => runStates(state.ItemProcessor, inputs[index] ?? null, inner),
      events: { prefix: 'MapIteration', name: visit.name },
    });
    running = false;
    flow.note('MapStateSucceeded');
    return { ...(await visit.outputOf(state, result, { result })), next: state.Next };
  };
  // If the evaluation of a field of the Map other than `Items` fails, the history has EvaluationFailed, but no MapStateFailed.
  return withRecovery(state, visit, attempt, () => {
    if (running) flow.record('MapStateFailed');
  });
}

/**
 * Returns the inputs of all iterations. They are evaluated before the first iteration starts. It is unconfirmed when AWS
 * evaluates them: `states-map-items` in docs/local-aws.md.
 */
async function iterationInputs(state: MapState, visit: Visit, items: readonly Json[]): Promise<readonly Json[]> {
  const { ItemSelector } = state;
  if (ItemSelector === undefined) return items;
  const inputs: Json[] = [];
  for (const [Index, Value] of items.entries()) {
    inputs.push(await visit.evaluate(ItemSelector, 'ItemSelector', { item: { Index, Value } }));
  }
  return inputs;
}

async function itemsOf(state: MapState, visit: Visit): Promise<readonly Json[]> {
  if (state.Items !== undefined) return visit.evaluateTo(state.Items, 'Items', 'array', isJsonList);
  if (isJsonList(visit.input)) return visit.input;
  throw visit.evaluationFailed(`Map state input must be an array but was: ${JSON.stringify(visit.input)}`);
}
