import type { Question } from '../question';
import { resultOf } from '../sandbox';
import { stateMachine } from '../state-machine';

export const statesTraceRole: Question = {
  id: 'states-trace-role',
  asks: 'whether a state machine whose role may not send traces is refused',
  emulated: 'no.',
  check: {
    creates: 'a state machine',
    dollars: 0,
    expected: 'accepted',
    async ask(sandbox) {
      const states = { End: { Type: 'Succeed' } };
      return resultOf(stateMachine(sandbox, states, { tracingConfiguration: { enabled: true } }));
    },
  },
};
