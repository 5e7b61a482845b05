import { assignedBy, type Machine, statesOf } from '../../support/machine';

const MAX_NAME_LENGTH = 80;

/** Fields of JSONPath states. They have no meaning in JSONata, but asl-validator accepts them. */
const JSONPATH_FIELDS = [
  'InputPath',
  'OutputPath',
  'ResultPath',
  'Parameters',
  'ResultSelector',
  'ItemsPath',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'MaxConcurrencyPath',
  'ErrorPath',
  'CausePath',
  'Result',
];

/** Violations of the project's own rules for state machines. */
export function conventionProblems(machine: Machine): string[] {
  const states = [...statesOf(machine)];
  const names = states.map(({ name }) => name);
  return [
    ...(machine.Comment ? [] : ['the machine has no Comment']),
    ...(machine.QueryLanguage === 'JSONata' ? [] : ["the machine's QueryLanguage is not JSONata"]),
    ...names.filter((name, index) => names.indexOf(name) < index).map((name) => `two states are called '${name}'`),
    ...names
      .filter((name) => name.length > MAX_NAME_LENGTH)
      .map((name) => `'${name}' is longer than ${MAX_NAME_LENGTH}`),
    ...states.flatMap(({ name, state }) =>
      Object.keys(state)
        .filter((field) => JSONPATH_FIELDS.includes(field))
        .map((field) => `'${name}' has ${field}, a field of JSONPath`),
    ),
    ...states
      .filter(({ state }) => state.QueryLanguage !== undefined)
      .map(({ name }) => `'${name}' has a QueryLanguage of its own`),
    ...states.flatMap(({ name, state, outerVariables }) =>
      assignedBy(state)
        .filter((variable) => outerVariables.has(variable))
        .map((variable) => `'${name}' assigns $${variable}, which belongs to the scope around it`),
    ),
  ];
}
