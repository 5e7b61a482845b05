import { jobArn } from '../../personalize/arn';
import { isPending } from '../../personalize/statuses';
import type { CreationIntent, CreationIntents } from '../../record-table/creation-intents';
import { earlierThatWillDo } from '../earlier';
import { ResourceFailed } from '../errors';
import { assertDatasets } from '../needed-datasets';
import type { Request } from '../personalize-api';
import { findByArn } from '../resource-types/find-by-arn';
import type { Found, JobResource } from '../resource-types/resource-type';
import { nameOfVersion } from '../resource-types/solution-version';
import {
  describeActual,
  describeResource,
  type Progress,
  type Step,
  type StepState,
  type WaitFor,
} from '../step';
import { reasonOf } from './reconcile-named';

/**
 * Milliseconds after which a new job that Describe does not show is gone. Long, because to believe it too early fails a run.
 */
const SHOWN_WITHIN = 120_000;

/** Brings a job or a solution version one step nearer to its end; an earlier one that did the same work will do. */
export async function ensureJob(
  kind: JobResource,
  step: Step,
  stepState: StepState,
  intents: CreationIntents,
): Promise<Progress> {
  if (stepState.arn !== undefined) return followKnown(kind, step, { ...stepState, arn: stepState.arn });
  const own = await kind.findOwn(step);
  if (own !== undefined) return adopt(step, { ...stepState, result: 'CREATED' }, own);
  const earlier = await earlierThatWillDo(kind, step);
  if (earlier !== undefined) return adopt(step, stepState, earlier);

  await assertDatasets(kind, step);
  const request = await kind.createRequest(step);
  await forgetRead(kind, step);
  const name = kind.isNamed ? String(request.jobName) : undefined;
  const intended = await intents.declare(step, name);
  if (intended !== undefined) {
    const interrupted = await findIntended(kind, step, intended);
    if (interrupted !== undefined) return adopt(step, { ...stepState, result: 'CREATED' }, interrupted);
    if (!intended.wouldShow) return notVisible('perhaps created already, and not shown yet', stepState);
    await intents.redeclare(step, name);
  }
  try {
    const arn = await step.personalize.create(kind.type, request);
    const createdAt = step.now.toISOString();
    return {
      status: 'WAIT',
      reason: 'creation requested',
      stepState: { ...stepState, arn, ...nameIn(request), result: 'CREATED', createdAt },
      waitFor: work(step, step.now),
    };
  } catch (error) {
    if (!(error instanceof Error) || !kind.isNothingNew?.(error)) throw error;
    const before = await kind.findEarlier(step);
    if (before === undefined) throw error;
    return adopt(step, { ...stepState, note: error.message }, before);
  }
}

/** What an earlier job has read is not the newest any more: if content comes back, it is read again. */
async function forgetRead(kind: JobResource, step: Step): Promise<void> {
  const work = await kind.workOf?.(step);
  if (work !== undefined) await step.verifiedReads.put(step.state.datasetGroup.name, work.subject, undefined);
}

/** The job of an interrupted look that saw other data, and so gave its job another name than this look would. */
async function findIntended(
  { type }: JobResource,
  step: Step,
  { jobName }: CreationIntent,
): Promise<Found | undefined> {
  // Versions have no names.
  if (jobName === undefined || type === 'solutionVersion') return undefined;
  return findByArn(step, type, jobArn(step.scope, type, jobName));
}

/** What was there before the step knew of it. */
async function adopt(step: Step, stepState: StepState, found: Found): Promise<Progress> {
  const name = await nameOfVersion(step, found.arn);
  return follow(step, { ...stepState, arn: found.arn, ...nameIn({ name }) }, found);
}

function nameIn({ name }: Request): Pick<StepState, 'name'> {
  return typeof name === 'string' ? { name } : {};
}

function follow(step: Step, stepState: StepState & { arn: string }, { description }: Found): Progress {
  const { status = '' } = description;
  if (status === 'ACTIVE') return { status: 'READY', arn: stepState.arn, stepState };
  if (!isPending(status)) throw new ResourceFailed(describeActual(step, stepState), reasonOf(description));
  if (step.until === 'STARTED' && status !== 'CREATE PENDING')
    return { status: 'READY', arn: stepState.arn, stepState };
  return {
    status: 'WAIT',
    reason: status,
    stepState,
    waitFor: work(step, description.creationDateTime ?? step.startedAt),
  };
}

function notVisible(reason: string, stepState: StepState): Progress {
  return { status: 'WAIT', reason, stepState, waitFor: { kind: 'NOT_VISIBLE' } };
}

function work({ until }: Step, since: Date): WaitFor {
  return { kind: 'WORK', of: until === 'STARTED' ? 'START' : 'CREATION', since };
}

/** Describe may not show for some seconds what was just created: that it is gone is believed only after a while. */
async function followKnown(
  kind: JobResource,
  step: Step,
  stepState: StepState & { arn: string },
): Promise<Progress> {
  const { arn, createdAt } = stepState;
  const description = await step.personalize.describe(kind.type, arn);
  if (description !== undefined) {
    const name = stepState.name ?? (await nameOfVersion(step, arn));
    return follow(step, { ...stepState, ...nameIn({ name }) }, { arn, description });
  }
  if (createdAt !== undefined && step.now.getTime() - Date.parse(createdAt) < SHOWN_WITHIN)
    return notVisible('not shown yet', stepState);
  throw new ResourceFailed(describeResource(step), `${arn} is gone; it was deleted by hand.`);
}
