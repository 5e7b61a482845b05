import { DELETION_WORKFLOW, UPLOAD_WORKFLOW } from '../../lib/parameter-file/workflows';
import { KEPT, KEPT_FOR_UPLOAD } from '../../lib/reconciler/removal/kept';
import type { DataDeletion } from '../../lib/record-table/data-deletions';
import { present } from '../../lib/record-table/item';
import type { ResourceResult } from '../../lib/record-table/results';
import {
  type ApprovedRemoval,
  DRIFT_TRIGGER,
  isScheduledRun,
  RETRY_TRIGGER,
  type RunInput,
  type RunRequest,
  solutionNameOf,
  type VersionChoice,
} from '../../lib/record-table/run-request';
import {
  APPROVAL_SUPERSEDED,
  type RunExecution,
  type RunKey,
  type RunResult,
  SUPERSEDED,
} from '../../lib/record-table/runs';
import type { VersionDecision } from '../../lib/record-table/version-decisions';
import { printable } from '../../lib/text/format';
import type { WorkflowEnd } from './failure';

export interface EndRunEvent {
  /** Result of `begin-run`; empty if `begin-run` failed, or if the run was stopped or has timed out. */
  readonly begun: {
    readonly run?: RunKey;
    readonly request?: RunRequest;
    /** Name of the task; empty unless the run was scheduled. */
    readonly task?: string;
  };
  readonly execution: RunExecution & { readonly Input: RunInput };
  readonly end: WorkflowEnd;
}

export interface RunEnd extends Omit<RunResult, 'note'> {
  readonly datasetGroup: string;
  /**
   * True if the run has put its file in force, or if the file was in force already, for example for a retry. Always false
   * for workflows other than {@link UPLOAD_WORKFLOW} and `removal`.
   */
  readonly isInForce: boolean;
  /** True for the first recorded upload or retry of the dataset group that succeeded. */
  readonly isFirstUpload?: boolean;
  /** True if a newer upload does the work of this run. */
  readonly superseded: boolean;
  /** True if the uploaded file was refused: it was not put in force, and nothing was changed. */
  readonly isRefused: boolean;
  /** Changed settings of the parameter file that affect no resource of Amazon Personalize, one line for each. */
  readonly changes?: readonly string[];
  readonly resources: readonly ResourceResult[];
  /** Decisions of this run on solution versions. */
  readonly decisions: readonly VersionDecision[];
  /**
   * Serving versions that no longer recommend new items or actions. Only solutions on which the run has decided are
   * listed.
   */
  readonly frozen?: readonly { readonly version: string; readonly since: string }[];
  /** Warnings about the parameter file, a line each. */
  readonly warnings: readonly string[];
  /** Only set by the workflow `removal`. */
  readonly removal?: ApprovedRemoval;
  /** Only set by the workflow `solution-promotion`. */
  readonly choice?: VersionChoice;
  /** Only set by the workflow `data-deletion`. */
  readonly deletion?: DataDeletion;
}

/**
 * Subject of the run: the request as `begin-run` has completed it. If `begin-run` returned no request, the run's input;
 * then the workflow of a scheduled run is unknown.
 */
export function subjectOf(request: RunRequest | undefined, input: RunInput) {
  const known = request ?? input;
  if (!isScheduledRun(known))
    return { ...known, ...present({ solution: solutionNameOf(known) }), warnings: known.warnings ?? [] };
  return { datasetGroup: known.datasetGroup, workflow: '', trigger: known.task, warnings: [] };
}

/** Duration of the run in seconds. At least 0: the function's clock may be behind the clock of Step Functions. */
export function secondsOf({ execution, now }: RunEnd): number {
  return Math.max(0, Math.round((now.getTime() - Date.parse(execution.StartTime)) / 1000));
}

/** Triggers of runs of {@link UPLOAD_WORKFLOW} whose file is in force already. */
const IN_FORCE_ALREADY: readonly string[] = [DRIFT_TRIGGER, RETRY_TRIGGER];

/**
 * True if a run succeeded, but changed nothing and decided nothing. Deletions of users, and uploads that put a file in force, always count
 * as changes, even if no resource was changed.
 */
export function isUnchanged({ workflow, trigger, superseded, failure, resources, decisions }: RunEnd): boolean {
  const isUpload = workflow === UPLOAD_WORKFLOW && !IN_FORCE_ALREADY.includes(trigger) && !superseded;
  const isOwnWork = isUpload || workflow === DELETION_WORKFLOW;
  return failure === undefined && !isOwnWork && [...decisions, ...resources.filter(isChange)].length === 0;
}

export const isChange = ({ result }: Pick<ResourceResult, 'result'>) => result !== 'UNCHANGED' && result !== 'SKIPPED';

/** True for work above the month's budget that no earlier run has reported (see `isNews` of `Exceeded`). */
export const isOverBudget = ({ isOverBudget: isNews }: ResourceResult) => isNews === true;

/**
 * True if the run changed nothing, and skipped work because of the budget. In the first run that skips the work,
 * {@link isOverBudget} is true as well.
 */
export function isSkippedAgain({ resources }: Pick<RunEnd, 'resources'>): boolean {
  return !resources.some(isChange) && resources.some((each) => each.result === 'SKIPPED');
}

/** Note on a run of `dataset-import` that had nothing to import. */
export const NO_NEWER_CSV = 'No csv has changed since its last import.';

/** Note of a run that restores resources. */
const RESTORED =
  'The nightly check found resources of the file in force missing or different. This run was started to restore them.';

/**
 * True if a run changed nothing, and did not import some data: either their refusal was reported before, or the upload
 * of a newer file imports them. The result of such an import job is UNCHANGED, without an ARN.
 */
export function isWithoutImport({ resources }: Pick<RunEnd, 'resources'>): boolean {
  const isLeft = ({ type, result, arn }: ResourceResult) =>
    type === 'datasetImportJob' && result === 'UNCHANGED' && !arn;
  return !resources.some(isChange) && resources.some(isLeft);
}

/** Text such as `Kept: solution 'top' (campaign 'manual' uses it).`; undefined if nothing was kept. */
function keptText(resources: readonly ResourceResult[]): string | undefined {
  const kept = resources.flatMap(({ resource, note = '' }) =>
    note.startsWith(KEPT) ? [`${resource} (${note.slice(KEPT.length)})`] : [],
  );
  return kept.length === 0 ? undefined : `Kept: ${kept.join(', ')}.`;
}

/** Note for users about a run, e.g. why a successful run had nothing to do, or who approved its deletions. */
export function noteOf(end: RunEnd): string | undefined {
  const { workflow, trigger, superseded, resources, failure, choice, removal, decisions } = end;
  if (removal !== undefined) return noteOfRemoval(removal, end);
  if (superseded) return SUPERSEDED;
  if (workflow === UPLOAD_WORKFLOW && trigger === DRIFT_TRIGGER) return RESTORED;
  if (choice?.action === 'RESTORE')
    return `This run moves campaigns back to version ${choice.version}: ${choice.reason}.`;
  // Resources that a failed run did not reach have no result, so nothing can be said about them.
  if (failure !== undefined) return undefined;
  if (choice !== undefined && decisions.length === 0) {
    const { action, version, by, reason } = choice;
    return `Nothing changed: ${action} of ${version} by ${printable(by)} had been recorded before.${reason ? ` Reason given: ${printable(reason)}` : ''}`;
  }
  const kept = keptText(resources);
  if (kept !== undefined) return kept;
  // A note on a resource without an ARN is no news, because the resource waits for the promotion of a version. There are
  // two exceptions: work that was skipped for the budget, and an import job, whose data were refused, for example.
  const isNews = ({ result, arn, type }: ResourceResult) =>
    result === 'SKIPPED' || (result !== 'FAILED' && (arn || type === 'datasetImportJob'));
  if (resources.some(isChange)) return undefined;
  const notes = resources.filter((each) => each.note !== undefined && isNews(each));
  // A note about work that was not done is more important than, for example, a note about a stopped recommender.
  const isUndone = ({ result, type }: ResourceResult) => result === 'SKIPPED' || type === 'datasetImportJob';
  const news = notes.find(isUndone) ?? notes[0];
  if (news !== undefined) return news.isRefusedAgain ? `${news.resource}: ${news.note}` : news.note;
  return workflow === 'dataset-import' ? NO_NEWER_CSV : undefined;
}

function noteOfRemoval({ by }: ApprovedRemoval, { superseded, resources, failure }: RunEnd): string {
  const isCutShort = superseded || resources.some(({ note }) => note === KEPT_FOR_UPLOAD);
  if (isCutShort && !resources.some(isChange)) return `Nothing was deleted: ${APPROVAL_SUPERSEDED}`;
  const isGone = failure === undefined && resources.length === 0;
  const details = [
    isCutShort ? `Nothing more was deleted: ${APPROVAL_SUPERSEDED}` : keptText(resources),
    isGone ? 'None of the approved resources is left to delete.' : undefined,
  ];
  return [`Approved by ${printable(by)}.`, ...details].filter((text) => text !== undefined).join(' ');
}
