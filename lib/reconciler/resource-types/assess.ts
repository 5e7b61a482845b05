import { RESOURCE_TYPES, type ResourceType } from '../../personalize/resource-types';
import { hasNeverWorked, isDeleting, isPending } from '../../personalize/statuses';
import type { Description } from '../account/personalize-api';
import { ResourceConflict } from '../errors';
import { describeResource, type Step } from '../step';
import { describeDifferences } from './difference-lines';
import type { Difference } from './differences';
import type { FoundResource, NamedResource } from './resource-type';

export type Assessment =
  | { readonly state: 'ABSENT' }
  /** `reason` is the status of the resource, or of the update in progress. */
  | { readonly state: 'DELETING' | 'PENDING' | 'UPDATING'; readonly found: FoundResource; readonly reason: string }
  | { readonly state: 'FAILED' | 'EQUAL'; readonly found: FoundResource }
  | { readonly state: 'DIFFERENT'; readonly found: FoundResource; readonly changes: readonly Difference[] }
  /** `conflicts` are differences that Update cannot change. */
  | { readonly state: 'CONFLICT'; readonly found: FoundResource; readonly conflicts: readonly Difference[] };

/** Finds a resource by its name and compares it with the parameter file. Changes nothing. */
export async function assessNamed(strategy: NamedResource, step: Step): Promise<Assessment> {
  const found = await strategy.find(step);
  if (found === undefined) return { state: 'ABSENT' };
  const status = found.description.status ?? 'ACTIVE';
  if (isDeleting(status)) return { state: 'DELETING', found, reason: status };
  if (isPending(status)) return { state: 'PENDING', found, reason: status };
  if (hasNeverWorked(status)) return (await ownerConflict(strategy, step, found)) ?? { state: 'FAILED', found };
  const update = latestUpdate(strategy, found.description);
  if (update?.status !== undefined && isPending(update.status))
    return { state: 'UPDATING', found, reason: update.status };
  return compare(strategy, step, found);
}

/**
 * Members with the ARN of the resource's owner, a dataset group or solution. Names are unique in an account and region,
 * so a resource with a name from the file may belong to another owner.
 */
const OWNERS = ['datasetGroupArn', 'solutionArn'];

/** Conflict of a failed resource with another owner; undefined without another owner. Only runs of that owner may replace the resource. */
async function ownerConflict(
  strategy: NamedResource,
  step: Step,
  found: FoundResource,
): Promise<Assessment | undefined> {
  const conflicts = (await strategy.differences(step, found)).filter(({ member }) => OWNERS.includes(member));
  return conflicts.length > 0 ? { state: 'CONFLICT', found, conflicts } : undefined;
}

/** Compares an existing resource with the parameter file, whatever the resource's status. */
export async function compare(strategy: NamedResource, step: Step, found: FoundResource): Promise<Assessment> {
  return settledBy(strategy, found, await strategy.differences(step, found));
}

function settledBy(strategy: NamedResource, found: FoundResource, changes: readonly Difference[]): Assessment {
  if (changes.length === 0) return { state: 'EQUAL', found };
  const immutable = changes.filter(({ member }) => !strategy.updatable?.includes(member));
  if (immutable.length === 0 && strategy.updateRequest !== undefined) return { state: 'DIFFERENT', found, changes };
  return { state: 'CONFLICT', found, conflicts: immutable.length > 0 ? immutable : changes };
}

/**
 * Differences that no update can resolve. Empty if the resource is missing or is being deleted. A run replaces a failed
 * resource, so such a resource has a conflict only if its owner differs. Changes nothing.
 */
export async function conflictsOf(strategy: NamedResource, step: Step): Promise<readonly Difference[]> {
  const found = await strategy.find(step);
  const status = found?.description.status ?? 'ACTIVE';
  if (found === undefined || isDeleting(status)) return [];
  const differences = await (strategy.ownership ?? strategy.differences)(step, found);
  if (hasNeverWorked(status)) return differences.filter(({ member }) => OWNERS.includes(member));
  const assessment = settledBy(strategy, found, differences);
  return assessment.state === 'CONFLICT' ? assessment.conflicts : [];
}

/** Error that fails a run because of these conflicts. */
export function conflict(strategy: NamedResource, step: Step, conflicts: readonly Difference[]): ResourceConflict {
  return new ResourceConflict(describeResource(step), `${describeDifferences(conflicts)}.`, strategy.resolution);
}

export function latestUpdate(
  { type }: { readonly type: ResourceType },
  description: Description,
): Description | undefined {
  const member = RESOURCE_TYPES[type].latestUpdateMember;
  return member === undefined ? undefined : (description[member] as Description | undefined);
}
