import { RESOURCE_TYPES } from '../../personalize/resource-types';
import { isDeleting, isFailed, isPending } from '../../personalize/statuses';
import { describeDifferences } from '../../resources/differences';
import { ResourceConflict, ResourceFailed } from '../../resources/errors';
import type { Found, NamedKind } from '../../resources/kinds/kind';
import type { Description } from '../../resources/personalize-api';
import { describeResource, type Memory, type Progress, type Step } from '../../resources/step';

/** Brings a resource that is known by its name one step nearer to what the parameter file says, whatever its state is now. */
export async function ensureNamed(kind: NamedKind, step: Step, memory: Memory): Promise<Progress> {
  const found = await kind.find(step);
  if (found === undefined) return create(kind, step, memory);
  const { arn, description } = found;
  const status = description.status ?? 'ACTIVE';
  if (isDeleting(status)) return wait(memory, `is being deleted (${status})`);
  if (isPending(status)) return wait(memory, status);
  if (isFailed(status)) return handleFailure(kind, step, memory, found);

  const update = latestUpdate(kind, description);
  if (update?.status !== undefined && isPending(update.status))
    return wait(memory, `update ${update.status}`);
  const changes = await kind.differences(step, found);
  if (changes.length === 0) return { status: 'READY', arn, memory: { ...memory, arn } };
  const conflicts = changes.filter(({ member }) => !kind.updatable.includes(member));
  if (conflicts.length > 0 || kind.updateRequest === undefined) {
    throw new ResourceConflict(
      describeResource(step),
      `${describeDifferences(conflicts.length > 0 ? conflicts : changes)}.`,
      kind.resolution,
    );
  }
  if (update?.status !== undefined && isFailed(update.status) && changedDuring(step, update)) {
    throw new ResourceFailed(describeResource(step), reasonOf(update));
  }
  await step.personalize.update(kind.type, kind.updateRequest(step, found, changes));
  return wait(
    { ...memory, arn, outcome: memory.outcome === 'CREATED' ? 'CREATED' : 'UPDATED' },
    'update requested',
  );
}

async function create(kind: NamedKind, step: Step, memory: Memory): Promise<Progress> {
  const arn = await step.personalize.create(kind.type, await kind.createRequest(step));
  const created: Memory = { ...memory, arn, outcome: 'CREATED' };
  // A schema has no status: it is there as soon as it is created.
  return RESOURCE_TYPES[kind.type].hasStatus
    ? wait(created, 'creation requested')
    : { status: 'READY', arn, memory: created };
}

/**
 * What failed during this step is this run's failure. What an earlier run left failed never held anything: it is deleted,
 * and created again once it is gone.
 */
async function handleFailure(kind: NamedKind, step: Step, memory: Memory, found: Found): Promise<Progress> {
  if (changedDuring(step, found.description)) {
    throw new ResourceFailed(describeResource(step), reasonOf(found.description));
  }
  await step.personalize.delete(kind.type, found.arn);
  return wait(memory, 'deletion of what an earlier run left failed requested');
}

function latestUpdate(kind: NamedKind, description: Description): Description | undefined {
  const member = RESOURCE_TYPES[kind.type].latestUpdateMember;
  return member === undefined ? undefined : (description[member] as Description | undefined);
}

function changedDuring(step: Step, { lastUpdatedDateTime }: Description): boolean {
  return lastUpdatedDateTime !== undefined && lastUpdatedDateTime >= step.startedAt;
}

/** Datasets, event trackers and solutions fail without Personalize saying why. */
export function reasonOf({ status, failureReason }: Description): string {
  return failureReason ?? `${status}; Personalize gives no reason for this type of resource.`;
}

function wait(memory: Memory, reason: string): Progress {
  return { status: 'WAIT', reason, memory };
}
