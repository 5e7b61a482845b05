import { type Machine, statesOf } from '../../support/machine';

const NESTED_START = /:states:::states:startExecution/;

/**
 * Name that every nested execution must have: the beginning of its parent's name, then a hash. The hash covers the
 * parent's ARN, and the name, entry time and input of the state. Items of a Map have different inputs. So only a
 * retried start has the same name. A name has at most 80 characters (StartExecution, API reference), and the hash has
 * 40. `&` converts a list to text.
 */
export const NESTED_NAME =
  "{% $states.context.($substring(Execution.Name, 0, 39) & '-' & $hash(Execution.Id & [State.(Name & EnteredTime), $states.input], 'SHA-1')) %}";

const NAME_IN_USE = 'StepFunctions.ExecutionAlreadyExistsException';

/**
 * Problems of nested executions that a retried start could start twice. StartExecution with the name and the input of a
 * running execution returns that execution. Once that execution has ended, StartExecution fails with
 * ExecutionAlreadyExists (API reference of StartExecution, November 2026). The state is then entered again, so the next
 * execution has another name. That execution finds what the first one has done.
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
