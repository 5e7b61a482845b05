import { CreateScheduleCommand } from '@aws-sdk/client-scheduler';
import type { Question } from '../question';
import { resultOf } from '../sandbox';
import { SCHEDULER_ROLE } from '../schedule';
import { stateMachine } from '../state-machine';

export const schedulerTimeZones: Question = {
  id: 'scheduler-time-zones',
  asks: 'which time zone names Scheduler accepts: old ones of the IANA database, lower case, offsets',
  emulated:
    'names that Node.js accepts, in upper or lower case, but no offsets. `terraform apply` fails for a wrong `schedule_timezone`, which the nightly schedules use.',
  check: {
    creates: 'a state machine, and three schedules that never run',
    dollars: 0,
    expected: 'europe/berlin: accepted; EST5EDT: accepted; +01:00: ValidationException',
    async ask(sandbox) {
      const RoleArn = await sandbox.once('role of schedules', (shared) => shared.role(SCHEDULER_ROLE));
      const Arn = await stateMachine(sandbox, { End: { Type: 'Succeed' } });
      const results: string[] = [];
      for (const zone of ['europe/berlin', 'EST5EDT', '+01:00']) {
        const schedule = new CreateScheduleCommand({
          Name: sandbox.name(),
          State: 'DISABLED',
          ScheduleExpression: 'cron(0 3 * * ? *)',
          ScheduleExpressionTimezone: zone,
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: { Arn, RoleArn },
        });
        results.push(`${zone}: ${await resultOf(sandbox.clients.scheduler.send(schedule))}`);
      }
      return results.join('; ');
    },
  },
};
