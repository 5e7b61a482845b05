import { jobArn } from '../../personalize/arn';
import { isPending } from '../../personalize/statuses';
import type { Intention, Intentions } from '../../record-table/creation-intents';
import { earlierThatWillDo } from '../earlier';
import { ResourceFailed } from '../errors';
import { assertDatasets } from '../needed-datasets';
import type { Request } from '../personalize-api';
import { findByArn } from '../resource-types/find-by-arn';
import type { Found, JobKind } from '../resource-types/resource-type';
import { nameOfVersion } from '../resource-types/solution-version';
import {
  describeActual,
  describeResource,
  type Memory,
  type Progress,
  type Step,
  type WaitFor,
} from '../step';
import { reasonOf } from './reconcile-named';

/**
 * Milliseconds after which a new job that Describe does not show is gone. Long, because to believe it too early fails a run.
 */
const SHOWN_WITHIN = 120_000;

/** Brings a job or a solution version one step nearer to its end; an earlier one that did the same work will do. */
export async function ensureJob(
  kind: JobKind,
  step: Step,
  memory: Memory,
  intentions: Intentions,
): Promise<Progress> {
  if (memory.arn !== undefined) return followKnown(kind, step, { ...memory, arn: memory.arn });
  const own = await kind.findOwn(step);
  if (own !== undefined) return adopt(step, { ...memory, outcome: 'CREATED' }, own);
  const earlier = await earlierThatWillDo(kind, step);
  if (earlier !== undefined) return adopt(step, memory, earlier);

  await assertDatasets(kind, step);
  const request = await kind.createRequest(step);
  await forgetRead(kind, step);
  const name = kind.isNamed ? String(request.jobName) : undefined;
  const intended = await intentions.declare(step, name);
  if (intended !== undefined) {
    const interrupted = await findIntended(kind, step, intended);
    if (interrupted !== undefined) return adopt(step, { ...memory, outcome: 'CREATED' }, interrupted);
    if (!intended.wouldShow) return notVisible('perhaps created already, and not shown yet', memory);
    await intentions.redeclare(step, name);
  }
  try {
    const arn = await step.personalize.create(kind.type, request);
    const createdAt = step.now.toISOString();
    return {
      status: 'WAIT',
      reason: 'creation requested',
      memory: { ...memory, arn, ...nameIn(request), outcome: 'CREATED', createdAt },
      waitFor: work(step, step.now),
    };
  } catch (error) {
    if (!(error instanceof Error) || !kind.isNothingNew?.(error)) throw error;
    const before = await kind.findEarlier(step);
    if (before === undefined) throw error;
    return adopt(step, { ...memory, note: error.message }, before);
  }
}

/** What an earlier job has read is not the newest any more: if content comes back, it is read again. */
async function forgetRead(kind: JobKind, step: Step): Promise<void> {
  const work = await kind.workOf?.(step);
  if (work !== undefined) await step.verifiedReads.put(step.state.datasetGroup.name, work.subject, undefined);
}

/** The job of an interrupted look that saw other data, and so gave its job another name than this look would. */
async function findIntended(
  { type }: JobKind,
  step: Step,
  { jobName }: Intention,
): Promise<Found | undefined> {
  // Versions have no names.
  if (jobName === undefined || type === 'solutionVersion') return undefined;
  return findByArn(step, type, jobArn(step.scope, type, jobName));
}

/** What was there before the step knew of it. */
async function adopt(step: Step, memory: Memory, found: Found): Promise<Progress> {
  const name = await nameOfVersion(step, found.arn);
  return follow(step, { ...memory, arn: found.arn, ...nameIn({ name }) }, found);
}

function nameIn({ name }: Request): Pick<Memory, 'name'> {
  return typeof name === 'string' ? { name } : {};
}

function follow(step: Step, memory: Memory & { arn: string }, { description }: Found): Progress {
  const { status = '' } = description;
  if (status === 'ACTIVE') return { status: 'READY', arn: memory.arn, memory };
  if (!isPending(status)) throw new ResourceFailed(describeActual(step, memory), reasonOf(description));
  if (step.until === 'STARTED' && status !== 'CREATE PENDING')
    return { status: 'READY', arn: memory.arn, memory };
  return {
    status: 'WAIT',
    reason: status,
    memory,
    waitFor: work(step, description.creationDateTime ?? step.startedAt),
  };
}

function notVisible(reason: string, memory: Memory): Progress {
  return { status: 'WAIT', reason, memory, waitFor: { kind: 'NOT_VISIBLE' } };
}

function work({ until }: Step, since: Date): WaitFor {
  return { kind: 'WORK', of: until === 'STARTED' ? 'START' : 'CREATION', since };
}

/** Describe may not show for some seconds what was just created: that it is gone is believed only after a while. */
async function followKnown(kind: JobKind, step: Step, memory: Memory & { arn: string }): Promise<Progress> {
  const { arn, createdAt } = memory;
  const description = await step.personalize.describe(kind.type, arn);
  if (description !== undefined) {
    const name = memory.name ?? (await nameOfVersion(step, arn));
    return follow(step, { ...memory, ...nameIn({ name }) }, { arn, description });
  }
  if (createdAt !== undefined && step.now.getTime() - Date.parse(createdAt) < SHOWN_WITHIN)
    return notVisible('not shown yet', memory);
  throw new ResourceFailed(describeResource(step), `${arn} is gone; it was deleted by hand.`);
}
