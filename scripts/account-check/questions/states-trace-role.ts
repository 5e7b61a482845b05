import type { Question } from '../question';
import { resultOf } from '../sandbox';
import { stateMachine } from '../state-machine';

export const statesTraceRole: Question = {
  id: 'states-trace-role',
  asks: 'whether a state machine whose role may not send traces is refused',
  emulated: 'no.',
  check: {
    creates: 'two state machines',
    dollars: 0,
    expected: 'accepted',
    async ask(sandbox) {
      const states = { End: { Type: 'Succeed' } };
      // The operator is now known to have the permissions, so a refusal is about the role.
      await stateMachine(sandbox, states);
      const traced = stateMachine(sandbox, states, { tracingConfiguration: { enabled: true } });
      return resultOf(traced, ['AccessDeniedException']);
    },
  },
};
