import { folderOf } from '../../lib/aws/data-bucket-layout';
import type { DesiredState } from '../../lib/parameter-file/desired-state';
import type { Scope } from '../../lib/personalize/arn';
import { MemoizedPersonalize } from '../../lib/reconciler/account/memoized-personalize';
import { newsOfFailure, type Poll, poll } from '../../lib/reconciler/apply/poll';
import { datasetOf, type Step, type StepServices, type StepState, solutionOf } from '../../lib/reconciler/step';
import type { ResourceWork } from '../../lib/reconciler/work/work-item';
import type { FileReference } from '../../lib/record-table/file-reference';
import { present } from '../../lib/record-table/item';
import { isRemovable } from '../../lib/record-table/own-resources';
import type { Records } from '../shared/records';
import type { PollPublisher } from './poll-publisher';
import { refusalOf } from './repeated-refusal';
import type { StepProgress, WorkPoll } from './work-poll';

/** Inputs and services for reconciling a resource, besides the resource itself. */
export interface ResourceServices
  extends Omit<StepServices, 'decisions' | 'newerFile'>,
    Pick<Records, 'decisions' | 'intents' | 'refusals' | 'ownResources'> {
  readonly publisher: PollPublisher;
  /**
   * Finds the dataset group's file in force; undefined if no file is in force, if `file` is in force, or if the file in
   * force cannot be read.
   */
  readonly newerFile: (datasetGroup: string, file: FileReference) => Promise<DesiredState | undefined>;
}

/** The run whose resources are reconciled. */
export interface ResourceRun {
  readonly id: string;
  readonly trigger: string;
  readonly file: FileReference;
  readonly state: DesiredState;
  readonly scope: Scope;
}

interface ItemProgress {
  readonly before: StepProgress;
  readonly begunAt: Date;
  /** True if no earlier wake-up has begun to poll the item, or an item that it continues. */
  readonly isFirst: boolean;
  /** Position of the item in the work list. It makes names that contain a time unique. */
  readonly place: number;
}

/**
 * Takes the next step of a resource, and publishes the result.
 * @throws RunError if the resource failed, is in conflict, lacks input or waited too long
 * @throws HarmlessEnd if the item ends without its resource, which does not fail the run
 */
export async function pollResource(
  { resource, continues: _, training: __, kind: ___, ...asked }: ResourceWork,
  { before, begunAt, isFirst, place }: ItemProgress,
  run: ResourceRun,
  { intents, refusals, ownResources, publisher, newerFile, ...services }: ResourceServices,
): Promise<WorkPoll> {
  const { state, scope, id, file } = run;
  const step: Step = {
    ...services,
    ...asked,
    state,
    scope,
    resource,
    folder: folderOf(file.key),
    newerFile: () => newerFile(state.datasetGroup.name, file),
    runId: id,
    startedAt: begunAt,
    isFirstPoll: isFirst,
    stamp: new Date(begunAt.getTime() + place * 1000),
    now: new Date(),
    force: asked.force ?? false,
    personalize: new MemoizedPersonalize(services.personalize),
  };
  // If there is a `before.state`, an earlier poll of the same resource has written it.
  const known: StepState = {
    result: 'UNCHANGED',
    since: begunAt.toISOString(),
    ...(before.state as Partial<StepState>),
  };
  let polled: Poll;
  try {
    polled = await poll(step, known, intents);
  } catch (thrown) {
    const error = await refusalOf(step, thrown, refusals, run.trigger);
    if (error instanceof Error)
      await publisher.publishFailure(step, error, await newsOfFailure(step, known, error), id);
    throw error;
  }
  // If a newer file is in force, the poll has accepted no data, so the record of refused data stays.
  if (step.until === 'CHECKED' && polled.status === 'READY' && (await step.newerFile?.()) === undefined)
    await refusals.forget(state.datasetGroup.name, datasetOf(step).csvName);
  await recordOwn(step, polled, id, ownResources);
  await publisher.publish(step, polled, id);
  const { status, stepState, waitSeconds, check, reason } = polled;
  return { status, state: stepState, ...present({ waitSeconds, check, reason }) };
}

/** Records what the poll created or deleted. If that fails, the next poll finds the same result, and records it. */
async function recordOwn(
  step: Step,
  { isCreated, status, stepState: { arn, result } }: Poll,
  run: string,
  ownResources: ResourceServices['ownResources'],
): Promise<void> {
  const { state, resource, own } = step;
  const { type, name } = resource;
  const datasetGroup = state.datasetGroup.name;
  const now = new Date();
  if (own !== undefined && status === 'READY' && result === 'DELETED')
    return ownResources.noteRemoved(datasetGroup, own, run, now);
  if (!isCreated || arn === undefined || !isRemovable(type)) return;
  const solution = type === 'solution' || type === 'campaign' ? { solution: solutionOf(step).name } : {};
  await ownResources.add(datasetGroup, { type, name, arn, recordedAt: now.toISOString(), ...solution });
}
