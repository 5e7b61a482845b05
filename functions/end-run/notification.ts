import { durationText } from '../../parameter-file/duration';
import { cutText } from '../../personalize/text';
import type { ResourceResult } from '../../record-table/results';
import { taskOfTrigger } from '../../record-table/run-trigger';
import { executionLink, personalizeLink } from '../shared/console-links';
import type { Notification } from '../shared/notifications';
import { noteOf, type RunEnd, secondsOf } from './run-end';

/** What a person can do about each kind of failure. @param again how to run it again */
const ADVICE: Readonly<Record<string, (again: string) => string>> = {
  ResourceFailed: (again) => `Mend what Amazon Personalize names, then ${again}.`,
  ResourceConflict: (again) =>
    `Change the parameter file or the resource as the message says, then ${again}.`,
  MissingInput: (again) => `Add what the message says, then ${again}.`,
  WaitedTooLong: () => 'Do what the message says.',
  InvalidParameterFile: () => 'Mend the parameter file and upload it again.',
  RunStopped: (again) => `If it is to be done after all, ${again}.`,
  RunTimedOut: (again) => `Open the execution to see what it waited for; then ${again}.`,
};
const OTHER_ADVICE = (again: string) =>
  `This is not a fault of the parameter file. Open the execution, and the logs of this run; then ${again}.`;
const LEFT_ALONE = 'What is there already is left alone, so nothing is done twice.';

const SUMMARY_LIMIT = 400;
/** Resources of one result that a mail lists; of a file of a hundred filters nobody reads more. */
const LISTED = 50;

/** What people are told of a run. */
export function notificationOf(end: RunEnd): Notification {
  const { datasetGroup, failure, execution, resources } = end;
  const what = `${end.workflow || `task '${end.trigger}'`} of dataset group '${datasetGroup}'`;
  return {
    datasetGroup,
    result: failure === undefined ? 'COMPLETE' : 'FAILED',
    summary: failure === undefined ? `${what} succeeded` : `${what} failed: ${firstLine(failure.cause)}`,
    description: [
      ...about(end),
      ...failureLines(end),
      ...resourceLines(end),
      ...warningLines(end),
      ...links(end),
    ].join('\n'),
    runId: execution.Name,
    execution: execution.Id,
    resources,
    ...(end.warnings.length > 0 && { warnings: end.warnings }),
  };
}

function about(end: RunEnd): readonly string[] {
  const { file, execution } = end;
  const note = noteOf(end);
  return [
    `Dataset group: ${end.datasetGroup}`,
    ...(end.workflow === '' ? [] : [`Workflow: ${end.workflow}`]),
    `Trigger: ${end.trigger}`,
    ...(file === undefined
      ? []
      : [`Parameter file: s3://${file.bucket}/${file.key}, version ${file.versionId}`]),
    `Began: ${execution.StartTime}, took ${durationText(secondsOf(end))}`,
    ...(note === undefined ? [] : [note]),
  ];
}

function failureLines({ failure, trigger }: RunEnd): readonly string[] {
  if (failure === undefined) return [];
  const advice = (ADVICE[failure.error] ?? OTHER_ADVICE)(howToRunAgain(trigger));
  return ['', `${failure.error}:`, failure.cause, '', `What to do: ${advice} ${LEFT_ALONE}`];
}

/** An upload makes what is missing; what a task makes anew each time, such as a batch job, only the task does. */
function howToRunAgain(trigger: string): string {
  const upload = 'upload the parameter file again';
  const task = taskOfTrigger(trigger);
  return task === undefined
    ? upload
    : `run the task: \`personalize-mlops schedules run ${task}\`, or ${upload}`;
}

/** Those that failed first: the failure above may be one of several. */
function resourceLines({ resources }: RunEnd): readonly string[] {
  const settled = resources.filter(({ seconds }) => seconds !== undefined);
  const of = (result: ResourceResult['result']) => settled.filter((each) => each.result === result);
  return [
    ...section('Failed', of('FAILED')),
    ...section('Created', of('CREATED')),
    ...section('Updated', of('UPDATED')),
    ...section(
      'Still on their way',
      resources.filter(({ seconds }) => seconds === undefined),
    ),
    ...section('Left alone', of('UNCHANGED')),
  ];
}

function section(title: string, resources: readonly ResourceResult[]): readonly string[] {
  if (resources.length === 0) return [];
  const left = resources.length - LISTED;
  return [
    '',
    `${title} (${resources.length}):`,
    ...resources.slice(0, LISTED).map(line),
    ...(left > 0 ? [`- and ${left} more`] : []),
  ];
}

function line({ resource, result, seconds, note }: ResourceResult): string {
  const worked = seconds !== undefined && result !== 'UNCHANGED';
  const time = worked ? `, ${durationText(seconds)}` : '';
  const reason = note === undefined || result === 'FAILED' ? '' : ` (${note})`;
  return `- ${resource}${time}${reason}`;
}

/** Whoever uploads by other means than the command sees the warnings nowhere else. */
function warningLines({ warnings }: RunEnd): readonly string[] {
  if (warnings.length === 0) return [];
  return ['', 'Warnings of the parameter file:', ...warnings.map((warning) => `- ${warning}`)];
}

function links({ execution }: RunEnd): readonly string[] {
  const [ofExecution, ofPersonalize] = [executionLink(execution.Id), personalizeLink(execution.Id)];
  return [
    '',
    `Run: ${execution.Name}`,
    `Execution: ${ofExecution ?? execution.Id}`,
    ...(ofPersonalize === undefined ? [] : [`Amazon Personalize: ${ofPersonalize}`]),
  ];
}

/** The first cause, and how many there are besides. */
function firstLine(text: string): string {
  const [line = '', ...others] = text.split('\n').filter((cause) => cause !== '');
  const cut = cutText(line, SUMMARY_LIMIT);
  return others.length === 0 ? cut : `${cut} (and ${others.length} more)`;
}
