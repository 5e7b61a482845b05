import { executionLink, personalizeLink } from '../../lib/aws/console-links';
import { durationText } from '../../lib/parameter-file/duration';
import { adviceOn } from '../../lib/reconciler/advice';
import { isExcessText } from '../../lib/reconciler/plan/excess-tps-hours';
import { frozenText } from '../../lib/reconciler/promotion/automatic-updates';
import { decisionLines, isOpen } from '../../lib/reconciler/promotion/decision-lines';
import type { DataDeletion } from '../../lib/record-table/data-deletions';
import type { ResourceResult } from '../../lib/record-table/results';
import { UPLOAD_TRIGGER } from '../../lib/record-table/run-request';
import type { Failure } from '../../lib/record-table/runs';
import { beginning, cutText, plural } from '../../lib/text/format';
import type { Notification } from '../shared/notifications';
import { runLines } from '../shared/run-lines';
import { isChange, isOverBudget, noteOf, type RunEnd, secondsOf } from './run-end';

const SUMMARY_LIMIT = 400;
/** Maximum number of resources that a notification lists under each heading. */
const LISTED = 50;

export function notificationOf(end: RunEnd): Notification {
  const { datasetGroup, failure, execution, resources, warnings } = end;
  const changes = settingChangesOf(end);
  const what = `${end.workflow || `task '${end.trigger}'`} of dataset group '${datasetGroup}'`;
  const details = [
    changeLines(end),
    decisionLines(end.decisions),
    frozenLines(end),
    resourceLines(end),
    warningLines(end),
  ]
    .flat()
    .join('\n');
  const description = [...failureLines(end), ...about(end), ...(details === '' ? [] : [details]), ...links(end)].join(
    '\n',
  );
  const open = end.decisions.filter(isOpen);
  const needed = open.length === 0 ? '' : `decision needed on ${solutionsOf(open)}`;
  const overBudget = overBudgetOf(end);
  const more = [needed, overBudget].filter((text) => text !== '').join('; ');
  const isSkipped = end.resources.some((each) => each.result === 'SKIPPED' && isOverBudget(each));
  const waiting = open.some(({ decision }) => decision === 'HELD') ? 'HELD' : 'CANDIDATE';
  return {
    datasetGroup,
    ...(end.workflow !== '' && { workflow: end.workflow }),
    headline: end.isRefused
      ? 'parameter file refused'
      : withSolution(end, failure !== undefined ? firstLine(failure.cause) : needed || overBudget || changesOf(end)),
    result: failure !== undefined ? 'FAILED' : needed ? waiting : isSkipped ? 'SKIPPED' : 'COMPLETE',
    summary: failure === undefined ? `${what} succeeded${more && `; ${more}`}` : failureSummary(end, what, failure),
    description,
    ...(details !== '' && { details }),
    runId: execution.Name,
    execution: execution.Id,
    resources,
    ...(end.decisions.length > 0 && { decisions: end.decisions }),
    ...(warnings.length > 0 && { warnings }),
    ...(changes.length > 0 && { changes }),
  };
}

/** Puts the name of the run's solution before the text, unless the run has no solution or the text already names it. */
function withSolution({ solution }: RunEnd, text: string): string {
  return solution === undefined || text.includes(`'${solution}'`) ? text : `solution '${solution}': ${text}`;
}

/** Summary of a successful run, for the subject. */
function changesOf(end: RunEnd): string {
  if (end.deletion !== undefined) return deletedOf(end.deletion);
  const counts = (['CREATED', 'UPDATED', 'DELETED'] as const).flatMap((result) => {
    const count = end.resources.filter((resource) => resource.result === result).length;
    return count === 0 ? [] : [`${count} ${result.toLowerCase()}`];
  });
  const taken = [...new Set(end.decisions.map(({ decision }) => decision))].join(', ');
  const decided = taken === '' ? [] : [`decision on ${solutionsOf(end.decisions)}: ${taken}`];
  const why = isRestored(end) ? ['a campaign did not serve the recorded version'] : decided;
  const settings = end.changes === undefined ? [] : ['settings changed'];
  if (counts.length + settings.length > 0) return [...why, ...counts, ...settings].join(', ');
  return noteOf(end) ?? decided[0] ?? 'nothing changed';
}

/**
 * Text such as `training of solution 'top' skipped for the budget`, or `2 jobs skipped for the budget`; empty if the budget covers all work,
 * or if an earlier run has reported the excess.
 */
function overBudgetOf(end: RunEnd): string {
  const [first, ...others] = end.resources.filter(isOverBudget);
  if (first === undefined) return settingChangesOf(end).some(isExcessText) ? 'TPS-hours above the budget' : '';
  const result = first.result === 'SKIPPED' ? 'skipped for the budget' : 'begun above the budget';
  // A subject that lists all jobs would be cut off before the result.
  if (others.length > 0) return `${others.length + 1} jobs ${result}`;
  return `${first.resource.replace(/^solution version/, 'training')} ${result}`;
}

/** Text such as `solution 'top'` or `2 solutions`. */
function solutionsOf(decisions: RunEnd['decisions']): string {
  const [solution, ...others] = new Set(decisions.map((decision) => decision.solution));
  return others.length === 0 ? `solution '${solution}'` : `${others.length + 1} solutions`;
}

function deletedOf({ users, recordsDeleted }: DataDeletion): string {
  const records = recordsDeleted === undefined ? '' : `, ${plural(recordsDeleted, 'record')}`;
  return `deleted the users in ${plural(users, 'row')} of the csv${records}`;
}

/** True if the nightly reconciliation has started the run to move campaigns back to the recorded version. */
const isRestored = ({ choice }: RunEnd) => choice?.action === 'RESTORE';

function about(end: RunEnd): readonly string[] {
  const note = noteOf(end);
  return [
    ...runLines(end),
    ...deletionLines(end),
    `Began: ${end.execution.StartTime}, took ${durationText(secondsOf(end))}`,
    ...(note === undefined ? [] : [note]),
  ];
}

/** Says what was deleted, and which data the operator must delete. Contains no ids of users. */
function deletionLines({ datasetGroup, deletion }: RunEnd): readonly string[] {
  if (deletion === undefined) return [];
  const { users, recordsDeleted, status } = deletion;
  if (status !== 'COMPLETED') return [`Rows in the csv: ${users}`];
  return [
    `Rows in the csv: ${users}; records that Amazon Personalize deleted: ${recordsDeleted ?? 'not reported'}`,
    'Models that were trained before, batch output and csv in the bucket still have these users: train the solutions again, and',
    `remove the users from the csv with \`personalize-mlops data-deletions purge ${datasetGroup}\`, or the next import brings them back.`,
  ];
}

function frozenLines({ frozen = [] }: RunEnd): readonly string[] {
  return frozen.flatMap(({ version, since }) => ['', frozenText(version, since)]);
}

/** First lines of the description of a failed run: what failed, why, and what to do. */
function failureLines(end: RunEnd): readonly string[] {
  const { failure } = end;
  if (failure === undefined) return [];
  return [
    `${failure.error}:`,
    cutCause(failure.cause),
    ...(isUnusedFile(end) ? ['The parameter file was not put in force: nothing in it applies.'] : []),
    '',
    `What to do: ${adviceOn(failure, { ...end, id: end.execution.Name })}`,
    '',
  ];
}

/**
 * True if an upload failed before its file was put in force. False for a refused file, because the cause of the refusal
 * already says that nothing was changed.
 */
function isUnusedFile({ trigger, isInForce, isRefused }: RunEnd): boolean {
  return trigger === UPLOAD_TRIGGER && !isInForce && !isRefused;
}

/** Maximum length of a cause in UTF-16 units, the same as in ensure-resources/failures.ts. */
const CAUSE_LIMIT = 12_000;

function cutCause(cause: string): string {
  const kept = beginning(cause, CAUSE_LIMIT);
  const left = cause.length - kept.length;
  return left > 0 ? `${kept}… (${left} characters left out)` : cause;
}

/** Lists failed resources first. Leaves out notes that repeat the note of the run. */
function resourceLines(end: RunEnd): readonly string[] {
  const { Name: runId } = end.execution;
  const shown = noteOf(end);
  const resources = end.resources.map(({ note, ...each }) =>
    note === undefined || note === shown ? each : { note, ...each },
  );
  const of = (result: ResourceResult['result']) =>
    resources.filter((each) => each.seconds !== undefined && each.result === result);
  return [
    ...section('Failed', of('FAILED'), runId),
    ...section('Skipped', of('SKIPPED'), runId),
    ...section('Created', of('CREATED'), runId),
    ...section('Updated', of('UPDATED'), runId),
    ...section('Deleted', of('DELETED'), runId),
    ...section(
      'In progress',
      resources.filter(({ seconds }) => seconds === undefined),
      runId,
    ),
    ...section('Unchanged', of('UNCHANGED'), runId),
  ];
}

function section(title: string, resources: readonly ResourceResult[], runId: string): readonly string[] {
  if (resources.length === 0) return [];
  const left = resources.length - LISTED;
  const lines = resources.slice(0, LISTED).map(line);
  return [
    '',
    `${title} (${resources.length}):`,
    ...lines,
    ...(left > 0 ? [`- and ${left} more: personalize-mlops runs show ${runId}`] : []),
  ];
}

function line({ resource, result, seconds, note }: ResourceResult): string {
  const worked = seconds !== undefined && isChange({ result });
  const time = worked ? `, ${durationText(seconds)}` : '';
  const reason = note === undefined || result === 'FAILED' ? '' : ` (${note})`;
  return `- ${resource}${time}${reason}`;
}

function failureSummary({ datasetGroup, isRefused }: RunEnd, what: string, { cause }: Failure): string {
  if (!isRefused) return `${what} failed: ${firstLine(cause)}`;
  // Further lines of a refusal are details, not causes.
  return `Parameter file of dataset group '${datasetGroup}' refused: ${cause.split('\n', 1)[0]}`;
}

/** Changes of settings; none if the file was not put in force. */
function settingChangesOf({ changes = [], isInForce }: RunEnd): readonly string[] {
  return isInForce ? changes : [];
}

function changeLines(end: RunEnd): readonly string[] {
  const changes = settingChangesOf(end);
  return changes.length === 0 ? [] : ['', 'Changed settings:', ...changes.map((change) => `- ${change}`)];
}

/** Users who upload without the `personalize-mlops` command see these warnings only in the notification. */
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

/**
 * The first line, and the number of causes in the other lines. A line that begins with a lower-case letter names a resource, such as
 * `campaign 'a'`, and is a cause. All other lines are details.
 */
function firstLine(text: string): string {
  const [line = '', ...others] = text.split('\n').filter((each) => each !== '');
  const cut = cutText(line, SUMMARY_LIMIT);
  const causes = others.filter((each) => /^[a-z]/.test(each)).length;
  return causes === 0 ? cut : `${cut} (and ${causes} more)`;
}
