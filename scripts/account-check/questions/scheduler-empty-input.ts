import { CreateScheduleCommand } from '@aws-sdk/client-scheduler';
import { DescribeExecutionCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import type { Question } from '../question';
import { SCHEDULER_ROLE } from '../schedule';
import { stateMachine } from '../state-machine';

export const schedulerEmptyInput: Question = {
  id: 'scheduler-empty-input',
  asks: 'what the target of a schedule receives if the schedule has no input',
  emulated: 'an event with the ARN of the schedule.',
  check: {
    creates: 'a state machine and a schedule that runs every minute',
    dollars: 0.01,
    expected: 'account, detail, detail-type, id, region, resources, source, time, version',
    async ask(sandbox) {
      const { scheduler, sfn } = sandbox.clients;
      const RoleArn = await sandbox.once('role of schedules', (shared) => shared.role(SCHEDULER_ROLE));
      const stateMachineArn = await stateMachine(sandbox, { End: { Type: 'Succeed' } });
      await scheduler.send(
        new CreateScheduleCommand({
          Name: sandbox.name(),
          ScheduleExpression: 'rate(1 minute)',
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: { Arn: stateMachineArn, RoleArn },
        }),
      );
      const executionArn = await sandbox.until(async () => {
        return (await sfn.send(new ListExecutionsCommand({ stateMachineArn }))).executions?.[0]?.executionArn;
      });
      const { input = '' } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      const value: unknown = JSON.parse(input);
      return typeof value === 'object'
        ? Object.keys(value ?? {})
            .sort()
            .join(', ')
        : input;
    },
  },
};
