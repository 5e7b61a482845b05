import type { Task } from '../../../lib/record-table/task';
import { scheduleSettings, startDate } from '../../../lib/scheduling/schedule-settings';

const target = {
  groupName: 'schedules',
  runStateMachineArn: 'arn:run',
  roleArn: 'arn:role',
  deadLetterQueueArn: 'arn:queue',
  timezone: 'UTC',
};

const task: Task = {
  datasetGroup: 'shop',
  name: 'solution-maintenance-full-top',
  workflow: 'solution-maintenance',
  input: { solution: 'top' },
  expression: 'cron(0 1 ? * 1 *)',
  state: 'ENABLED',
};

const now = new Date('2026-01-05T00:00:00Z');

describe('the settings of a schedule', () => {
  it('have every member, as UpdateSchedule resets the members that are missing', () => {
    // Act
    const settings = scheduleSettings(task, target);

    // Assess
    expect(settings).toEqual({
      Name: 'solution-maintenance-full-top',
      GroupName: 'schedules',
      ScheduleExpression: 'cron(0 1 ? * 1 *)',
      ScheduleExpressionTimezone: 'UTC',
      FlexibleTimeWindow: { Mode: 'OFF' },
      State: 'ENABLED',
      Target: {
        Arn: 'arn:run',
        RoleArn: 'arn:role',
        Input:
          '{"datasetGroup":"shop","task":"solution-maintenance-full-top","scheduledTime":"<aws.scheduler.scheduled-time>"}',
        DeadLetterConfig: { Arn: 'arn:queue' },
        RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 185 },
      },
    });
  });

  it("have the task's time zone, flexible time window and state", () => {
    // Act
    const settings = scheduleSettings(
      { ...task, timezone: 'Europe/Berlin', flexibleTimeWindowMinutes: 15, state: 'DISABLED' },
      target,
    );

    // Assess
    expect(settings).toMatchObject({
      ScheduleExpressionTimezone: 'Europe/Berlin',
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
      State: 'DISABLED',
    });
  });
});

describe('the start date', () => {
  it.each(['cron(0 1 ? * 1 *)', 'at(2026-02-01T00:00:00)'])('is absent for the expression %s', (expression) => {
    // Act
    const start = startDate({ ...task, expression }, now);

    // Assess
    expect(start).toBeUndefined();
  });

  it.each([
    ['is a day from now if the schedule is new', undefined, '2026-01-06T00:00:00Z'],
    ['is a day from now if the existing start date is this moment', '2026-01-05T00:00:00Z', '2026-01-06T00:00:00Z'],
    ['does not change if the existing start date is a second from now', '2026-01-05T00:00:01Z', '2026-01-05T00:00:01Z'],
  ])('of a schedule with a daily rate %s', (_what, begun, expected) => {
    // Prepare
    const daily = { ...task, expression: 'rate(1 day)' };
    const actual = begun === undefined ? undefined : { ScheduleExpression: 'rate(1 day)', StartDate: new Date(begun) };

    // Act
    const start = startDate(daily, now, actual);

    // Assess
    expect(start).toEqual(new Date(expected));
  });
});
