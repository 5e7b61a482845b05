import type { Question } from '../question';
import { execute, stateMachine } from '../state-machine';

export const statesLargeVariables: Question = {
  id: 'states-large-variables',
  asks: 'the error name when variables grow too large',
  emulated: 'States.DataLimitExceeded.',
  check: {
    creates: 'a state machine',
    dollars: 0.01,
    expected: 'States.DataLimitExceeded',
    async ask(sandbox) {
      const text = "{% $join([1..20000].('0123456789')) %}";
      const machine = await stateMachine(sandbox, {
        Once: { Type: 'Pass', Assign: { a: text }, Next: 'Twice' },
        Twice: { Type: 'Pass', Assign: { b: text }, Next: 'Sum' },
        Sum: { Type: 'Pass', Assign: { c: '{% $a & $b %}' }, End: true },
      });
      const { status, error } = await execute(sandbox, machine);
      return error ?? status ?? '';
    },
  },
};
