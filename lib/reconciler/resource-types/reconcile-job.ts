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

const PERHAPS_CREATED = 'may have been created, but Personalize does not show it yet';

/** Errors that refuse a creation and after which the step may retry the creation (API model of CreateSolutionVersion, November 2026). */
const REFUSALS = [LimitExceededException, ResourceInUseException];

/**
 * Takes the next step for a job or a solution version. If an earlier job or version makes a new one unnecessary, none is
 * created: see {@link reusableJob}.
 */
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
  const earlier = await reusableJob(strategy, step);
  if (earlier !== undefined) {
    // The earlier job may be the step's own: List may show a new job before Describe shows it.
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
  // The intent is declared right before the creation is requested. If another wake-up of the run finds the intent, it waits
  // until Personalize shows the creation, but only for a minute. So the intent must not be declared earlier.
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
    // If a job with this name already exists, the step itself may have created it, so the reservation stays.
    const isRefused =
      error instanceof Error && !isTransientError(error) && !(error instanceof ResourceAlreadyExistsException);
    if (before === undefined && isRefused) await freeReservation(budgeted);
    // Only a refusal of the first attempt proves that nothing was created. The reservation is deleted before the intent,
    // because no other wake-up uses the reservation as long as the intent exists. If the intent cannot be withdrawn, the
    // next poll searches for the version.
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
 * The creation that an earlier poll declared; undefined if there is none. Also undefined if the declared job has the same
 * name as the new job: Personalize accepts a name only once, so a repeated request creates no second job.
 */
async function interruptedCreation(
  step: Step,
  jobName: string | undefined,
  intents: CreationIntents,
): Promise<CreationIntent | undefined> {
  const declared = await intents.of(step);
  return jobName !== undefined && declared?.jobName === jobName ? undefined : declared;
}

/** Adopts the job or version that this step has created by a request whose answer was lost. */
async function adoptOwn(step: Step, stepState: StepState, own: FoundResource): Promise<Progress> {
  return adopt(step, { ...stepState, ...noteOn(await noteBegun(step, own.arn), stepState.note) }, own);
}

/**
 * Skips work that the budget does not cover. If other work follows, it goes on with an earlier job or version.
 * @throws NotCovered if other work follows, and no earlier job or version exists
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

/** @param checked note of the data checks; it comes first in the combined note */
function noteOn(exceeded: Exceeded | undefined, checked?: string): Pick<StepState, 'note' | 'isOverBudget'> {
  if (exceeded === undefined) return {};
  return { note: `${checked === undefined ? '' : `${checked}; `}${exceeded.note}`, isOverBudget: exceeded.isNews };
}

/**
 * Checks the data that a new job would read, or finds an earlier job that makes the new job unnecessary. If a newer file is
 * in force and keeps the job from beginning, this does nothing.
 * @throws AcceptanceRefused if a newer file is in force, and the step has data to accept
 */
async function check(strategy: JobResource, step: Step, stepState: StepState): Promise<Progress> {
  const { left } = await jobByFileInForce(step);
  if (left !== undefined && step.acceptance !== undefined) throw new AcceptanceRefused(describeResource(step));
  if (left !== undefined) return { status: 'READY', stepState };
  await strategy.endAcceptances?.(step);
  const earlier = await reusableJob(strategy, step);
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
 * An earlier job or version that makes a new one unnecessary. It did or does the same work, and it is not older than the
 * file's `maxAge`. Undefined if there is no such job or version, or if the step forces a new one.
 */
export async function reusableJob(strategy: JobResource, step: Step): Promise<FoundResource | undefined> {
  const earlier = step.force ? undefined : await strategy.findEarlier(step);
  return earlier === undefined || isTooOld(step, earlier) ? undefined : earlier;
}

function isTooOld({ resource, now }: Step, { description }: FoundResource): boolean {
  const { status = '', lastUpdatedDateTime, creationDateTime } = description;
  const finished = lastUpdatedDateTime ?? creationDateTime;
  if (resource.maxAgeSeconds === undefined || finished === undefined || isPending(status)) return false;
  return now.getTime() - finished.getTime() > resource.maxAgeSeconds * 1000;
}

/** The job that an interrupted poll of the step has created. A job with a name is found by its intent, even if its input was removed. */
async function findDeclared(
  strategy: JobResource,
  step: Step,
  intents: CreationIntents,
): Promise<FoundResource | undefined> {
  if (!strategy.isNamed) return strategy.findOwn(step, intents);
  const declared = await intents.of(step);
  return declared && findIntended(strategy, step, declared);
}

/** The job that an interrupted poll has declared and created. The name in the intent finds it even if the data have changed since that poll. */
async function findIntended(
  strategy: JobResource,
  step: Step,
  { jobName }: CreationIntent,
): Promise<FoundResource | undefined> {
  const arn = arnOfJob(strategy, step, jobName);
  return arn === undefined ? undefined : findByArn(step, strategy.type, arn);
}

/** ARN of a job, made of its name; undefined for solution versions, because their ARNs have random ids. */
function arnOfJob({ type }: JobResource, { scope }: Step, jobName: string | undefined): string | undefined {
  return jobName === undefined || type === 'solutionVersion' ? undefined : jobArn(scope, type, jobName);
}

/** Follows an existing job or version whose ARN the step state does not have yet. */
async function adopt(step: Step, stepState: StepState, { arn, description }: FoundResource): Promise<Progress> {
  const name = await nameOfVersion(step, arn);
  return follow(step, { ...stepState, arn, ...nameIn({ name }) }, description);
}

/**
 * Follows a job whose ARN is in the step state. Describe may not show a new job for some seconds. So a job that the step
 * has created counts as deleted only if it is missing two minutes after its creation.
 */
async function followKnown(strategy: JobResource, step: Step, stepState: Known): Promise<Progress> {
  const { arn } = stepState;
  const description = await step.personalize.describe(strategy.type, arn);
  if (description !== undefined) {
    const name = stepState.name ?? (await nameOfVersion(step, arn));
    const isOwnEnd = stepState.result === 'CREATED' && description.status === 'ACTIVE';
    // An error in making the note must not fail a job that has succeeded.
    const atEnd = isOwnEnd ? await strategy.noteAtEnd?.(step, description).catch(() => undefined) : undefined;
    const note = [atEnd, stepState.note].filter((each) => each !== undefined).join('; ') || undefined;
    return follow(step, { ...noted(stepState, note), arn, ...nameIn({ name }) }, description);
  }
  if (isTooNew(step, stepState)) return notVisible('not shown yet', stepState);
  throw new ResourceFailed(describeResource(step), `${arn} not found; it may have been deleted.`);
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
