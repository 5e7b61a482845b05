import { type DesiredState, desiredState } from '../../lib/parameter-file/desired-state';
import { forecast, keyOf } from '../../lib/parameter-file/forecast/forecast';
import { scheduledRuns } from '../../lib/parameter-file/forecast/scheduled-runs';
import type { DesiredTask } from '../../lib/parameter-file/tasks';
import { validateParameterFile } from '../../lib/parameter-file/validate';
import type { BilledUse } from '../../lib/personalize/billing';
import { hoursIn, type Period } from '../../lib/personalize/billing-month';
import { isFailed } from '../../lib/personalize/statuses';
import { usesIn } from '../../local/usage';
import type { Team } from '../simulate/operated-aws';
import { PARAMETER_VALUES, parameterFile } from '../simulate/parameter-file';
import type { World } from '../simulate/world';
import type { Invariant } from './invariant';
import { items } from './record-items';

/** Work that is in both the forecast and the usage, such as the trainings of a solution. */
interface Work {
  readonly what: string;
  /** Pattern of this work's names in the forecast and in the usage. */
  readonly uses: RegExp;
  /** Pattern of the names of tasks that do this work. */
  readonly tasks: RegExp;
  /** Pattern of the ARNs of resources that this work creates. */
  readonly arns: RegExp;
  /** Maximum number of resources that one run creates. Default: 1. */
  readonly each?: number;
}

export const usageIsTheForecast: Invariant = {
  name: 'the usage of a month is its forecast, except for what failed, was skipped or was done manually',
  rested: async (world, broken) => {
    const { month, teams, scenario, log } = world;
    const [team] = teams;
    if (month === undefined || team === undefined) return;
    const state = stateOf(team);
    const foreseen = forecast(state, month, { timeZone: 'UTC', created: createdBy(state) });
    const used = await usesIn(world.local, month);
    const runs = await recordedRuns(world, month);
    const created = await createdByRuns(world);
    const manualArns = manualVersions(world);
    const isPaused = scenario.steps.some(({ kind }) => kind === 'pause');
    for (const { what, uses, tasks, arns, each = 1 } of worksOf(state)) {
      const planned = timesOf(foreseen, uses);
      const manual = manualArns.filter((arn) => arns.test(arn)).length;
      const done = timesOf(used, uses) - manual;
      // A run may adopt a version that an operator has trained. So versions trained by operators are excluded from `done`
      // and from `reported`.
      const reported = created.filter((arn) => arns.test(arn) && !manualArns.includes(arn)).length;
      const own = runs.filter(({ task }) => tasks.test(task));
      const text = `${what}: ${planned} forecast, ${done} used, ${manual} more by operators, ${reported} reported as created; scheduled runs: ${counted(own)}`;
      log.note('month', text);
      if (done > planned || done < reported) broken(text);
      // The upload also does the work once, in addition to the scheduled runs. The forecast includes runs that were due
      // before the schedules were created.
      const early = await dueBeforeSchedules(
        world,
        state.tasks.filter(({ name }) => tasks.test(name)),
        month,
      );
      if (!isPaused && each * (own.length + 1 + early) < planned) broken(`${text}: runs are missing`);
    }
    for (const { name, createdAt } of world.ofType('campaign')) {
      const what = `campaign '${name}'`;
      const planned = amountOf(foreseen, what);
      const done = amountOf(used, what);
      // The forecast counts from the upload on, but a campaign serves only after the first training of its solution.
      const serving = planned * (hoursIn(month, createdAt, month.to) / hoursIn(month, month.from, month.to));
      const text = `${what}: ${planned} TPS-hours forecast, ${serving} of them since it was created, ${done} used`;
      log.note('month', text);
      if (Math.abs(serving - done) > 0.01) broken(text);
    }
  },
};

function stateOf({ name, group, edition }: Team): DesiredState {
  const { file, problems } = validateParameterFile(parameterFile(name, group, edition), PARAMETER_VALUES);
  if (file === undefined) throw new Error(JSON.stringify(problems));
  return desiredState(file);
}

/** Returns the keys of the resources that the first upload creates. */
function createdBy({ datasets, solutions }: DesiredState): ReadonlySet<string> {
  const jobs = datasets.map(({ importJob }) => importJob);
  const others = solutions.flatMap(({ version, campaigns, batchInferenceJobs, batchSegmentJobs }) => [
    version,
    ...campaigns,
    ...batchInferenceJobs,
    ...batchSegmentJobs,
  ]);
  return new Set([...jobs, ...others].map(keyOf));
}

function worksOf({ datasets, solutions }: DesiredState): readonly Work[] {
  return [
    {
      what: 'imports',
      uses: /import/,
      tasks: /^personalize-dataset-import-/,
      arns: /:dataset-import-job\//,
      each: datasets.length,
    },
    ...solutions.map(({ name }) => ({
      what: `trainings of '${name}'`,
      uses: new RegExp(`trainings? of solution '${name}'$`),
      tasks: new RegExp(`^solution-maintenance-(?:full|update)-${name}$`),
      arns: new RegExp(`:solution/${name}/`),
    })),
    {
      what: 'batch jobs',
      uses: /^(?:scheduled )?batch /,
      tasks: /^batch-/,
      arns: /:batch-(?:inference|segment)-job\//,
      each: solutions.length,
    },
  ];
}

/** Returns the ARNs of the resources that are CREATED in the results of runs. */
async function createdByRuns(world: World): Promise<readonly string[]> {
  const results = await items(world, 'result#');
  return results.filter(({ result }) => result?.S === 'CREATED').map(({ arn }) => arn?.S ?? '');
}

/** Returns the ARNs of the versions that operators have trained. The usage includes these versions. */
function manualVersions(world: World): readonly string[] {
  return world
    .ofType('solutionVersion')
    .filter(({ arn, status }) => world.manualVersions.has(arn) && !isFailed(status))
    .map(({ arn }) => arn);
}

/** Returns the number of runs of these tasks that were due in the period, but before their schedules were created. */
async function dueBeforeSchedules(
  { local }: World,
  tasks: readonly DesiredTask[],
  { from, to }: Period,
): Promise<number> {
  const input = { GroupName: local.names.scheduleGroup };
  const { Schedules: schedules } = (await local.aws.call('scheduler', 'ListSchedules', input)) as {
    readonly Schedules: readonly { readonly Name: string; readonly CreationDate: Date }[];
  };
  const dueBefore = (task: DesiredTask) => {
    const created = schedules.find(({ Name }) => Name === task.name)?.CreationDate.getTime() ?? to;
    return scheduledRuns(task, { from, to: Math.min(created, to) }, { timeZone: 'UTC' }).length;
  };
  return tasks.reduce((sum, task) => sum + dueBefore(task), 0);
}

interface ScheduledRun {
  readonly task: string;
  readonly status: string;
}

/** Returns the recorded runs that were due in the period. */
async function recordedRuns(world: World, { from, to }: Period): Promise<readonly ScheduledRun[]> {
  return (await items(world, 'run#')).flatMap(({ item, status }) => {
    const [, time = '', task = ''] = item?.S?.split('#') ?? [];
    const at = Date.parse(time);
    return at >= from && at < to ? [{ task, status: status?.S ?? '' }] : [];
  });
}

/** Returns the number of runs by status, as text: `SUCCEEDED 7, UNCHANGED 2`. */
function counted(runs: readonly ScheduledRun[]): string {
  const counts = new Map<string, number>();
  for (const { status } of runs) counts.set(status, (counts.get(status) ?? 0) + 1);
  return (
    [...counts]
      .sort()
      .map((each) => each.join(' '))
      .join(', ') || 'none'
  );
}

function timesOf(uses: readonly BilledUse[], pattern: RegExp): number {
  return uses.reduce((sum, { what, times = 0 }) => sum + (pattern.test(what) ? times : 0), 0);
}

function amountOf(uses: readonly BilledUse[], name: string): number {
  return uses.find(({ what }) => what === name)?.amount ?? 0;
}
