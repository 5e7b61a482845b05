import cronstrue from 'cronstrue';
import { didYouMean } from '../lib/parameter-file/did-you-mean';
import type { Task } from '../lib/record-table/task';
import { nextRun } from '../lib/schedule-expression/next-run';
import { parseScheduleExpression } from '../lib/schedule-expression/parse';
import type { DeployedAws } from './aws';
import { CliFailure } from './failure';

/** @throws CliFailure if no dataset group has the task */
export async function findTask(aws: DeployedAws, name: string): Promise<Task> {
  const known: string[] = [];
  for (const group of await aws.datasetGroups.names()) {
    for (const task of await aws.tasks.ofFile(group)) {
      if (task.name === name) return task;
      known.push(task.name);
    }
  }
  throw new CliFailure(
    `Task '${name}' not found.`,
    known.length === 0
      ? 'This deployment has no tasks: no parameter file has a schedule, or the data or resources that the schedules need are not ready.'
      : (didYouMean(name, known) ?? '`personalize-mlops schedules list` lists the tasks.'),
  );
}

/**
 * Times of the task's next runs. A rate counts from the start of the task's schedule in EventBridge Scheduler. Empty if
 * the task is deactivated, has no schedule in EventBridge Scheduler, or does not run again.
 */
export async function nextRuns(task: Task, aws: DeployedAws, count: number): Promise<readonly Date[]> {
  if (task.state !== 'ENABLED') return [];
  const schedule = await aws.schedules.find(task.name);
  if (schedule === undefined) return [];
  const expression = parseScheduleExpression(task.expression);
  const start = (schedule.StartDate ?? schedule.CreationDate)?.getTime();
  const options = { timeZone: timezoneOf(task, aws), start };
  const times: Date[] = [];
  for (let after = aws.now(); times.length < count; ) {
    const next = nextRun(expression, after, options);
    if (next === undefined) break;
    times.push(new Date(next));
    after = next;
  }
  return times;
}

export function timezoneOf(task: Task, { names }: DeployedAws): string {
  return task.timezone ?? names.scheduleTimezone;
}

/** A schedule in words: "At 03:00, only on Monday" for `cron(0 3 ? * MON *)`. */
export function inWords(expression: string): string {
  const [, kind = '', inside = ''] = /^(\w+)\((.*)\)$/.exec(expression.trim()) ?? [];
  if (kind === 'rate') return `Every ${inside.replace(/^1 /, '')}`;
  return cronstrue.toString(inside, { dayOfWeekStartIndexZero: false, use24HourTimeFormat: true });
}
