import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  type GetScheduleCommandOutput,
  type ListSchedulesCommand,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import type { Task } from '../../../lib/record-table/task';
import { ScheduleGroup } from '../../../lib/scheduling/schedule-group';
import { scheduleSettings } from '../../../lib/scheduling/schedule-settings';

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
  input: { solution: 'top', trainingMode: 'FULL' },
  expression: 'cron(0 1 ? * 1 *)',
  state: 'ENABLED',
};

const now = new Date('2026-01-05T00:00:00Z');

const notFound = () => new ResourceNotFoundException({ Message: 'none', message: 'none', $metadata: {} });

/** Schedule group whose only schedule is `actual`, with the requests that change it and the start dates of its updates. */
function prepare(actual: Partial<GetScheduleCommandOutput> | undefined) {
  const changes: string[] = [];
  const starts: (Date | undefined)[] = [];
  const send = async (command: object) => {
    if (command instanceof CreateScheduleCommand) changes.push('create');
    if (command instanceof UpdateScheduleCommand) {
      changes.push('update');
      starts.push(command.input.StartDate);
    }
    if (command instanceof DeleteScheduleCommand || command instanceof GetScheduleCommand) {
      const { Name, GroupName } = command.input;
      if (actual === undefined || Name !== task.name || GroupName !== 'schedules') throw notFound();
      if (command instanceof GetScheduleCommand) return actual;
      changes.push('delete');
    }
    return {};
  };
  return { group: new ScheduleGroup({ send } as unknown as SchedulerClient, target), changes, starts };
}

describe('ScheduleGroup', () => {
  test('creates a missing schedule', async () => {
    // Prepare
    const { group, changes } = prepare(undefined);

    // Act
    const done = await group.ensure(task, now);

    // Assess
    expect([done, changes]).toEqual([{ change: 'created', changedAt: now }, ['create']]);
  });

  test('does not change a schedule that matches its task', async () => {
    // Prepare
    const changedAt = new Date('2026-01-01T00:00:00Z');
    const { group, changes } = prepare({ ...scheduleSettings(task, target), LastModificationDate: changedAt });

    // Act
    const done = await group.ensure(task, now);

    // Assess
    expect([done, changes]).toEqual([{ changedAt }, []]);
  });

  test('does not change a schedule that differs only in members that the service may fill in', async () => {
    // Prepare
    const settings = scheduleSettings(task, target);
    const { group, changes } = prepare({
      ...settings,
      Description: '',
      ActionAfterCompletion: 'NONE',
      KmsKeyArn: 'arn:key',
      Target: { ...settings.Target, SqsParameters: { MessageGroupId: 'none' } },
      FlexibleTimeWindow: { ...settings.FlexibleTimeWindow, MaximumWindowInMinutes: 1 },
    });

    // Act
    const done = await group.ensure(task, now);

    // Assess
    expect([done, changes]).toEqual([{ changedAt: now }, []]);
  });

  test.each([
    ['starts at its start date if that is less than a day ahead', '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z'],
    ['starts today at the time of day of its past start date', '2025-12-20T18:30:00Z', '2026-01-05T18:30:00Z'],
    [
      'starts a day from now if its past start date has the present time of day',
      '2026-01-04T00:00:00Z',
      '2026-01-06T00:00:00Z',
    ],
    ['starts a day from now if it had no start date', undefined, '2026-01-06T00:00:00Z'],
    ['starts a day from now if its start date was years ahead', '2099-01-01T00:00:00Z', '2026-01-06T00:00:00Z'],
  ])('enables a manually disabled daily schedule, which then %s', async (_what, start, expected) => {
    // Prepare
    const daily = { ...task, expression: 'rate(1 day)' };
    const { group, starts } = prepare({
      ...scheduleSettings(daily, target),
      State: 'DISABLED',
      ...(start !== undefined && { StartDate: new Date(start) }),
    });

    // Act
    await group.ensure(daily, now);

    // Assess
    expect(starts).toEqual([new Date(expected)]);
  });

  test('starts a schedule with a changed rate one interval of the new rate from now', async () => {
    // Prepare
    const { group, starts } = prepare({
      ...scheduleSettings({ ...task, expression: 'rate(1 day)' }, target),
      StartDate: new Date('2026-01-05T09:00:00Z'),
    });

    // Act
    await group.ensure({ ...task, expression: 'rate(2 days)' }, now);

    // Assess
    expect(starts).toEqual([new Date('2026-01-07T00:00:00Z')]);
  });

  test.each([
    ['another expression', { ScheduleExpression: 'rate(1 day)' }],
    ['an end date', { EndDate: new Date('2026-02-01T00:00:00Z') }],
    ['a deletion after its last run', { ActionAfterCompletion: 'DELETE' as const }],
    ['another state', { State: 'DISABLED' as const }],
  ])('corrects a schedule that was manually given %s', async (_what, edit) => {
    // Prepare
    const { group, changes } = prepare({ ...scheduleSettings(task, target), ...edit });

    // Act
    const done = await group.ensure(task, now);

    // Assess
    expect([done, changes]).toEqual([{ change: 'updated', changedAt: now }, ['update']]);
  });

  test('refuses to change the schedule of another dataset group', async () => {
    // Prepare
    const { group, changes } = prepare(scheduleSettings({ ...task, datasetGroup: 'library' }, target));

    // Act
    const act = group.ensure(task, now);

    // Assess
    await expect(act).rejects.toThrow(
      "Schedule 'solution-maintenance-full-top' of dataset group 'shop' already belongs to dataset group 'library': its name is derived from the name of a solution or recommender. Give that solution or recommender another name.",
    );
    expect(changes).toEqual([]);
  });

  test.each([
    ['deletes the schedule of a task', 'shop', true],
    ['does not delete the schedule of another dataset group with the same name', 'library', false],
  ])('%s', async (_whose, datasetGroup, expected) => {
    // Prepare
    const { group, changes } = prepare(scheduleSettings({ ...task, datasetGroup }, target));

    // Act
    const done = await group.deleteOwn(task);

    // Assess
    expect([done, changes]).toEqual([expected, expected ? ['delete'] : []]);
  });

  test.each([
    ['nothing', undefined],
    ['invalid JSON', '{'],
    ['null', 'null'],
    ['a number', '1'],
  ])('deletes a schedule whose input was manually changed to %s', async (_what, Input) => {
    // Prepare
    const settings = scheduleSettings(task, target);
    const { group, changes } = prepare({ ...settings, Target: { ...settings.Target, Input } });

    // Act
    const done = await group.deleteOwn(task);

    // Assess
    expect([done, changes]).toEqual([true, ['delete']]);
  });

  test.each([
    ['true once it has deleted a schedule without a target', {}],
    ['false if the schedule does not exist', undefined],
  ])('returns %s', async (_what, actual) => {
    // Prepare
    const { group } = prepare(actual);

    // Act
    const done = await group.deleteOwn(task);

    // Assess
    expect(done).toBe(actual !== undefined);
  });

  test.each([
    ['says that a schedule is as desired if it matches its task', scheduleSettings(task, target), true],
    [
      'says that a schedule with another expression is not as desired',
      scheduleSettings({ ...task, expression: 'rate(1 day)' }, target),
      false,
    ],
    ['says that a missing schedule is not as desired', undefined, false],
  ])('%s', async (_what, actual, expected) => {
    // Prepare
    const { group, changes } = prepare(actual);

    // Act
    const asDesired = await group.isAsDesired(task);

    // Assess
    expect([asDesired, changes]).toEqual([expected, []]);
  });

  test('lists the names of all schedules in its schedule group, over several pages', async () => {
    // Prepare
    const pages = new Map([
      [undefined, { Schedules: [{ Name: 'a' }, { Name: 'b' }], NextToken: '2' }],
      ['2', { NextToken: '3' }],
      ['3', { Schedules: [{ Name: 'c' }] }],
    ]);
    const send = async ({ input }: ListSchedulesCommand) => {
      if (input.GroupName !== 'schedules') throw notFound();
      return pages.get(input.NextToken);
    };
    const client = Object.assign(new SchedulerClient({ region: 'us-east-1' }), { send });

    // Act
    const names = await new ScheduleGroup(client, target).names();

    // Assess
    expect(names).toEqual(['a', 'b', 'c']);
  });

  test.each([
    ['deleted', (group: ScheduleGroup) => group.delete(task.name)],
    ['read', (group: ScheduleGroup) => group.find(task.name)],
  ])('throws the error of AWS if a schedule could not be %s', async (_what, act) => {
    // Prepare
    const send = async () => {
      throw new Error('Denied.');
    };
    const group = new ScheduleGroup({ send } as unknown as SchedulerClient, target);

    // Act
    const done = act(group);

    // Assess
    await expect(done).rejects.toThrow('Denied.');
  });
});
