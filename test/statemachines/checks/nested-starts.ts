import { type Machine, statesOf } from '../../support/machine';

const NESTED_START = /:states:::states:startExecution/;

/**
 * Name of every nested execution: the beginning of its parent's, and a hash of the parent, the state, the time at which it was entered, and
 * its input, in which items of a Map differ. A retried start is therefore the same start, and any other start is another one. A name has at
 * most 80 characters (StartExecution, API reference), of which 40 are the hash. `&` makes text of a list.
 */
export const NESTED_NAME =
  "{% $states.context.($substring(Execution.Name, 0, 39) & '-' & $hash(Execution.Id & [State.(Name & EnteredTime), $states.input], 'SHA-1')) %}";

const NAME_IN_USE = 'StepFunctions.ExecutionAlreadyExistsException';

/**
 * Nested executions that a retried start would start twice. StartExecution with the name and the input of a running execution returns that
 * one; once it has ended, ExecutionAlreadyExists (API reference of StartExecution, November 2026). The state is then entered again, which
 * makes another name, and the new execution finds what the first one has done.
 */
export function nestedStartProblems(machine: Machine): string[] {
  return [...statesOf(machine)].flatMap(({ name, state }) => {
    if (!NESTED_START.test(state.Resource ?? '')) return [];
    const [first] = state.Catch ?? [];
    const entersAnew =
      first?.ErrorEquals.join() === NAME_IN_USE && first.Next === name && first.Output === '{% $states.input %}';
    return [
      ...(state.Arguments?.Name === NESTED_NAME
        ? []
        : [`the execution that '${name}' starts is not named ${NESTED_NAME}`]),
      ...(entersAnew ? [] : [`'${name}' is not entered anew when the name of its execution is in use`]),
    ];
  });
}
