import type { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import { parseArn } from '../../lib/aws/arn';
import { isTransientError } from '../../lib/aws/transient-errors';
import type { DesiredState } from '../../lib/parameter-file/desired-state';
import { member } from '../../lib/parameter-file/json-value';
import { DELETION_WORKFLOW, UPLOAD_WORKFLOW } from '../../lib/parameter-file/workflows';
import type { Scope } from '../../lib/personalize/arn';
import { type GroupParameters, publishParameters } from '../../lib/reconciler/parameters/publish-parameters';
import type { Result } from '../../lib/reconciler/step';
import { withParameters } from '../../lib/reconciler/work/parameter-items';
import type { WorkItem } from '../../lib/reconciler/work/work-item';
import { DELETION_LIST, workList } from '../../lib/reconciler/work/work-list';
import type { FileReference } from '../../lib/record-table/file-reference';
import { present } from '../../lib/record-table/item';
import type { OwnResource } from '../../lib/record-table/own-resources';
import type { RunRequest } from '../../lib/record-table/run-request';
import { checkedValues, InputError, isText, TEXT } from '../shared/invalid-event';
import type { Records } from '../shared/records';
import { assertRunInput } from '../shared/run-input';
import { applySchedules, type ScheduleServices } from '../shared/schedules/apply-schedules';
import { correlate } from '../shared/telemetry';
import type { Answer, BrokenCheck } from './answer';
import { type DataDeletionServices, pollDataDeletion } from './data-deletion';
import { decide, decideByRules } from './decide';
import { type LoopServices, wakeUp } from './loop';
import { isSuperseded } from './newer-file';
import { pollResource, type ResourceServices } from './poll-resource';
import { type FileServices, pollFile } from './put-in-force/poll-file';
import { type LockRecords, RunLocks } from './run-locks';
import type { StepProgress, WorkPoll, WorkState } from './work-poll';

/** The request of a run, and the executions that work on it. */
export interface EnsureEvent extends RunRequest {
  /** Id of the run. */
  readonly run: string;
  /** ISO time at which the run's execution began. */
  readonly startedAt: string;
  /** ARN of the run's execution. */
  readonly AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: string;
  /** Sort key of the run's record. */
  readonly record: string;
  /** ARN of the execution of `ensure-resources`. */
  readonly execution: string;
  /** Row checks that an earlier wake-up requested, and that could not be carried out. */
  readonly broken?: readonly BrokenCheck[];
}

export interface EnsureServices
  extends Pick<Records<WorkState>, 'runs' | 'progress' | 'ownResources' | 'verifiedReads'> {
  readonly logger: Logger;
  readonly load: (file: FileReference) => Promise<DesiredState>;
  readonly locks: LockRecords;
  /**
   * True if uploads may delete resources that left the file with `onRemoval: delete`. Uploads never delete datasets.
   */
  readonly mayDelete: boolean;
  readonly resources: Omit<ResourceServices, 'verifiedReads'>;
  readonly uploads: FileServices;
  readonly deletions: DataDeletionServices;
  readonly schedules: (scope: Scope) => ScheduleServices;
  /** The SSM parameters of a dataset group; absent if the deployment publishes no parameters. */
  readonly parametersOf?: (datasetGroup: string) => GroupParameters;
}

/** Handles one wake-up of a run: takes the next step of each work item that is due. */
export async function ensureResources(
  event: EnsureEvent,
  { invokedFunctionArn, awsRequestId }: Pick<Context, 'invokedFunctionArn' | 'awsRequestId'>,
  services: EnsureServices,
): Promise<Answer> {
  // If an operator has started this execution of `ensure-resources`, its input lacks the run's record or the ARN of the
  // run's execution.
  const { AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: runArn } = { ...event };
  if (!member(event, 'record') || !isText(runArn)) throw new InputError(OUTSIDE);
  checkedValues(event, { run: TEXT, record: TEXT, execution: TEXT }, 'that of ensure-resources');
  assertRunInput(event);
  const { datasetGroup, run: id, execution, workflow } = event;
  correlate(services.logger, id);
  const record = { datasetGroup, item: event.record };
  const status = await services.runs.wakeUp(record, runArn, awsRequestId);
  if (status === undefined) throw new InputError(OUTSIDE);
  if (status !== 'RUNNING') return { status: 'FAILED', failure: { error: 'RunEnded', cause: ENDED } };
  const locks = new RunLocks({ holder: { run: runArn, execution }, id, datasetGroup, workflow }, services.locks);
  await locks.enter(new Date());
  const scope = parseArn(invokedFunctionArn);
  const work = workflow === DELETION_WORKFLOW ? { list: DELETION_LIST } : await listOf(event, services);
  const place = { datasetGroup, run: id };
  const verifiedReads = services.verifiedReads();
  const polling = { ...work, scope, event, wakeUp: awsRequestId, locks, services, verifiedReads };
  const loop: LoopServices = {
    progress: {
      of: () => services.progress.of(datasetGroup, id),
      write: (item, progress, before, now) => services.progress.write({ ...place, id: item }, progress, before, now),
    },
    locks,
    poll: (item, before, known, isFirst) => {
      const begunAt = new Date(before.begunAt ?? Date.now());
      return pollItem(item, before, { ...polling, known, begunAt, isFirst });
    },
    isNewest: () => services.runs.isNewest(record, awsRequestId),
    clock: () => new Date(),
  };
  const answer = await wakeUp(work.list, loop, event.broken);
  services.logger.info(`Work of the run: ${answer.status}`, { ...answer });
  // Putting the file in force may add deletions of resources to the work. The list of this wake-up lacks them.
  const isLonger =
    (answer.status === 'READY' || answer.status === 'FAILED') &&
    workflow === UPLOAD_WORKFLOW &&
    (await listOf(event, services)).list.length > work.list.length;
  return isLonger ? { status: 'WAIT', waitSeconds: 1 } : answer;
}

const OUTSIDE =
  'This execution was started outside of a run. Use `personalize-mlops retry`, `schedules run` or `versions promote`, or upload the parameter file.';
const ENDED = 'The run has ended, so it begins no more work.';

async function listOf(event: EnsureEvent, services: EnsureServices) {
  const state = await services.load(event.file);
  const { name } = state.datasetGroup;
  const isOfGroup = [(value: unknown) => value === name, `'${name}', the group of its parameter file`] as const;
  checkedValues(event, { datasetGroup: isOfGroup }, 'that of a run');
  const list = workList(state, event, await removable(event, services));
  return { state, list: services.parametersOf === undefined ? list : withParameters(list) };
}

/**
 * Resources that the run may delete, or has deleted. Deleted resources are included, so that their items stay in the work list of later
 * wake-ups.
 */
async function removable(
  { datasetGroup, workflow, removal, run }: EnsureEvent,
  { ownResources, mayDelete }: EnsureServices,
): Promise<readonly OwnResource[]> {
  const isUpload = workflow === UPLOAD_WORKFLOW && mayDelete;
  if (removal === undefined && !isUpload) return [];
  const named = new Set(removal?.resources);
  const own = await ownResources.of(datasetGroup);
  return own.flatMap((each) => {
    const { arn, type, onRemoval, removedBy } = each;
    if (removedBy !== undefined && removedBy !== run) return [];
    // A resource with `onRemoval: delete` is deleted only when all campaigns of the file exist, because a campaign of
    // the file may replace the resource. A resource that a person has named is deleted without this condition, so its
    // `onRemoval` is set to `keep` here.
    if (named.has(arn)) return { ...each, onRemoval: 'keep' as const };
    return isUpload && onRemoval === 'delete' && type !== 'dataset' ? each : [];
  });
}

interface Polling {
  /** Absent for a deletion of users, which has no parameter file. */
  readonly state?: DesiredState;
  readonly known: ReadonlyMap<string, StepProgress>;
  readonly begunAt: Date;
  readonly isFirst: boolean;
  readonly scope: Scope;
  readonly event: EnsureEvent;
  /** Id of this wake-up. */
  readonly wakeUp: string;
  readonly locks: RunLocks;
  readonly services: EnsureServices;
  readonly verifiedReads: ResourceServices['verifiedReads'];
}

async function pollItem(item: WorkItem, before: StepProgress, polling: Polling): Promise<WorkPoll> {
  const { state, known, begunAt, isFirst, scope, event, wakeUp, locks, services, verifiedReads } = polling;
  const { datasetGroup, run: id, file, trigger, choice } = event;
  const { work } = item;
  if (work.kind === 'DELETION')
    return pollDataDeletion({ datasetGroup, id, file, scope, begunAt }, before, services.deletions);
  if (state === undefined) throw new Error('The run has no parameter file.');
  const parameters = services.parametersOf?.(datasetGroup);
  const publish = async (leaving?: string) => {
    const account = { scope, personalize: services.resources.personalize, ...present({ leaving }) };
    if (parameters !== undefined) await publishParameters(state, parameters, account);
  };
  switch (work.kind) {
    case 'RESOURCE': {
      const progress = { before, begunAt, isFirst, place: before.place ?? 0 };
      const resources = {
        ...services.resources,
        verifiedReads,
        unpublish: publish,
        isSuperseded: () => isSuperseded(event, services.uploads),
      };
      const isSkipped = work.training !== undefined && resultOf(known.get(work.training)) === 'SKIPPED';
      const asked = isSkipped ? { ...work, onlyVersion: true } : work;
      return pollResource(asked, progress, { id, trigger, file, state, scope }, resources);
    }
    case 'FILE': {
      const execution = { Id: event.AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID, Name: id, StartTime: event.startedAt };
      const run = { request: event, record: event.record, execution, wakeUp, scope };
      return pollFile(run, before, locks, services.uploads);
    }
    case 'RULES':
    case 'DECISION': {
      const newer = await services.resources.newerFile(datasetGroup, file);
      const isIn = newer?.solutions.some(({ name }) => name === work.solution);
      const deciding = { ...services.resources, scope, id, state: newer !== undefined && isIn ? newer : state };
      return work.kind === 'RULES' ? decideByRules(work.solution, deciding) : decide(work.solution, choice, deciding);
    }
    case 'SCHEDULES':
      if (work.ifCreated !== undefined && !work.ifCreated.some((id) => resultOf(known.get(id)) === 'CREATED'))
        return { status: 'READY' };
      return setSchedules(work, { state, file }, services.schedules(scope), services.logger);
    case 'PARAMETERS':
      // This item may be polled days after the run began. A newer file may be in force by then.
      if (await services.uploads.filesInForce.isInForce(datasetGroup, file)) await publish();
      return { status: 'READY' };
  }
}

/**
 * Sets the schedules of tasks. REST is the item that sets all schedules at the end of an upload. An error of REST is
 * thrown: the loop retries a transient error, and any other error fails the item. An error of another item is only
 * logged, because REST sets all schedules again. In a run that is no upload, the nightly reconciliation sets them again.
 * Exception: a transient error of EXISTING is thrown, too, and so retried. Without the retry, the schedules of a replaced
 * file would start runs until REST.
 */
async function setSchedules(
  { of }: Extract<WorkItem['work'], { kind: 'SCHEDULES' }>,
  file: Parameters<typeof applySchedules>[1],
  services: ScheduleServices,
  logger: Logger,
): Promise<WorkPoll> {
  try {
    logger.info('Schedules reconciled', { ...(await applySchedules(of, file, services)) });
  } catch (error) {
    if (of === 'REST' || (of === 'EXISTING' && isTransientError(error as Error))) throw error;
    logger.error('Could not set schedules', error as Error);
  }
  return { status: 'READY' };
}

/** Result of an item's resource; undefined if the item has no result yet, or if the run has no such item. */
function resultOf({ state }: StepProgress = { status: 'OPEN' }): Result | undefined {
  return state !== undefined && 'result' in state ? state.result : undefined;
}
