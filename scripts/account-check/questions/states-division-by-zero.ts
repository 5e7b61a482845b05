import type { Question } from '../question';
import { execute, stateMachine } from '../state-machine';

export const statesDivisionByZero: Question = {
  id: 'states-division-by-zero',
  asks: "the value of JSONata's 1/0",
  emulated: 'the text "Infinity", as was seen for [1/0].',
  check: {
    creates: 'a state machine',
    dollars: 0.01,
    expected: 'SUCCEEDED: "Infinity"',
    async ask(sandbox) {
      const machine = await stateMachine(sandbox, { Divide: { Type: 'Pass', Output: '{% 1 / 0 %}', End: true } });
      const { status, output, error } = await execute(sandbox, machine);
      return `${status}: ${error ?? output}`;
    },
  },
};
