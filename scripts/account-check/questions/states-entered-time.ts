import { GetExecutionHistoryCommand } from '@aws-sdk/client-sfn';
import type { Question } from '../question';
import { execute, stateMachine } from '../state-machine';

export const statesEnteredTime: Question = {
  id: 'states-entered-time',
  asks: 'whether `State.EnteredTime` stays the same when a Task is retried',
  emulated: 'yes. Otherwise a retried start of a nested execution would start a second one.',
  check: {
    creates: 'a state machine',
    dollars: 0.01,
    expected: 'the same',
    async ask(sandbox) {
      const machine = await stateMachine(sandbox, {
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::aws-sdk:dynamodb:describeTable',
          Arguments: { TableName: "{% 'entered-' & $toMillis($states.context.State.EnteredTime) %}" },
          Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxAttempts: 1 }],
          End: true,
        },
      });
      const { executionArn } = await execute(sandbox, machine);
      const { events = [] } = await sandbox.clients.sfn.send(new GetExecutionHistoryCommand({ executionArn }));
      const asked = events.flatMap(({ taskScheduledEventDetails: details }) => details?.parameters ?? []);
      if (asked.length !== 2) return `${asked.length} attempts`;
      return asked[0] === asked[1] ? 'the same' : 'another';
    },
  },
};
