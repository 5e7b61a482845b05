import type { FailState } from '../definition/asl';
import { StatesError } from '../errors';
import type { Visit } from '../interpreter/visit';
import type { Json } from '../json';

/** @throws StatesError always: with the state's `Error` and `Cause`, or `States.QueryEvaluationError` if one of them cannot be evaluated */
export async function runFail(state: FailState, visit: Visit): Promise<never> {
  const text = async (field: 'Error' | 'Cause') => {
    const value = state[field];
    return value === undefined ? undefined : visit.evaluateTo(value, field, 'string', isString);
  };
  throw new StatesError(await text('Error'), await text('Cause'));
}

function isString(value: Json): value is string {
  return typeof value === 'string';
}
