import { OWNER_TAG } from '../../aws/owner-tag';
import type { DesiredState } from '../../parameter-file/desired-state';
import type { OnRemoval } from '../../parameter-file/leaves';
import { RESOURCE_TYPES } from '../../personalize/resource-types';
import type { OwnResource } from '../../record-table/own-resources';
import type { Description, Personalize } from '../account/personalize-api';
import { counterpart } from '../resource-reference';

/** The account with the deployment's resources. */
interface OwnerAccount {
  readonly personalize: Personalize;
  /** Name of the deployment. If it is undefined, no resource of a type with tags counts as the deployment's own. */
  readonly deployment?: string | undefined;
}

/**
 * True if the parameter file describes the resource. For a type of which a dataset group has only one resource, also
 * true if the file describes another resource of that type.
 */
export function isInFile(
  state: DesiredState,
  { type, name, arn }: Pick<OwnResource, 'name' | 'arn'> & { readonly type: string },
): boolean {
  if (type === 'eventTracker' || type === 'metricAttribution') return state[type] !== undefined;
  if (type === 'dataset') return state.datasets.some(({ datasetType }) => arn.endsWith(`/${datasetType}`));
  return counterpart(state, { type, name }) !== undefined;
}

/** The `onRemoval` of the resource in a parameter file that has the resource. */
export function onRemovalIn(state: DesiredState, own: OwnResource): OnRemoval {
  return counterpart(state, own)?.onRemoval ?? 'keep';
}

/** The recorded resource as Personalize shows it, also while it is being deleted; undefined if it is gone, or if another one has its name. */
export async function findOwn(own: OwnResource, account: OwnerAccount): Promise<Description | undefined> {
  const found = await account.personalize.describe(own.type, own.arn);
  return found !== undefined && (await isOwn(own, found, account)) ? found : undefined;
}

/** Milliseconds by which the clock of Personalize may be ahead of a function's clock. */
const CLOCK_SKEW = 300_000;

/**
 * True if an existing resource is the recorded one, and not a later one of the same name. A later resource is newer
 * than the record. If a person created the later resource, it also lacks the deployment's tag.
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
