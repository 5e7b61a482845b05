import type { Question } from '../question';
import { execute, stateMachine } from '../state-machine';

export const statesIntegrationTimes: Question = {
  id: 'states-integration-times',
  asks: 'in which format the results of optimized integrations contain times',
  emulated: 'as epoch milliseconds.',
  check: {
    creates: 'two state machines',
    dollars: 0.01,
    expected: 'a number',
    async ask(sandbox) {
      const stateMachineArn = await stateMachine(sandbox, { End: { Type: 'Succeed' } });
      const machine = await stateMachine(sandbox, {
        Start: {
          Type: 'Task',
          Resource: 'arn:aws:states:::states:startExecution',
          Arguments: { StateMachineArn: stateMachineArn },
          Output: '{% $type($states.result.StartDate) %}',
          End: true,
        },
      });
      const { output, error } = await execute(sandbox, machine);
      return error ?? `a ${String(JSON.parse(output ?? ''))}`;
    },
  },
};
