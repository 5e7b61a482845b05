import type { ChoiceState } from '../definition/asl';
import type { StateExit, Visit } from '../interpreter/visit';
import type { Json } from '../json';

/**
 * Runs a Choice. The first rule whose condition is true determines the next state, `Output` and `Assign`. If no condition is true, the
 * next state is `Default`, and the state's own `Output` and `Assign` apply. Without `Default`, the state then fails.
 */
export async function runChoice(state: ChoiceState, visit: Visit): Promise<StateExit> {
  for (const [index, rule] of state.Choices.entries()) {
    const at = `Choices[${index}]/`;
    if (await visit.evaluateTo(rule.Condition, `${at}Condition`, 'boolean', isBoolean)) {
      return { ...(await visit.outputOf(rule, visit.input, {}, at)), next: rule.Next };
    }
  }
  if (state.Default === undefined) {
    throw visit.failure(
      'States.NoChoiceMatched',
      'Failed to transition out of the state. The state does not point to a next state.',
    );
  }
  return { ...(await visit.outputOf(state, visit.input)), next: state.Default };
}

function isBoolean(value: Json): value is boolean {
  return typeof value === 'boolean';
}
