import type { Question } from '../question';
import { resultOf } from '../sandbox';
import { stateMachine } from '../state-machine';

export const statesTraceRole: Question = {
  id: 'states-trace-role',
  asks: 'whether a state machine whose role may not send traces is refused',
  emulated: 'no, it is accepted.',
  check: {
    creates: 'two state machines',
    dollars: 0,
    expected: 'accepted',
    async ask(sandbox) {
      const states = { End: { Type: 'Succeed' } };
      // Fails if the operator may not create state machines, so a refusal of the next one is about the role.
      await stateMachine(sandbox, states);
      const traced = stateMachine(sandbox, states, { tracingConfiguration: { enabled: true } });
      return resultOf(traced, ['AccessDeniedException']);
    },
  },
};
