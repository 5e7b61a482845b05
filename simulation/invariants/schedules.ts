import type { Team } from '../simulate/operated-aws';
import { type DesiredTask, desiredTasks } from '../simulate/tasks';
import type { World } from '../simulate/world';
import type { Broken, Invariant } from './invariant';
import { items } from './record-items';

interface Schedule {
  readonly Name: string;
  readonly State: string;
  readonly ScheduleExpression: string;
  readonly ScheduleExpressionTimezone: string;
  readonly FlexibleTimeWindow: { readonly Mode: string; readonly MaximumWindowInMinutes?: number };
  readonly Target: { readonly Arn: string; readonly Input: string };
}

/**
 * Maximum milliseconds for which a task that has left the file may be kept, from the beginning of the task's last run. The
 * task is kept for six hours, because the call that begins the run may still be repeated. The next night then deletes the task.
 */
const KEPT_WITHIN = 36 * 3_600_000;
/** Maximum difference between the clock of a function and the clock of the simulation, in milliseconds. */
const SKEW = 60_000;

export const schedulesEqualTheFile: Invariant = {
  name: 'the schedules match the file: names, times, states, targets',
  check: async (world, broken) => {
    const schedules = await schedulesOf(world);
    const tasks = await items(world, 'task#');
    const states = new Map(tasks.map(({ item, state }) => [item?.S, state?.S]));
    const kept = new Date(world.local.clock.now() - KEPT_WITHIN).toISOString();
    // A task that has left the file is deleted by the last upload if the task's last run ended before this upload.
    const rested = new Date(world.restedAt - SKEW).toISOString();
    const isKept = ({ state, runningSince, lastFinishedAt }: (typeof tasks)[number]) =>
      state?.S === 'REMOVED' && ((runningSince?.S ?? '') > kept || (lastFinishedAt?.S ?? '') > rested);
    const ending = new Set(tasks.filter(isKept).map(({ item }) => item?.S));
    for (const team of world.teams) {
      const desired = desiredTasks(team.name, team.group, team.edition);
      for (const task of desired)
        checkTask(world, team, task, schedules.get(task.name), states.get(`task#${task.name}`), broken);
      const names = new Set(desired.map(({ name }) => name));
      for (const name of schedules.keys())
        if (isOfTeam(team, name) && !names.has(name)) broken(`schedule ${name} is not in the file`);
      for (const item of states.keys())
        if (isOfTeam(team, item ?? '') && !names.has(String(item).slice('task#'.length)) && !ending.has(item))
          broken(`${item} is not in the file`);
    }
  },
};

function isOfTeam({ name }: Team, text: string): boolean {
  return new RegExp(`-${name}(-|$)`).test(text);
}

function checkTask(
  world: World,
  team: Team,
  task: DesiredTask,
  schedule: Schedule | undefined,
  state: string | undefined,
  broken: Broken,
): void {
  const { name } = task;
  if (schedule === undefined) {
    broken(`schedule ${name} is missing`);
    return;
  }
  const { Mode: mode, MaximumWindowInMinutes: minutes } = schedule.FlexibleTimeWindow;
  const input = JSON.parse(schedule.Target.Input) as Readonly<Record<string, unknown>>;
  const expected = world.pauses.stateOf(name, world.executionLog.uploadRuns()) ?? state;
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['expression', schedule.ScheduleExpression, task.expression],
    ['time zone', schedule.ScheduleExpressionTimezone, task.timezone ?? 'UTC'],
    ['window', mode === 'OFF' ? undefined : minutes, task.flexibleTimeWindowMinutes],
    ['state in the record table', state, expected],
    ['state', schedule.State, expected],
    ['target', schedule.Target.Arn, world.local.names.runStateMachineArn],
    ['dataset group', input.datasetGroup, team.name],
    ['task', input.task, name],
  ];
  for (const [what, is, shouldBe] of pairs)
    if (is !== shouldBe) broken(`schedule ${name}: its ${what} is ${is}, it must be ${shouldBe}`);
}

async function schedulesOf({ local, teams }: World): Promise<ReadonlyMap<string, Schedule>> {
  const GroupName = local.names.scheduleGroup;
  const { Schedules: list } = (await local.aws.call('scheduler', 'ListSchedules', { GroupName })) as {
    readonly Schedules: readonly { readonly Name: string }[];
  };
  const found = new Map<string, Schedule>();
  for (const { Name } of list) {
    if (!teams.some((team) => isOfTeam(team, Name))) continue;
    found.set(Name, (await local.aws.call('scheduler', 'GetSchedule', { Name, GroupName })) as Schedule);
  }
  return found;
}
