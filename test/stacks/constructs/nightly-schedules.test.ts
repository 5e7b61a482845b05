import { LocalAws } from '../../../emulator/local-aws';
import { loadStack } from '../../../emulator/terraform/load-stack';
import type { CronExpression } from '../../../lib/schedule-expression/expression';
import { parseScheduleExpression } from '../../../lib/schedule-expression/parse';
import { instantOf, wallTimeAt } from '../../../lib/schedule-expression/time-zone';
import { resource, statements } from '../../support/configuration';
import { readSynthesis } from '../../support/synthesis';
import { synthesizedStack } from '../../support/synthesized-stack';

const path = synthesizedStack();
const { configuration } = readSynthesis(path);
/** Each schedule's address in the stack, and its name in the account. */
const DAILY = [
  ['reconciliation_reconcile_deployment_schedule', 'personalize-reconcile-deployment'],
  ['reconciliation_report_idle_capacity_schedule', 'personalize-report-idle-capacity'],
] as const;
const QUEUE = '${aws_sqs_queue.scheduling_dead_letters.arn}';

describe('A nightly schedule', () => {
  test.each(DAILY)('with the address %s sends failed invocations to the dead-letter queue', (schedulesName) => {
    // Act
    const schedule = resource(configuration, `aws_scheduler_schedule.${schedulesName}`);

    // Assess
    expect(schedule.target).toMatchObject({ dead_letter_config: { arn: QUEUE } });
    expect(statements(configuration, 'aws_iam_role_policy.reconciliation_role_policy')).toContainEqual({
      Effect: 'Allow',
      Action: ['sqs:SendMessage'],
      Resource: [QUEUE],
    });
  });

  test.each(DAILY)('with the address %s runs at 04:17 in the time zone of the schedules', async (_, Name) => {
    // Prepare
    const { aws } = new LocalAws({ seed: 1 });

    // Act
    await loadStack(aws, path, { variables: { schedule_timezone: 'Asia/Tokyo' } });

    // Assess
    const schedule = { GroupName: 'personalize-reconciliation', Name };
    expect(await aws.call('scheduler', 'GetSchedule', schedule)).toMatchObject({
      ScheduleExpression: 'cron(17 4 * * ? *)',
      ScheduleExpressionTimezone: 'Asia/Tokyo',
    });
  });

  test('runs every night in every time zone, because no clock change skips its time', () => {
    // Prepare
    const expressions = DAILY.map(([name]) =>
      String(resource(configuration, `aws_scheduler_schedule.${name}`).schedule_expression),
    );
    const { hours, minutes } = parseScheduleExpression(expressions[0] ?? '') as CronExpression;
    const [hour = 0, minute = 0] = [...hours, ...minutes];
    const nights = Array.from({ length: 365 }, (_, day) => new Date(Date.UTC(2027, 0, 1 + day, hour, minute)));

    // Act
    const hasAllNights = (timeZone: string) =>
      nights.every((night) => instantOf(wallTimeAt(night.getTime(), 'UTC'), timeZone) !== undefined);

    // Assess
    expect(new Set(expressions).size).toBe(1);
    expect(Intl.supportedValuesOf('timeZone').filter((timeZone) => !hasAllNights(timeZone))).toEqual([]);
  });

  test('with an unknown time zone is refused by EventBridge Scheduler while the stack is applied', async () => {
    // Prepare
    const { aws } = new LocalAws({ seed: 1 });

    // Act
    const load = loadStack(aws, path, { variables: { schedule_timezone: 'Europe/Berlni' } });

    // Assess: either schedule may be created first
    await expect(load).rejects.toThrow(
      /reconciliation_(report_idle_capacity|reconcile_deployment)_schedule: .*Timezone Europe\/Berlni is not valid/,
    );
  });
});
