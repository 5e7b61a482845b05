import { type Machine, statesOf } from './machine';

const NESTED_START = /:states:::states:startExecution/;

/**
 * What a nested execution's name must be made of, so that a retried start is the same start, and any other start another one: the
 * execution, the state, the time at which it was entered, and its input, in which items of a Map differ.
 */
const PARTS = [
  '$states.context.Execution.Id',
  '$states.context.State.Name',
  '$states.context.State.EnteredTime',
  '$states.input',
];

const NAME_IN_USE = 'StepFunctions.ExecutionAlreadyExistsException';

/**
 * Nested executions that a retried start would start twice. StartExecution with the name and the input of a running execution answers
 * with that one; once it has ended, with ExecutionAlreadyExists (API reference of StartExecution, November 2026). Then the state is
 * entered anew, which makes another name, and the new execution finds what the first one has done.
 */
export function nestedStartProblems(machine: Machine): string[] {
  return [...statesOf(machine)].flatMap(({ name, state }) => {
    if (!NESTED_START.test(state.Resource ?? '')) return [];
    const given = String(state.Arguments?.Name ?? '');
    const missing = PARTS.filter((part) => !given.includes(part));
    const [first] = state.Catch ?? [];
    const entersAnew =
      first?.ErrorEquals.join() === NAME_IN_USE &&
      first.Next === name &&
      first.Output === '{% $states.input %}';
    return [
      ...(missing.length > 0
        ? [`the execution that '${name}' starts is not named after ${missing.join(', ')}`]
        : []),
      ...(entersAnew ? [] : [`'${name}' is not entered anew when the name of its execution is in use`]),
    ];
  });
}
