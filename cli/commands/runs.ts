import { consoleLinks } from '../../lib/aws/console-links';
import { durationText } from '../../lib/parameter-file/duration';
import { DELETION_WORKFLOW } from '../../lib/parameter-file/workflows';
import { adviceOn } from '../../lib/reconciler/advice';
import { decisionLines, isOpen } from '../../lib/reconciler/promotion/decision-lines';
import type { Run } from '../../lib/record-table/runs';
import { printable } from '../../lib/text/format';
import { DeployedAws } from '../aws';
import { type FinishedRun, runSource } from '../follow/run-source';
import type { AwsOptions } from '../options';
import { moment, Output } from '../output';
import { findRun, newestRuns, type RunFilter, shortId } from '../run-search';
import { type RunWork, workOf } from '../run-work';

export async function listRuns(group: string | undefined, options: AwsOptions & RunFilter): Promise<number> {
  const output = new Output(options.json);
  const aws = await DeployedAws.open(options);
  const runs = await newestRuns(aws, group, options);
  output.document(runs);
  if (runs.length === 0) {
    output.line(options.failed ? 'No failed runs or refused files are recorded.' : 'No runs are recorded.');
    return 0;
  }
  output.table(
    ['RUN', 'WORKFLOW', 'DATASET GROUP', 'SOLUTION', 'TRIGGER', 'BEGAN', 'DURATION', 'STATUS'],
    runs.map((run) => [
      ...[
        shortId(run.id),
        run.workflow || '-',
        run.datasetGroup,
        run.solution ?? '-',
        run.trigger,
        moment(run.startedAt),
      ],
      ...[durationOf(run, aws.now()) ?? '-', output.status(run.status)],
    ]),
    ['WORKFLOW', 'TRIGGER'],
  );
  return 0;
}

/** All known facts about a run. */
interface RunFacts extends FinishedRun {
  readonly work: readonly RunWork[];
  /** Links to the AWS console; empty for a refused file, and in a partition whose console is not known. */
  readonly links: readonly string[];
}

export async function showRun(text: string, options: AwsOptions): Promise<number> {
  const output = new Output(options.json);
  const aws = await DeployedAws.open(options);
  const run = await findRun(aws, text);
  const { execution, datasetGroup, id } = run;
  const source = runSource(aws);
  const decisions = await source.decisions.ofRun(datasetGroup, id);
  const facts: RunFacts = {
    ...run,
    work: await workOf(aws.records, run),
    resources: await source.resourcesOf(run),
    decisions,
    links: execution === undefined ? [] : consoleLinks(execution),
  };
  const solutions = new Set(decisions.filter(isOpen).map(({ solution }) => solution));
  const newest = [];
  for (const solution of solutions) newest.push(...(await source.decisions.ofSolution(datasetGroup, solution)));
  output.document(facts);
  print(facts, decisionLines(decisions, newest), aws.now(), output);
  return 0;
}

function print(run: RunFacts, decided: readonly string[], now: number, output: Output): void {
  const { work, resources, links } = run;
  output.members([
    ['Run', run.id],
    ['Dataset group', run.datasetGroup],
    ['Workflow', run.workflow || '-'],
    ['Solution', run.solution ?? ''],
    ['Trigger', run.trigger],
    [
      run.workflow === DELETION_WORKFLOW ? 'Users' : 'Parameter file',
      run.file && `${printable(run.file)}, version ${run.fileVersion}`,
    ],
    ['Status', output.status(run.status)],
    ['Began', moment(run.startedAt)],
    ['Duration', durationOf(run, now) ?? ''],
    ['Note', run.note ?? ''],
  ]);
  output.section(run.cause === undefined ? [] : ['Reason', ...run.cause.trimEnd().split('\n')]);
  output.section(run.changes === undefined ? [] : ['Changed settings', ...run.changes]);
  if (work.length > 0) output.line();
  output.table(
    ['WORK', 'DURATION', 'STATUS', ''],
    work.map((each) => [each.work, durationOf(each, now) ?? '-', output.status(each.status), each.reason ?? '']),
    [''],
  );
  if (resources.length > 0) output.line();
  output.table(
    ['RESOURCE', 'RESULT', 'DURATION', ''],
    resources.map(({ resource, result, seconds, note = '' }) => [
      resource,
      output.status(seconds === undefined ? 'IN PROGRESS' : result),
      seconds === undefined ? '-' : durationText(seconds),
      note.split('\n', 1)[0] ?? '',
    ]),
    [''],
  );
  for (const line of decided) output.line(line);
  output.section(links.length === 0 ? [] : ['Console', ...links]);
  output.section(nextOf(run));
}

/** @returns undefined for a run or work that never began, for example a skipped or refused run */
function durationOf(
  { status, startedAt, finishedAt }: Pick<Run | RunWork, 'status' | 'startedAt' | 'finishedAt'>,
  now: number,
): string | undefined {
  const end = status === 'RUNNING' ? now : finishedAt && Date.parse(finishedAt);
  return status === 'REFUSED' || !end ? undefined : durationText((end - Date.parse(startedAt)) / 1000);
}

function nextOf({ id, status, trigger, datasetGroup, error = '', cause = '' }: Run): readonly string[] {
  const isFailure = status === 'FAILED' || status === 'REFUSED';
  return [
    'Next',
    ...(isFailure ? [adviceOn({ error, cause }, { id, trigger, datasetGroup })] : []),
    ...(status === 'REFUSED' ? [] : [`Logs: \`personalize-mlops logs ${shortId(id)}\``]),
  ];
}
