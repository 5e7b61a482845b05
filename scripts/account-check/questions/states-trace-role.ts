import type { Question } from '../question';
import { resultOf } from '../sandbox';
import { stateMachine } from '../state-machine';

export const statesTraceRole: Question = {
  id: 'states-trace-role',
  asks: 'whether Step Functions refuses a state machine with tracing if its role may not send traces',
  emulated: 'no, it is accepted.',
  check: {
    creates: 'two state machines',
    dollars: 0,
    expected: 'accepted',
    async ask(sandbox) {
      const states = { End: { Type: 'Succeed' } };
      // This call shows that the operator may create state machines. So a refusal of the next call is about the role.
      await stateMachine(sandbox, states);
      const traced = stateMachine(sandbox, states, { tracingConfiguration: { enabled: true } });
      return resultOf(traced, ['AccessDeniedException']);
    },
  },
};
