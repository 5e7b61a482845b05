import {
  LimitExceededException,
  ResourceAlreadyExistsException,
  ResourceInUseException,
} from '@aws-sdk/client-personalize';
import { isTransientError } from '../../aws/transient-errors';
import { jobArn } from '../../personalize/arn';
import type { ResourceType } from '../../personalize/resource-types';
import { schemaFields } from '../../personalize/schema';
import { isPending } from '../../personalize/statuses';
import type { CreationIntent, CreationIntents } from '../../record-table/creation-intents';
import { present } from '../../record-table/item';
import { withoutValues } from '../../text/without-values';
import { reasonOf } from '../account/personalize-api';
import { type Exceeded, freeReservation, noteBegun, reserve } from '../budget/reserve';
import { AcceptanceRefused, NotCovered, ResourceFailed } from '../errors';
import { describeActual, describeResource, type Progress, type Step, type StepState, waiting } from '../step';
import { assertNotHeld } from './assert-not-held';
import { jobByFileInForce } from './by-file-in-force';
import { isFromStepOf } from './job-name';
import { assertDatasets } from './needed-datasets';
import { type FoundResource, findByArn, type JobResource } from './resource-type';
import { nameOfVersion } from './solution-version';
import { forgetRead } from './verified-read';
import { isTooNew, notVisible } from './visibility';

const PERHAPS_CREATED = 'perhaps created already, and not shown yet';

/** Refusals of a creation after which the step retries it (API model of CreateSolutionVersion, November 2026). */
const REFUSALS = [LimitExceededException, ResourceInUseException];

/** Reconciles a job or a solution version, one step at a time. Uses an earlier job or version if it did the same work. */
export async function reconcileJob(
  strategy: JobResource,
  step: Step,
  stepState: StepState,
  intents: CreationIntents,
): Promise<Progress> {
  if (step.until === 'CHECKED') return check(strategy, step, stepState);
  if (stepState.result === 'SKIPPED') return { status: 'READY', stepState };
  if (stepState.arn !== undefined) return followKnown(strategy, step, { ...stepState, arn: stepState.arn });
  const { budgeted, left } = await jobByFileInForce(step);
  const own = left === undefined ? await strategy.findOwn(step, intents) : await findDeclared(strategy, step, intents);
  if (own !== undefined) return adoptOwn(budgeted, { ...stepState, result: 'CREATED' }, own);
  if (left !== undefined) throw left;
  const earlier = await earlierThatWillDo(strategy, step);
  if (earlier !== undefined) {
    // A list may show the step's own job before Describe does.
    const isOwn = strategy.isNamed && isFromStepOf(step.startedAt, earlier.arn);
    return isOwn ? adoptOwn(budgeted, { ...stepState, result: 'CREATED' }, earlier) : adopt(step, stepState, earlier);
  }
  const skipped = await strategy.skip?.(step);
  if (skipped !== undefined) return adopt(step, { ...stepState, note: skipped.note }, skipped.instead);

  await assertDatasets(strategy, step);
  const request = await strategy.createRequest(step);
  await strategy.assertInput?.(step);
  const created: StepState = { ...noted(stepState, await strategy.assertChecked?.(step)), result: 'CREATED' };
  await assertNotHeld(step);
  const jobName = strategy.isNamed ? String(request.jobName) : undefined;
  const intended = present({ jobName, newestBefore: await strategy.newestBefore?.(step) });
  const before = await interruptedCreation(step, jobName, intents);
  if (before !== undefined) {
    const interrupted = await findIntended(strategy, step, before);
    if (interrupted !== undefined) return adoptOwn(budgeted, created, interrupted);
    if (!before.wouldShow) return notVisible(PERHAPS_CREATED, stepState);
  }
  const jobArn = arnOfJob(strategy, step, jobName);
  const exceeded = await reserve(budgeted, strategy.estimate, jobArn, strategy.existsAlready);
  if (exceeded?.isSkipped) {
    if (before !== undefined) await intents.withdraw(step);
    return skipForBudget(strategy, step, stepState, exceeded);
  }
  const work = await strategy.workOf?.(step);
  if (work !== undefined) await forgetRead(step, work);
  // The intent is declared right before the creation is requested: if another wake-up of the run finds the intent, it
  // waits for Personalize to show the creation, but only for a while.
  const isDeclared =
    before === undefined
      ? (await intents.declare(step, intended)) === undefined
      : await intents.redeclare(step, intended, before);
  if (!isDeclared) return notVisible(PERHAPS_CREATED, stepState);
  try {
    const arn = await step.personalize.create(strategy.type, request);
    const aboveBudget = await noteBegun(budgeted, arn);
    const asked = {
      ...created,
      arn,
      ...nameIn(request),
      ...noteOn(aboveBudget, created.note),
      createdAt: step.now.toISOString(),
    };
    return waiting('creation requested', asked, { kind: 'WORK', of: awaited(step), since: step.now });
  } catch (error) {
    // If a job with this name exists already, it may be the step's own, so its reservation stays.
    const isRefused =
      error instanceof Error && !isTransientError(error) && !(error instanceof ResourceAlreadyExistsException);
    if (before === undefined && isRefused) await freeReservation(budgeted);
    // Only a refusal of the first attempt proves that nothing was created. The reservation is freed first, because no
    // other wake-up uses the reservation until the intent is withdrawn. If the intent cannot be withdrawn, the next
    // poll searches for the version.
    const isNothingNew = error instanceof Error && strategy.isNothingNew?.(error) === true;
    const isRetried = isNothingNew || REFUSALS.some((refusal) => error instanceof refusal);
    if (before === undefined && !strategy.isNamed && isRetried) await intents.withdraw(step).catch(() => undefined);
    if (!isNothingNew) throw error;
    const found = await strategy.findEarlier(step);
    if (found === undefined) throw error;
    return adopt(step, { ...stepState, note: `Nothing new: ${error.message}` }, found);
  }
}

/**
 * The creation that an earlier poll declared; undefined if there is none. Also undefined for a job that has the same
 * name as the new one: Personalize accepts a name only once, so a repeated request creates no second job.
 */
async function interruptedCreation(
  step: Step,
  jobName: string | undefined,
  intents: CreationIntents,
): Promise<CreationIntent | undefined> {
  const declared = await intents.of(step);
  return jobName !== undefined && declared?.jobName === jobName ? undefined : declared;
}

/** Adopts the job or version that the step has created in a call whose answer was lost. */
async function adoptOwn(step: Step, stepState: StepState, own: FoundResource): Promise<Progress> {
  return adopt(step, { ...stepState, ...noteOn(await noteBegun(step, own.arn), stepState.note) }, own);
}

/**
 * Skips work that the budget does not cover. The run goes on with the job or version that exists.
 * @throws NotCovered if none exists
 */
async function skipForBudget(
  strategy: JobResource,
  step: Step,
  stepState: StepState,
  exceeded: Exceeded,
): Promise<Progress> {
  if ((await strategy.existsAlready?.(step)) === false)
    throw new NotCovered(describeResource(step), exceeded.note, exceeded.isNews);
  return { status: 'READY', stepState: { ...stepState, result: 'SKIPPED', ...noteOn(exceeded) } };
}

/** @param checked note of the data checks, which comes first */
function noteOn(exceeded: Exceeded | undefined, checked?: string): Pick<StepState, 'note' | 'isOverBudget'> {
  if (exceeded === undefined) return {};
  return { note: `${checked === undefined ? '' : `${checked}; `}${exceeded.note}`, isOverBudget: exceeded.isNews };
}

/**
 * Checks the data that a new job would read, or finds an earlier job that makes the new one unnecessary. Does neither if a newer file is in
 * force, as the job does not begin then.
 * @throws AcceptanceRefused if a newer file is in force, and the step has data to accept
 */
async function check(strategy: JobResource, step: Step, stepState: StepState): Promise<Progress> {
  const { left } = await jobByFileInForce(step);
  if (left !== undefined && step.acceptance !== undefined) throw new AcceptanceRefused(describeResource(step));
  if (left !== undefined) return { status: 'READY', stepState };
  await strategy.endAcceptances?.(step);
  const earlier = await earlierThatWillDo(strategy, step);
  if (earlier !== undefined) {
    const prepared = noted(stepState, await strategy.prepareChecks?.(step));
    return { status: 'READY', stepState: { ...prepared, arn: earlier.arn } };
  }
  await strategy.assertInput?.(step);
  return { status: 'READY', stepState: noted(stepState, await strategy.assertChecked?.(step)) };
}

function noted({ note: _, ...stepState }: StepState, note: string | undefined): StepState {
  return { ...stepState, ...(note !== undefined && { note }) };
}

/**
 * An earlier job or version that makes a new one unnecessary: in progress or finished, with the same work, not older than the file's
 * `maxAge`. Undefined if there is none, or if the step forces a new one.
 */
export async function earlierThatWillDo(strategy: JobResource, step: Step): Promise<FoundResource | undefined> {
  const earlier = step.force ? undefined : await strategy.findEarlier(step);
  return earlier === undefined || isTooOld(step, earlier) ? undefined : earlier;
}

function isTooOld({ resource, now }: Step, { description }: FoundResource): boolean {
  const { status = '', lastUpdatedDateTime, creationDateTime } = description;
  const finished = lastUpdatedDateTime ?? creationDateTime;
  if (resource.maxAgeSeconds === undefined || finished === undefined || isPending(status)) return false;
  return now.getTime() - finished.getTime() > resource.maxAgeSeconds * 1000;
}

/** The job that an interrupted poll of the step has created. A named job is found even if its input is gone. */
async function findDeclared(
  strategy: JobResource,
  step: Step,
  intents: CreationIntents,
): Promise<FoundResource | undefined> {
  if (!strategy.isNamed) return strategy.findOwn(step, intents);
  const declared = await intents.of(step);
  return declared && findIntended(strategy, step, declared);
}

/** The job that an interrupted poll has declared. If that poll saw other data, the job has another name. */
async function findIntended(
  strategy: JobResource,
  step: Step,
  { jobName }: CreationIntent,
): Promise<FoundResource | undefined> {
  const arn = arnOfJob(strategy, step, jobName);
  return arn === undefined ? undefined : findByArn(step, strategy.type, arn);
}

/** ARN of a job by its name; undefined for solution versions, whose ARN has a random id. */
function arnOfJob({ type }: JobResource, { scope }: Step, jobName: string | undefined): string | undefined {
  return jobName === undefined || type === 'solutionVersion' ? undefined : jobArn(scope, type, jobName);
}

/** Adopts a job that existed before the step knew of it. */
async function adopt(step: Step, stepState: StepState, { arn, description }: FoundResource): Promise<Progress> {
  const name = await nameOfVersion(step, arn);
  return follow(step, { ...stepState, arn, ...nameIn({ name }) }, description);
}

/**
 * Follows a known job. Describe may not show a new job for some seconds, so a missing job counts as deleted only after
 * a while.
 */
async function followKnown(strategy: JobResource, step: Step, stepState: Known): Promise<Progress> {
  const { arn } = stepState;
  const description = await step.personalize.describe(strategy.type, arn);
  if (description !== undefined) {
    const name = stepState.name ?? (await nameOfVersion(step, arn));
    const isOwnEnd = stepState.result === 'CREATED' && description.status === 'ACTIVE';
    // A job that has ended well does not fail because its note cannot be made.
    const atEnd = isOwnEnd ? await strategy.noteAtEnd?.(step, description).catch(() => undefined) : undefined;
    const note = [atEnd, stepState.note].filter((each) => each !== undefined).join('; ') || undefined;
    return follow(step, { ...noted(stepState, note), arn, ...nameIn({ name }) }, description);
  }
  if (isTooNew(step, stepState)) return notVisible('not shown yet', stepState);
  throw new ResourceFailed(describeResource(step), `${arn} not found; it was deleted by another writer.`);
}

type Known = StepState & { readonly arn: string };

function follow(step: Step, stepState: Known, description: FoundResource['description']): Progress {
  const { status = '', creationDateTime: since = step.startedAt } = description;
  const isStarted = step.until === 'STARTED' && isPending(status) && status !== 'CREATE PENDING';
  if (status === 'ACTIVE' || isStarted) return { status: 'READY', stepState };
  if (!isPending(status))
    throw new ResourceFailed(describeActual(step, stepState), shownReason(step, description), stepState.arn);
  return waiting(status, stepState, { kind: 'WORK', of: awaited(step), since });
}

/** Types of jobs whose failure reasons may quote their input. */
const READ_INPUT: readonly ResourceType[] = ['datasetImportJob', 'batchInferenceJob', 'batchSegmentJob'];

function shownReason({ resource, state }: Step, description: FoundResource['description']): string {
  const reason = reasonOf(description);
  if (!READ_INPUT.includes(resource.type)) return reason;
  const columns = state.datasets.flatMap(({ schema }) => schemaFields(schema.request.schema));
  return withoutValues(
    reason,
    columns.map(({ name }) => name),
  );
}

function nameIn({ name }: { readonly name?: unknown }): Pick<StepState, 'name'> {
  return typeof name === 'string' ? { name } : {};
}

function awaited({ until }: Step): 'START' | 'CREATION' {
  return until === 'STARTED' ? 'START' : 'CREATION';
}
