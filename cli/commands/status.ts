import { setTimeout as sleep } from 'node:timers/promises';
import { RESOURCE_TYPES } from '../../lib/personalize/resource-types';
import { frozenText } from '../../lib/reconciler/promotion/automatic-updates';
import { rejectedRowsText } from '../../lib/reconciler/resource-types/known-refusals';
import { printable } from '../../lib/text/format';
import { DeployedAws } from '../aws';
import { budgetLines } from '../budget-use';
import { printCapacity } from '../capacity-status';
import { CurrentRuns } from '../current-runs';
import { printData } from '../data-status';
import { WrongUsage } from '../failure';
import { assertKnown, type Described, type GroupStatus, groupStatuses } from '../group-status';
import type { AwsOptions, WatchOptions } from '../options';
import { age, moment, Output } from '../output';
import { shortId } from '../run-search';

/**
 * @returns exit status: 1 if a watched run failed
 * @throws CliFailure if nothing is known about the dataset group
 * @throws WrongUsage for `--data` without a dataset group
 */
export async function status(
  group: string | undefined,
  options: AwsOptions & WatchOptions & { readonly data: boolean; readonly capacity: boolean },
): Promise<number> {
  const output = new Output(options.json);
  const aws = await DeployedAws.open(options);
  if (group !== undefined && (options.data || options.capacity)) await assertKnown(aws, group);
  if (options.data) {
    if (group === undefined) throw new WrongUsage('--data needs a dataset group: status GROUP --data.');
    await printData(aws, group, output);
    return 0;
  }
  if (options.capacity) {
    const groups = group === undefined ? await aws.datasetGroups.names() : [group];
    await printCapacity(aws.records, groups, output);
    return 0;
  }
  let before = '';
  const watched = new Set<string>();
  const described: Described = new Map();
  const current = new CurrentRuns(aws);
  for (;;) {
    const groups = await groupStatuses(aws, group, described, current);
    const running = groups.flatMap(({ runs }) => runs.filter(({ status: now }) => now === 'RUNNING'));
    const text = JSON.stringify(groups);
    if (text !== before && (!options.json || !options.watch || running.length === 0)) {
      if (group === undefined) printAll(groups, aws.now(), output);
      else for (const each of groups) print(each, aws.now(), output);
      output.document(groups);
    }
    before = text;
    for (const { id } of running) watched.add(id);
    if (!options.watch || running.length === 0) {
      const runs = groups.flatMap((each) => each.runs);
      return runs.some(({ id, status: end }) => end === 'FAILED' && watched.has(id)) ? 1 : 0;
    }
    await sleep(options.interval * 1000);
  }
}

function printAll(groups: readonly GroupStatus[], now: number, output: Output): void {
  if (groups.length === 0) output.line('No uploads yet. `personalize-mlops apply` sends parameter files.');
  else if (groups.every(({ destroyedAt }) => destroyedAt !== undefined)) output.line('No dataset groups.');
  for (const group of groups) {
    const { datasetGroup, destroyedAt } = group;
    if (destroyedAt === undefined) print(group, now, output);
    else
      output.line(
        `Dataset group '${datasetGroup}' was destroyed ${age(new Date(destroyedAt), now)} ago: \`personalize-mlops status ${datasetGroup}\` shows its runs.`,
      );
  }
}

function print(
  {
    datasetGroup,
    refusedIn,
    destroyedAt,
    inForce,
    runs,
    resources,
    deletions = [],
    budget = [],
    rejectedData = [],
    tasks,
  }: GroupStatus,
  now: number,
  output: Output,
): void {
  const table = (head: readonly string[], rows: readonly (readonly string[])[], flexible: readonly string[]) => {
    output.table(head, rows, flexible);
    if (rows.length > 0) output.line();
  };
  const title = output.colors.bold(
    printable(refusedIn === undefined ? `Dataset group '${datasetGroup}'` : `Refused files in ${refusedIn}`),
  );
  const file =
    inForce &&
    `Parameter file in force: ${printable(inForce.file)}, version ${inForce.version}, since ${moment(inForce.since)}`;
  output.line(destroyedAt === undefined ? title : `${title}, destroyed ${age(new Date(destroyedAt), now)} ago`);
  if (refusedIn === undefined && destroyedAt === undefined) output.line(file ?? 'No parameter file is in force.');
  output.line();
  table(
    ['RUN', 'WORKFLOW', 'TRIGGER', 'BEGAN', 'STATUS', ''],
    runs.map((run) => {
      const { id, workflow, trigger, startedAt, status: state } = run;
      return [shortId(id), workflow, trigger, moment(startedAt), output.status(state), remark(run, now)];
    }),
    ['WORKFLOW', 'TRIGGER', ''],
  );
  table(
    ['RESOURCE', 'NAME', 'STATUS', 'AGE'],
    resources.map(({ type, name, arn, status: state, standing, serves, isNotInFile, createdAt }) => [
      RESOURCE_TYPES[type].title,
      nameShown(type, name, arn),
      [
        output.status(state),
        ...(standing ? [standing] : []),
        ...(serves ? ['SERVES'] : []),
        ...(isNotInFile ? ['not in the file'] : []),
      ].join(', '),
      age(new Date(createdAt), now),
    ]),
    ['RESOURCE'],
  );
  for (const { arn, frozenSince } of resources)
    if (frozenSince !== undefined) output.line(`${frozenText(idOf(arn), frozenSince)}\n`);
  for (const line of budget.flatMap(budgetLines))
    output.line(line.startsWith(' ') ? line : `Budget of this month: ${line}`);
  if (budget.length > 0) output.line();
  for (const { dataset, rows, ...decision } of rejectedData)
    output.line(`${rejectedRowsText(dataset, { rows, decision })}.\n`);
  const trackers = resources.filter(({ trackingId }) => trackingId !== undefined);
  for (const { name, trackingId } of trackers) output.line(`Tracking ID of event tracker '${name}': ${trackingId}`);
  if (trackers.length > 0) output.line();
  table(
    ['DELETION', 'ROWS', 'REQUESTED', 'STATUS', ''],
    deletions.map(({ file, users, requestedAt, status: state, cause = '' }) => [
      ...[file, String(users), moment(requestedAt), output.status(state), firstLine(cause)],
    ]),
    ['DELETION', ''],
  );
  table(
    ['TASK', 'STATE', 'NEXT RUN'],
    tasks.map(({ name, state, timezone, nextRun: next }) => [
      name,
      output.status(state),
      next === undefined ? '-' : moment(next, timezone),
    ]),
    [],
  );
}

/** Name of a resource. A solution version is shown as `SOLUTION/ID`, with its name in brackets if it has one. */
function nameShown(type: string, name: string, arn: string): string {
  const id = idOf(arn);
  if (name === '') return id;
  return type === 'solutionVersion' ? `${id} (${name})` : name;
}

/** Text such as `top-picks/0a1b2c3d`. */
function idOf(arn: string): string {
  return arn.slice(arn.indexOf('/') + 1);
}

/** One line about a run: its current states or, if the run has ended, the reason for its result. */
function remark(run: GroupStatus['runs'][number], now: number): string {
  if (run.states !== undefined) {
    const since = run.since === undefined ? '' : ` for ${age(new Date(run.since), now)}`;
    return `${run.states.join(', ')}${since}`;
  }
  return firstLine(run.cause ?? run.note ?? '');
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
