import { setTimeout as sleep } from 'node:timers/promises';
import { datasetGroupArn } from '../../personalize/arn';
import { RESOURCE_TYPES } from '../../personalize/resource-types';
import { isFailed } from '../../personalize/statuses';
import type { Task } from '../../records/task-record';
import { DeployedAws } from '../aws';
import { currentStates } from '../current-state';
import { CliFailure } from '../failure';
import { type Existing, inventoryOf } from '../inventory';
import type { AwsOptions, WatchOptions } from '../options';
import { age, moment, Output } from '../output';
import { type Run, runsAndRefusals } from '../runs';
import { nextFires } from '../tasks';
import { unique } from '../watch';

const RUNS_SHOWN = 5;

interface GroupStatus {
  readonly datasetGroup: string;
  readonly runs: readonly (Run & { readonly states?: readonly string[]; readonly since?: string })[];
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly arn: string;
    readonly status: string;
    readonly createdAt: string;
  }[];
  readonly tasks: readonly { readonly name: string; readonly state: string; readonly nextFire?: string }[];
}

/** @returns exit status: 1 if a run that was watched failed */
export async function status(group: string | undefined, options: AwsOptions & WatchOptions): Promise<number> {
  const output = new Output(options.json);
  const aws = await DeployedAws.open(options);
  let before = '';
  const watched = new Set<string>();
  for (;;) {
    const groups = await statusOf(aws, group);
    const running = groups.flatMap(({ runs }) => runs.filter(({ status: now }) => now === 'RUNNING'));
    const text = JSON.stringify(groups);
    if (text !== before && (!options.json || !options.watch || running.length === 0)) {
      for (const each of groups) print(each, aws.now(), output);
      if (groups.length === 0)
        output.line('Nothing was ever uploaded to this deployment: `personalize-mlops upload`.');
      output.document(groups);
    }
    before = text;
    for (const { startedAt } of running) watched.add(startedAt);
    if (!options.watch || running.length === 0) {
      const failed = groups.some(({ runs }) =>
        runs.some((run) => watched.has(run.startedAt) && run.status === 'FAILED'),
      );
      return failed ? 1 : 0;
    }
    await sleep(options.interval * 1000);
  }
}

async function statusOf(aws: DeployedAws, group: string | undefined): Promise<readonly GroupStatus[]> {
  const groups = group === undefined ? await aws.tasks.datasetGroups() : [group];
  const found: GroupStatus[] = [];
  for (const datasetGroup of groups) found.push(await groupStatus(aws, datasetGroup));
  return found;
}

async function groupStatus(aws: DeployedAws, datasetGroup: string): Promise<GroupStatus> {
  const runs = await runsAndRefusals(aws, datasetGroup, RUNS_SHOWN);
  const arn = datasetGroupArn(aws.scope, datasetGroup);
  const description = await aws.personalize.describe('datasetGroup', arn);
  if (description === undefined && runs.length === 0) {
    throw new CliFailure(
      `There is no dataset group '${datasetGroup}', and nothing was ever uploaded for it.`,
      '`personalize-mlops status` lists the dataset groups of this deployment.',
    );
  }
  const group: Existing[] =
    description === undefined
      ? []
      : [
          {
            type: 'datasetGroup',
            arn,
            name: datasetGroup,
            status: description.status ?? '',
            summary: description,
          },
        ];
  const resources = description === undefined ? [] : [...group, ...(await inventoryOf(aws.personalize, arn))];
  const tasks = await aws.tasks.tasksOf(datasetGroup);
  const fires = await Promise.all(tasks.map(async (task) => ({ task, next: await nextFire(task, aws) })));
  return {
    datasetGroup,
    runs: await Promise.all(runs.map((run) => withStates(aws, run))),
    resources: resources.map(({ type, name, arn: own, status: now, summary }) => ({
      type,
      name,
      arn: own,
      status: now,
      createdAt: summary.creationDateTime?.toISOString() ?? '',
    })),
    tasks: fires.map(({ task, next }) => ({
      name: task.name,
      state: task.state,
      ...(next && { nextFire: next }),
    })),
  };
}

async function nextFire(task: Task, aws: DeployedAws): Promise<string | undefined> {
  const [next] = await nextFires(task, aws, 1);
  return next?.toISOString();
}

async function withStates(aws: DeployedAws, run: Run): Promise<GroupStatus['runs'][number]> {
  if (run.status !== 'RUNNING' || run.execution === undefined) return run;
  const states = await currentStates(aws.sfn, run.execution);
  const since = Math.min(...states.map((state) => state.since.getTime()));
  return {
    ...run,
    states: unique(states.map(({ state }) => state)),
    ...(states.length > 0 && { since: new Date(since).toISOString() }),
  };
}

function print({ datasetGroup, runs, resources, tasks }: GroupStatus, now: number, output: Output): void {
  const { colors } = output;
  output.line(colors.bold(`Dataset group '${datasetGroup}'`));
  output.line();
  if (runs.length > 0) {
    output.table(
      ['RUN', 'TRIGGER', 'BEGAN', 'STATUS', ''],
      runs.map((run) => [
        run.workflow,
        run.trigger,
        moment(Date.parse(run.startedAt)),
        painted(run.status, output),
        remark(run, now),
      ]),
    );
    output.line();
  }
  if (resources.length > 0) {
    output.table(
      ['RESOURCE', 'NAME', 'STATUS', 'AGE'],
      resources.map(({ type, name, arn, status: state, createdAt }) => [
        RESOURCE_TYPES[type as Existing['type']].title,
        name || arn.slice(arn.indexOf('/') + 1),
        painted(state, output),
        age(new Date(createdAt), now),
      ]),
    );
    output.line();
  }
  if (tasks.length > 0) {
    output.table(
      ['TASK', 'STATE', 'NEXT FIRE'],
      tasks.map(({ name, state, nextFire: next }) => [
        name,
        painted(state, output),
        next === undefined ? '-' : moment(Date.parse(next)),
      ]),
    );
    output.line();
  }
}

/** What it is at, or why it ended as it did, in one line. */
function remark(run: GroupStatus['runs'][number], now: number): string {
  if (run.states !== undefined) {
    const since = run.since === undefined ? '' : ` for ${age(new Date(run.since), now)}`;
    return `${run.states.join(', ')}${since}`;
  }
  return (run.cause ?? run.note ?? '').split('\n', 1)[0] ?? '';
}

function painted(word: string, { colors }: Output): string {
  if (isFailed(word) || word === 'REFUSED') return colors.red(word);
  if (word === 'ACTIVE' || word === 'SUCCEEDED' || word === 'ENABLED') return colors.green(word);
  return colors.yellow(word);
}
