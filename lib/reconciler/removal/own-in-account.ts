import { OWNER_TAG } from '../../aws/owner-tag';
import type { DesiredState } from '../../parameter-file/desired-state';
import type { OnRemoval } from '../../parameter-file/leaves';
import { RESOURCE_TYPES } from '../../personalize/resource-types';
import type { OwnResource } from '../../record-table/own-resources';
import type { Description, Personalize } from '../account/personalize-api';
import { counterpart } from '../resource-reference';

/** Access to the account that has the deployment's resources. */
interface OwnerAccount {
  readonly personalize: Personalize;
  /** Name of the deployment. If it is undefined, no resource that can have tags counts as created by the deployment. */
  readonly deployment?: string | undefined;
}

/**
 * True if the parameter file describes the resource. Event trackers and metric attributions are compared by type alone,
 * because a dataset group has at most one of each. Datasets are compared by dataset type.
 */
export function isInFile(
  state: DesiredState,
  { type, name, arn }: Pick<OwnResource, 'name' | 'arn'> & { readonly type: string },
): boolean {
  if (type === 'eventTracker' || type === 'metricAttribution') return state[type] !== undefined;
  if (type === 'dataset') return state.datasets.some(({ datasetType }) => arn.endsWith(`/${datasetType}`));
  return counterpart(state, { type, name }) !== undefined;
}

/** The resource's `onRemoval` in a parameter file that has the resource. */
export function onRemovalIn(state: DesiredState, own: OwnResource): OnRemoval {
  return counterpart(state, own)?.onRemoval ?? 'keep';
}

/** The recorded resource as Personalize shows it, even while it is being deleted; undefined if it was deleted, or if a later resource has its name. */
export async function findOwn(own: OwnResource, account: OwnerAccount): Promise<Description | undefined> {
  const found = await account.personalize.describe(own.type, own.arn);
  return found !== undefined && (await isOwn(own, found, account)) ? found : undefined;
}

/** Milliseconds by which the clock of Personalize may be ahead of a function's clock. */
const CLOCK_SKEW = 300_000;

/**
 * True if the existing resource is the recorded resource; false if it is a later resource with the same name. A later
 * resource is newer than the record. If a person created the later resource, it also lacks the deployment's tag.
 */
export async function isOwn(
  { type, arn, recordedAt }: OwnResource,
  { creationDateTime }: Description,
  { personalize, deployment }: OwnerAccount,
): Promise<boolean> {
  const isNewer = creationDateTime === undefined || creationDateTime.getTime() > Date.parse(recordedAt) + CLOCK_SKEW;
  if (isNewer || !RESOURCE_TYPES[type].taggable) return !isNewer;
  const tags = await personalize.tags(arn);
  return tags.some(({ tagKey, tagValue }) => tagKey === OWNER_TAG && tagValue === deployment);
}
