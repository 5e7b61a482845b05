import { isObject } from '../json';

export interface AssignedVariable {
  readonly name: string;
  /** Location of the member of `Assign` that sets the variable. */
  readonly location: string;
}

/** Returns the variables that the states assign in their own scope. Assignments inside a nested Map or Parallel are not included. */
export function assignedVariables(
  states: Readonly<Record<string, unknown>>,
  location: string,
): readonly AssignedVariable[] {
  const found: AssignedVariable[] = [];
  const add = (holder: unknown, at: string) => {
    if (!isObject(holder) || !isObject(holder.Assign)) return;
    for (const name of Object.keys(holder.Assign)) found.push({ name, location: `${at}/Assign/${name}` });
  };
  for (const [stateName, state] of Object.entries(states)) {
    const at = `${location}/${stateName}`;
    add(state, at);
    if (!isObject(state)) continue;
    for (const list of ['Choices', 'Catch'] as const) {
      const elements: unknown = state[list];
      if (!Array.isArray(elements)) continue;
      for (const [index, element] of elements.entries()) add(element, `${at}/${list}[${index}]`);
    }
  }
  return found;
}
