import type { DesiredState } from '../../../lib/parameter-file/desired-state';
import {
  campaignArn,
  datasetGroupArn,
  filterArn,
  metricAttributionArn,
  recommenderArn,
  type Scope,
  solutionArn,
  solutionOfVersion,
} from '../../../lib/personalize/arn';
import { isDeleting } from '../../../lib/personalize/statuses';
import type { Description } from '../../../lib/reconciler/account/personalize-api';
import { label } from '../../../lib/reconciler/inventory';
import type { DeployedAccount } from '../../../lib/reconciler/plan/left-resources';
import { findOwn, isInFile, onRemovalIn } from '../../../lib/reconciler/removal/own-in-account';
import { allResources } from '../../../lib/reconciler/resource-reference';
import type { OwnResources } from '../../../lib/record-table/own-resources';

export interface LeftServices extends Omit<DeployedAccount, 'records'> {
  readonly ownResources: OwnResources;
  readonly scope: Scope;
}

/** ARN builders, by type, for the removable types whose ARN ends in the resource's name. */
const ARNS: Readonly<Record<string, (scope: Scope, name: string) => string>> = {
  filter: filterArn,
  metricAttribution: metricAttributionArn,
  solution: solutionArn,
  campaign: campaignArn,
  recommender: recommenderArn,
};

/**
 * Records the `onRemoval` of each resource of this deployment that leaves the file, and clears it for resources that the new file has.
 * Called before the new file is put in force, so that an interruption loses nothing.
 * @param before the file in force; undefined if there is none, if this release cannot read it, or if its version is deleted
 * @returns a line for users about each existing resource that leaves the file. Resources that are being deleted get no line, nor do
 * unmanaged datasets and event trackers
 */
export async function noteRemovals(
  datasetGroup: string,
  before: DesiredState | undefined,
  after: DesiredState,
  { ownResources, mayDelete, scope, ...account }: LeftServices,
): Promise<readonly string[]> {
  const lines: string[] = [];
  const known = new Set<string>();
  for (const own of await ownResources.of(datasetGroup)) {
    if (own.removedBy !== undefined) continue;
    const leaves = before !== undefined && isInFile(before, own) && !isInFile(after, own);
    const onRemoval = isInFile(after, own) ? undefined : leaves ? onRemovalIn(before, own) : own.onRemoval;
    if (onRemoval !== own.onRemoval) await ownResources.noteOnRemoval(datasetGroup, own, onRemoval);
    const found = leaves ? await findOwn(own, account) : undefined;
    if (found === undefined) continue;
    known.add(own.arn);
    if (isDeleting(found.status ?? '')) continue;
    const what =
      mayDelete && onRemoval === 'delete'
        ? 'it is deleted once everything else is ready and all campaigns of the file exist'
        : KEPT;
    const unless = own.type === 'solution' ? ', unless a campaign uses it' : '';
    lines.push(`${label(own)} has left the file: ${what}${unless}`);
  }
  for (const { type, name } of before === undefined ? [] : allResources(before)) {
    const arn = ARNS[type]?.(scope, name);
    if (arn === undefined || known.has(arn) || isInFile(after, { type, name, arn })) continue;
    const found = await account.personalize.describe(type, arn);
    if (found === undefined || isDeleting(found.status ?? '')) continue;
    // Names are unique in the account, so the resource with this name may belong to another dataset group.
    if ((await groupOf(type, found, account)) === datasetGroupArn(scope, datasetGroup))
      lines.push(`${label({ type, name, arn })} has left the file: ${UNMANAGED}`);
  }
  return lines;
}

/**
 * ARN of a resource's dataset group. The description of a campaign lacks this ARN, so the ARN is read from the
 * description of the campaign's solution.
 */
async function groupOf(
  type: string,
  { datasetGroupArn: group, solutionVersionArn }: Description,
  { personalize }: Pick<LeftServices, 'personalize'>,
): Promise<unknown> {
  if (type !== 'campaign') return group;
  const solution = await personalize.describe('solution', solutionOfVersion(String(solutionVersionArn)));
  return solution?.datasetGroupArn;
}

const KEPT = 'it is kept; `personalize-mlops apply --prune` deletes it';
const UNMANAGED = 'it is kept, as this deployment did not create it; delete it in Amazon Personalize';
