import { jobArn } from '../../personalize/arn';
import { isPending } from '../../personalize/statuses';
import type { CreationIntent, CreationIntents } from '../../record-table/creation-intents';
import { ResourceFailed } from '../errors';
import type { Request } from '../personalize-api/personalize-api';
import { reasonOf } from '../personalize-api/personalize-api';
import { JOB_RESOURCES } from '../resource-types';
import { earlierThatWillDo } from '../resource-types/assess';
import { assertDatasets } from '../resource-types/needed-datasets';
import type { Found, JobResource, JobType } from '../resource-types/resource-type';
import { findByArn } from '../resource-types/resource-type';
import { nameOfVersion } from '../resource-types/solution-version';
import { verifyRead } from '../resource-types/verified-read';
import { describeActual, describeResource, type Progress, type Step, type StepState, type WaitFor } from '../step';

/**
 * Milliseconds after which a new job that Describe does not show counts as deleted. Long, because a wrong decision fails a run.
 */
const SHOWN_WITHIN = 120_000;

/** Reconciles a job or a solution version, one step at a time; an earlier one that did the same work is used. */
export async function reconcileJob(
  strategy: JobResource,
  step: Step,
  stepState: StepState,
  intents: CreationIntents,
): Promise<Progress> {
  if (stepState.arn !== undefined) return followKnown(strategy, step, { ...stepState, arn: stepState.arn });
  const own = await strategy.findOwn(step);
  if (own !== undefined) return adopt(step, { ...stepState, result: 'CREATED' }, own);
  const earlier = await earlierThatWillDo(strategy, step);
  if (earlier !== undefined) return adopt(step, stepState, earlier);

  await assertDatasets(strategy, step);
  const request = await strategy.createRequest(step);
  await forgetRead(strategy, step);
  const name = strategy.isNamed ? String(request.jobName) : undefined;
  const intended = await intents.declare(step, name);
  if (intended !== undefined) {
    const interrupted = await findIntended(strategy, step, intended);
    if (interrupted !== undefined) return adopt(step, { ...stepState, result: 'CREATED' }, interrupted);
    if (!intended.wouldShow) return notVisible('perhaps created already, and not shown yet', stepState);
    await intents.redeclare(step, name);
  }
  try {
    const arn = await step.personalize.create(strategy.type, request);
    const createdAt = step.now.toISOString();
    return {
      status: 'WAIT',
      reason: 'creation requested',
      stepState: { ...stepState, arn, ...nameIn(request), result: 'CREATED', createdAt },
      waitFor: work(step, step.now),
    };
  } catch (error) {
    if (!(error instanceof Error) || !strategy.isNothingNew?.(error)) throw error;
    const before = await strategy.findEarlier(step);
    if (before === undefined) throw error;
    return adopt(step, { ...stepState, note: error.message }, before);
  }
}

/** What an earlier job has read is not the newest any more: if content comes back, it is read again. */
async function forgetRead(strategy: JobResource, step: Step): Promise<void> {
  const work = await strategy.workOf?.(step);
  if (work !== undefined) await step.verifiedReads.put(step.state.datasetGroup.name, work.subject, undefined);
}

/** Keeps what a job that has ended is proven to have read. Does nothing for other resources. */
export async function recordRead(step: Step, arn: string): Promise<void> {
  const { type } = step.resource;
  const work = type in JOB_RESOURCES ? await JOB_RESOURCES[type as JobType].workOf?.(step) : undefined;
  if (work !== undefined) await verifyRead(step, work, arn);
}

/** The job of an interrupted poll that saw other data, and so gave its job another name. */
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

/** Describe may not show a new resource for some seconds, so it counts as deleted only after a while. */
async function followKnown(
  strategy: JobResource,
  step: Step,
  stepState: StepState & { arn: string },
): Promise<Progress> {
  const { arn, createdAt } = stepState;
  const description = await step.personalize.describe(strategy.type, arn);
  if (description !== undefined) {
    const name = stepState.name ?? (await nameOfVersion(step, arn));
    return follow(step, { ...stepState, ...nameIn({ name }) }, { arn, description });
  }
  if (createdAt !== undefined && step.now.getTime() - Date.parse(createdAt) < SHOWN_WITHIN)
    return notVisible('not shown yet', stepState);
  throw new ResourceFailed(describeResource(step), `${arn} not found; it was deleted by another writer.`);
}
