import { dataDeletionCopyKey } from '../../lib/aws/data-bucket-layout';
import { isTransientError } from '../../lib/aws/transient-errors';
import {
  DELETION_WORKFLOW,
  REMOVAL_WORKFLOW,
  UPLOAD_WORKFLOW,
  type Workflow,
} from '../../lib/parameter-file/workflows';
import type { DataDeletion } from '../../lib/record-table/data-deletions';
import { present } from '../../lib/record-table/item';
import { StillNotifying } from '../../lib/record-table/notify-once';
import { FILE_ITEM, REFUSED_FILE, SUPERSEDED_FILE } from '../../lib/record-table/progress';
import { isScheduledRun } from '../../lib/record-table/run-request';
import { type Failure, RUN_NOTIFIER, type RunKey } from '../../lib/record-table/runs';
import { checkedValues, OBJECT } from '../shared/invalid-event';
import { assertRunInput, EXECUTION } from '../shared/run-input';
import { correlate, regardless } from '../shared/telemetry';
import { failureOf, isCutShort } from './failure';
import { type ReportServices, reportEnd } from './report-end';
import { type EndRunEvent, isUnchanged, noteOf, type RunEnd, subjectOf } from './run-end';
import { endOfStopped, isStatusChange, type StatusChange } from './stopped-execution';

/** Workflows that make no decisions on solution versions. */
const WORKFLOWS_WITHOUT_DECISIONS = [
  'dataset-import',
  'recommender-operation',
  DELETION_WORKFLOW,
  REMOVAL_WORKFLOW,
] satisfies readonly Workflow[];

export interface EndRunServices extends ReportServices {
  /** Removes the copy of a csv of users. */
  readonly removeCopy: (key: string) => Promise<unknown>;
}

type Answer = Failure | { readonly status: string };

/**
 * Records the end of a run, and notifies the topic if `notify_on` asks for it.
 * @param event the input that `run` passes at its end. If `run` was stopped or has timed out, the event of Step
 * Functions.
 * @throws InvalidEvent, before anything is changed, if the event has an unexpected form, e.g. in a manual invocation
 * @throws Error if the event of a stopped run has no input
 * @throws StillNotifying for the event of a stopped run, if another invocation is about to notify
 * @returns the failure of the run; if it did not fail, the status that becomes the output of `run`
 */
export async function endRun(
  event: EndRunEvent | StatusChange,
  requestId: string,
  services: EndRunServices,
): Promise<Answer> {
  const isStop = isStatusChange(event);
  const ended = isStop ? endOfStopped(event) : event;
  checkedValues(ended, { begun: OBJECT, end: OBJECT, ...EXECUTION }, 'that of end-run');
  assertRunInput(ended.execution.Input);
  return end(ended, isStop ? requestId : RUN_NOTIFIER, services);
}

/**
 * Ends a run. No step after the notification can fail. If an earlier step fails for good, the caller (the state machine or Lambda)
 * notifies the topic instead.
 */
async function end(event: EndRunEvent, notifier: string, services: EndRunServices): Promise<Answer> {
  const { logger, keys, runs } = services;
  const { begun, execution } = event;
  correlate(logger, execution.Name);
  const run = begun.run ?? (await keys.keyOf(execution.Input, execution));
  const failureOfWork = failureOf(event.end, execution.Id);
  const known = await knownOf(event, run, failureOfWork, services);
  const failure = failureOfWork && (await withSuperseded(failureOfWork, known, services));
  const ended: RunEnd = { ...known, ...present({ failure }) };
  const reported: RunEnd = { ...ended, isUnchanged: isUnchanged(ended) };
  const { right, recorded } = await runs.end(run, { ...reported, ...present({ note: noteOf(reported) }) }, notifier);
  if (right === 'BUSY' && notifier !== RUN_NOTIFIER) throw new StillNotifying(`the end of run ${execution.Name}`);
  // Once the end is recorded, no function begins new work for the run. If the run or its work was stopped or has timed
  // out, a function may still be completing a step. Then the locks stay held until another run takes them over.
  const isStopped = notifier !== RUN_NOTIFIER || (failureOfWork !== undefined && isCutShort(failureOfWork));
  if (!isStopped) await releaseLocks(run.datasetGroup, execution.Id, services);
  if (right === 'NOTIFY') {
    // If a run was stopped just after it had recorded its end, the recorded end is reported instead of the stop.
    const recordedEnd: RunEnd = { ...known, ...recorded };
    const deletion = await deletionOf(recordedEnd, services);
    const hasSucceeded = recordedEnd.isInForce && recordedEnd.failure === undefined;
    const isFirstUpload = hasSucceeded && (await services.history.isFirstUpload(run));
    const complete = {
      ...recordedEnd,
      ...present({ deletion }),
      isUnchanged: isUnchanged(recordedEnd),
      isFirstUpload,
    };
    const task = begun.task ?? (isScheduledRun(execution.Input) ? execution.Input.task : '');
    await reportEnd({ run, task, end: complete }, services);
  } else {
    // This invocation sends no notification in five cases:
    // - An earlier attempt has sent the notification.
    // - Another execution of the same scheduled run owns the record.
    // - The run was recorded as SKIPPED before it was stopped.
    // - The run was stopped, and the invocation for the stop event sends the notification.
    // - The stop event was delivered twice.
    logger.warn('No notification sent: this end was reported before, or another invocation reports it', { run });
  }
  return failure ?? { status: reported.isUnchanged ? 'UNCHANGED' : 'SUCCEEDED' };
}

/**
 * Reads facts about the run's work from the record table. If the run failed, first closes its decisions, so that no more
 * decisions are recorded.
 */
async function knownOf(
  { begun, execution }: EndRunEvent,
  { datasetGroup }: RunKey,
  failure: Failure | undefined,
  services: EndRunServices,
): Promise<RunEnd> {
  const { results, progress, decisions } = services;
  const subject = subjectOf(begun.request, execution.Input);
  const mayDecide = !(WORKFLOWS_WITHOUT_DECISIONS as readonly string[]).includes(subject.workflow);
  // A function may still be working for a run that failed or was stopped.
  if (mayDecide && failure !== undefined) await decisions.close(datasetGroup, execution.Name, new Date());
  const decided = mayDecide ? await decisions.ofRun(datasetGroup, execution.Name) : [];
  const hasFile = subject.workflow === UPLOAD_WORKFLOW || subject.workflow === REMOVAL_WORKFLOW;
  const file = hasFile ? await progress.find(datasetGroup, execution.Name, FILE_ITEM) : undefined;
  return {
    ...subject,
    execution,
    isInForce: file?.status === 'READY',
    superseded: file?.failure?.name === SUPERSEDED_FILE,
    isRefused: REFUSED_FILE.includes(file?.failure?.name ?? ''),
    resources: await results.of(datasetGroup, execution.Name),
    decisions: decided,
    frozen: await frozenOf(datasetGroup, decided, services),
    now: new Date(),
  };
}

/**
 * If the run's file was not put in force, removes the record of its waiting upload. While the upload waited, it may
 * have superseded other uploads. The runs of those uploads ended without any work, so the failure gets a line about
 * each of them.
 */
async function withSuperseded(
  { error, cause }: Failure,
  { datasetGroup, execution, isInForce }: RunEnd,
  { waitingUploads }: EndRunServices,
): Promise<Failure> {
  const superseded = isInForce ? [] : await waitingUploads.remove(datasetGroup, execution.Id);
  const lines = superseded.map((version) => `This upload superseded version ${version}, whose run changed nothing.`);
  return { error, cause: [cause, ...lines].join('\n') };
}

/**
 * Serving versions that no longer recommend new items or actions. Only solutions on which the run has decided are
 * checked.
 */
async function frozenOf(
  datasetGroup: string,
  decided: RunEnd['decisions'],
  { decisions }: EndRunServices,
): Promise<NonNullable<RunEnd['frozen']>> {
  const solutions = [...new Set(decided.map(({ solution }) => solution))];
  const servings = await Promise.all(solutions.map((solution) => decisions.serving(datasetGroup, solution)));
  return servings.flatMap((serving) =>
    serving?.version && serving.frozenSince ? [{ version: serving.version, since: serving.frozenSince }] : [],
  );
}

async function releaseLocks(datasetGroup: string, run: string, { locks, logger }: EndRunServices): Promise<void> {
  try {
    await locks.releaseAll(datasetGroup, run, new Date());
  } catch (error) {
    if (!(error instanceof Error) || isTransientError(error)) throw error;
    // The next run that needs these locks takes them over.
    logger.error('Could not release the locks', error);
  }
}

/**
 * For a deletion of users, removes the run's copy of the csv. If the run failed, also records that the deletion has
 * failed. The copy is removed even if the run was stopped, although its data deletion job continues and may still need
 * the copy: AWS does not document when a job reads its csv (`personalize-deletion-read` in docs/local-aws.md).
 * @returns the deletion as recorded; undefined for other workflows
 */
async function deletionOf(
  { datasetGroup, workflow, execution, failure, now }: RunEnd,
  { deletions, removeCopy, logger }: EndRunServices,
): Promise<DataDeletion | undefined> {
  if (workflow !== DELETION_WORKFLOW) return undefined;
  await regardless(logger, 'Could not remove the copy of the csv, which expires by itself', () =>
    removeCopy(dataDeletionCopyKey(datasetGroup, execution.Name)),
  );
  if (failure === undefined) return deletions.find(datasetGroup, execution.Name);
  return deletions.update(datasetGroup, execution.Name, {
    status: 'FAILED',
    finishedAt: now.toISOString(),
    ...failure,
  });
}
