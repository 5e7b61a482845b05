import { manual, requestOf } from '../../lib/record-table/run-request';
import type { Run } from '../../lib/record-table/runs';
import type { Task } from '../../lib/record-table/task';
import { DeployedAws } from '../aws';
import { CliFailure } from '../failure';
import { fileInForce } from '../file-in-force';
import { isApplied } from '../follow/follow';
import type { AwsOptions, FollowOptions } from '../options';
import { moment, Output } from '../output';
import { partitions, shortId } from '../run-search';
import { recentRuns, unknownGroup } from '../runs';
import { type StartedRun, startRun } from '../start-run';
import { findTask, inWords, nextRuns, timezoneOf } from '../tasks';

const NEXT_RUNS_SHOWN = 5;
const RUNS_SHOWN = 5;

/** @throws CliFailure if nothing is recorded about the group */
export async function listSchedules(group: string | undefined, options: AwsOptions): Promise<number> {
  const output = new Output(options.json);
  const aws = await DeployedAws.open(options);
  const groups = group === undefined ? await aws.datasetGroups.names() : [group];
  const rows: (Facts & { readonly nextRun: string | undefined })[] = [];
  for (const datasetGroup of groups) {
    for (const task of await aws.tasks.ofFile(datasetGroup)) {
      const [next] = await nextRuns(task, aws, 1);
      rows.push({ ...facts(task, aws), nextRun: next?.toISOString() });
    }
  }
  if (group !== undefined && rows.length === 0 && !(await partitions(aws)).has(group)) throw unknownGroup(group);
  output.document(rows);
  if (rows.length === 0)
    output.line(
      'No tasks: no parameter file has a schedule, or the data or resources that the schedules need are not ready.',
    );
  else {
    output.table(
      ['DATASET GROUP', 'TASK', 'ACTIVE', 'SCHEDULE', 'NEXT RUN'],
      rows.map(({ datasetGroup, name, active, schedule, timezone, nextRun }) => [
        datasetGroup,
        name,
        active ? output.colors.green('yes') : output.colors.yellow('no'),
        `${schedule}, ${timezone}`,
        nextRun === undefined ? '-' : moment(nextRun, timezone),
      ]),
      ['SCHEDULE'],
    );
  }
  return 0;
}

export async function describe(name: string, options: AwsOptions): Promise<number> {
  const output = new Output(options.json);
  const aws = await DeployedAws.open(options);
  const task = await findTask(aws, name);
  const known = facts(task, aws);
  const next = await nextRuns(task, aws, NEXT_RUNS_SHOWN);
  const isOfTask = ({ trigger }: Run) => trigger === name || trigger === manual(name);
  const runs = await recentRuns(aws, task.datasetGroup, RUNS_SHOWN, isOfTask);
  output.document({ ...known, lastRuns: runs, nextRuns: next });
  output.members([
    ['Task', known.name],
    ['Dataset group', known.datasetGroup],
    ['Active', known.active ? 'yes' : 'no'],
    ['Schedule', known.schedule],
    ['In words', `${known.inWords}, ${known.timezone}`],
    ['Workflow', known.workflow],
    ...Object.entries(known.input).map(([member, value]) => [member, String(value)] as const),
  ]);
  const lastRuns = runs.map(({ id, startedAt, status, trigger, note, cause }) => {
    const remark = [trigger === name ? '' : 'manual', cause ?? note ?? ''].filter(Boolean).join(', ');
    return `${shortId(id)}  ${moment(startedAt)}  ${status}${remark && `  ${remark}`}`;
  });
  output.section([runs.length === 0 ? 'No runs yet' : 'Last runs', ...lastRuns]);
  const nextRunTimes = next.map((time) => moment(time, known.timezone));
  output.section([next.length === 0 ? 'No next run' : 'Next runs', ...nextRunTimes]);
  return 0;
}

export const activate = (name: string, options: AwsOptions) => setState(name, 'ENABLED', options);

export const deactivate = (name: string, options: AwsOptions) => setState(name, 'DISABLED', options);

/**
 * Activates or deactivates a task. The task's record is written before the schedule is changed: if this change fails,
 * the nightly reconciliation makes it.
 */
async function setState(name: string, state: 'ENABLED' | 'DISABLED', options: AwsOptions): Promise<number> {
  const output = new Output(options.json);
  const aws = await DeployedAws.open(options);
  const task = await findTask(aws, name);
  const isChanged = await aws.tasks.setState(task, state);
  // An upload may have changed the schedule in the meantime.
  const changed = isChanged ? await aws.tasks.find(task.datasetGroup, name) : undefined;
  if (changed === undefined || changed.state === 'REMOVED') {
    throw new CliFailure(
      `Task '${name}' was removed from its parameter file.`,
      'Add its schedule to the file and upload it.',
    );
  }
  await aws.schedules.ensure(changed, new Date(aws.now()));
  const [next] = await nextRuns(changed, aws, 1);
  output.document({ ...facts(changed, aws), nextRun: next?.toISOString() });
  output.line(
    changed.state === 'DISABLED'
      ? `${name} stays deactivated, also after later uploads, until you activate it or its schedule changes.`
      : `${name} is active. ${next ? `Next run: ${moment(next, timezoneOf(changed, aws))}` : 'It does not run again: its time has passed'}.`,
  );
  return 0;
}

/** @returns exit status: 1 if the run fails */
export async function runSchedule(name: string, options: AwsOptions & FollowOptions): Promise<number> {
  const output = new Output(options.json);
  const aws = await DeployedAws.open(options);
  const task = await findTask(aws, name);
  const { datasetGroup } = task;
  const request = requestOf(task, await fileInForce(aws, datasetGroup));
  const print = (started: StartedRun) => output.document({ task: name, datasetGroup, ...started });
  const runs = await startRun(aws, { ...request, trigger: manual(name) }, name, options, output, print);
  return runs.every(isApplied) ? 0 : 1;
}

type Facts = ReturnType<typeof facts>;

function facts(task: Task, aws: DeployedAws) {
  return {
    datasetGroup: task.datasetGroup,
    name: task.name,
    active: task.state === 'ENABLED',
    schedule: task.expression,
    inWords: inWords(task.expression),
    timezone: timezoneOf(task, aws),
    workflow: task.workflow,
    input: task.input,
  };
}
