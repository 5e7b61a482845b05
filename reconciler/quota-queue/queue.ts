import type { ResourceType } from '../../personalize/resource-types';
import { SERVICE_QUOTAS } from '../../personalize/service-quotas';
import type { QueueEntry } from '../../record-table/quota-queue';
import { OthersWaitLonger } from '../errors';
import type { Description } from '../resource-types/personalize-api';
import { oncePerPoll, type Step, type WaitFor } from '../step';
import { positionOf } from './queue-position';

/** Types of which only so many may be in progress in an account. */
const QUEUED: ReadonlySet<ResourceType> = new Set(
  SERVICE_QUOTAS.filter(({ counts }) => counts === 'inProgress').map(({ type }) => type),
);

const positionOfStep = oncePerPoll(async (step: Step) =>
  positionOf(step.resource.type, idOf(step), await step.quotaQueue.entries(step.resource.type), step.now),
);

/**
 * @throws OthersWaitLonger if others have waited longer for the quota that the step's job needs
 * @returns seconds that its last job took; undefined if that is not known
 */
export async function assertMayTry(step: Step): Promise<number | undefined> {
  if (!QUEUED.has(step.resource.type)) return undefined;
  const { mayTry, ahead, took } = await positionOfStep(step);
  if (!mayTry) throw new OthersWaitLonger(ahead);
  return took;
}

/** For a step that finds the quota reached, or others before it. Other types have quotas whose use is not recorded. */
export async function joinQueue(step: Step): Promise<WaitFor> {
  if (!QUEUED.has(step.resource.type)) return { kind: 'QUOTA' };
  const { since, wait, mayTry, working } = await positionOfStep(step);
  const refused = mayTry ? { refused: { at: step.now, working } } : {};
  await put(step, { state: 'WAITING', since, triesAt: new Date(step.now.getTime() + wait * 1000), ...refused });
  return { kind: 'QUOTA', seconds: wait };
}

/** Records that Personalize works on the step's resource. */
export async function recordStart(step: Step): Promise<void> {
  await put(step, { state: 'WORKING', since: step.now });
}

/** @param arn of what has been created; undefined if the step has failed */
export async function recordEnd(step: Step, arn?: string): Promise<void> {
  if (!QUEUED.has(step.resource.type)) return;
  const job = arn === undefined ? undefined : await step.personalize.describe(step.resource.type, arn);
  await put(step, { state: 'DONE', since: step.now, ...took(step, job) });
}

/** That a finished job was last updated when it ended is unconfirmed: personalize-last-update in docs/local-aws.md. */
function took({ now }: Step, { creationDateTime: begun, lastUpdatedDateTime: updated }: Description = {}) {
  if (begun === undefined) return {};
  const end = updated !== undefined && updated > begun ? updated : now;
  return { took: Math.max(1, Math.round((end.getTime() - begun.getTime()) / 1000)) };
}

async function put(step: Step, entry: Omit<QueueEntry, 'id'>): Promise<void> {
  if (!QUEUED.has(step.resource.type)) return;
  await step.quotaQueue.put(step.resource.type, { id: idOf(step), ...entry }, step.now);
}

/** An update takes far less than a full training. */
function idOf({ state, resource, trainingMode }: Step): string {
  const isUpdate = (trainingMode ?? resource.request.trainingMode) === 'UPDATE';
  return `${state.datasetGroup.name}#${resource.pointer}${isUpdate ? '#UPDATE' : ''}`;
}
