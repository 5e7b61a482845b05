import type { DesiredState } from '../../parameter-file/desired-state';
import { automaticTrainings } from '../../parameter-file/forecast/forecast';
import { continuous, type ForecastUse } from '../../parameter-file/forecast/forecast-use';
import type { OnRemoval } from '../../parameter-file/leaves';
import { solutionOfVersion } from '../../personalize/arn';
import { campaignPrice } from '../../personalize/billing';
import { FORECAST_DAYS } from '../../personalize/billing-month';
import { isDeleting, isFailed, isInactive } from '../../personalize/statuses';
import { present } from '../../record-table/item';
import { type OwnResource, OwnResources, REMOVABLE_TYPES } from '../../record-table/own-resources';
import type { RecordTable } from '../../record-table/record-table';
import type { Description, Personalize } from '../account/personalize-api';
import { type Existing, label } from '../inventory';
import { campaignsUsing, reasonOfUse } from '../removal/kept';
import { findOwn, isInFile, onRemovalIn } from '../removal/own-in-account';
import { provisionedRequests } from '../usage/serving';

/** A resource that this deployment created and that has left the parameter file. */
export interface LeftResource extends Pick<Existing, 'type' | 'name' | 'arn'> {
  readonly status: string;
  /** Value of `onRemoval` in the last file in force that had the resource; `keep` if this value is not known. */
  readonly onRemoval: OnRemoval;
  /**
   * True if the upload deletes the resource. If false, the resource is kept, unless a person confirms its deletion in
   * `apply`. Also false if the resource is already being deleted.
   */
  readonly isDeletedByUpload: boolean;
  /**
   * Label of a campaign that is in the file and will not exist after the upload. The resource is kept until this campaign
   * exists. Only for a resource that the upload would otherwise delete.
   */
  readonly waitsFor?: string;
  /** Names of the campaigns that use the solution; empty for other types. A solution with campaigns is kept. */
  readonly usedBy: readonly string[];
  /**
   * True if a person must type the resource's name to confirm the deletion. This is so for a dataset, and for a campaign
   * whose solution has no campaign in the file. False if the resource is already being deleted.
   */
  readonly isNameNeeded: boolean;
  /** Billed use in the next {@link FORECAST_DAYS} days if the resource is kept; empty if the resource is not billed. */
  readonly uses: readonly ForecastUse[];
}

/** True if the upload does not delete the resource, and no deletion of the resource is in progress. */
export function isKept({ isDeletedByUpload, status }: LeftResource): boolean {
  return !isDeletedByUpload && !isDeleting(status);
}

export interface DeployedAccount {
  readonly records: RecordTable;
  readonly personalize: Personalize;
  readonly deployment: string;
  /** True if an upload may delete resources that have left the file and had `onRemoval: delete`. */
  readonly mayDelete: boolean;
}

/**
 * Resources of the deployment that are not in the file, in the order of their deletion.
 * @param before the file in force; undefined if no file is in force, or if this release cannot read the file
 * @param missing label of a campaign that is in the file and will not exist after the upload; undefined if all campaigns
 * of the file will exist
 */
export async function leftResources(
  state: DesiredState,
  before: DesiredState | undefined,
  { records, personalize, deployment, mayDelete }: DeployedAccount,
  missing?: string,
): Promise<readonly LeftResource[]> {
  const own = await new OwnResources(records).of(state.datasetGroup.name);
  const left: LeftResource[] = [];
  for (const each of REMOVABLE_TYPES.flatMap((type) => own.filter((one) => one.type === type))) {
    if (each.removedBy !== undefined || isInFile(state, each)) continue;
    const description = await findOwn(each, { personalize, deployment });
    if (description === undefined) continue;
    const { type, name, arn } = each;
    const { status = '' } = description;
    const isThere = !isDeleting(status);
    const recorded = before !== undefined && isInFile(before, each) ? onRemovalIn(before, each) : each.onRemoval;
    const onRemoval = recorded ?? 'keep';
    const usedBy = type === 'solution' ? await campaignsUsing(personalize, arn) : [];
    const isDue = mayDelete && isToBeDeleted({ onRemoval, usedBy }, left) && isThere;
    left.push({
      type,
      name,
      arn,
      status,
      onRemoval,
      isDeletedByUpload: isDue && missing === undefined,
      ...(isDue && present({ waitsFor: missing })),
      usedBy,
      isNameNeeded: isThere && (type === 'dataset' || isLastCampaign(each, state)),
      uses: await usesOf(each, description, personalize),
    });
  }
  return left;
}

/**
 * Reason to keep a resource if its deletion is requested together with the deletion of `others`.
 * @returns undefined if the resource can be deleted
 */
export function reasonToKeep(
  { usedBy }: Pick<LeftResource, 'usedBy'>,
  others: readonly LeftResource[],
): string | undefined {
  const campaigns = others.filter(({ type }) => type === 'campaign').map(({ name }) => name);
  return reasonOfUse(usedBy.filter((name) => !campaigns.includes(name)));
}

/**
 * True if `onRemoval` is `delete`, and all campaigns that use the resource are among the resources of `all` with
 * `onRemoval: delete`.
 */
export function isToBeDeleted(left: Pick<LeftResource, 'onRemoval' | 'usedBy'>, all: readonly LeftResource[]): boolean {
  const others = all.filter(({ onRemoval }) => onRemoval === 'delete');
  return left.onRemoval === 'delete' && reasonToKeep(left, others) === undefined;
}

/** True for a campaign whose solution has no campaign in the file. */
function isLastCampaign({ type, solution }: OwnResource, { solutions }: DesiredState): boolean {
  const campaigns = solutions.find(({ name }) => name === solution)?.campaigns ?? [];
  return type === 'campaign' && campaigns.length === 0;
}

/**
 * Billed use in the next {@link FORECAST_DAYS} days of an existing resource that is not in the file.
 * @param by text for users that names the cause of the use
 */
export async function usesOf(
  { type, name, arn }: Pick<Existing, 'type' | 'name' | 'arn'>,
  description: Description,
  personalize: Personalize,
  by = 'not in the file any more',
): Promise<readonly ForecastUse[]> {
  const { status = '', recipeArn, solutionVersionArn } = description;
  const what = label({ type, name, arn });
  const hours = 24 * FORECAST_DAYS;
  const cause = { pointer: '', by, value: '' };
  if (isFailed(status) || isInactive(status) || isDeleting(status)) return [];
  switch (type) {
    case 'campaign': {
      const solution = await personalize.describe('solution', solutionOfVersion(String(solutionVersionArn)));
      const price = campaignPrice(String(solution?.recipeArn));
      return [continuous(price, what, cause, provisionedRequests(type, description) * hours)];
    }
    case 'recommender':
      return [continuous('recommenderTpsHours', what, cause, provisionedRequests(type, description) * hours)];
    case 'metricAttribution':
      return [continuous('attributionMetrics', what, cause, (await personalize.attributionMetrics(arn)).length)];
    case 'solution':
      return automaticTrainings({ name, recipeArn: String(recipeArn) }, description, FORECAST_DAYS, cause);
    default:
      return [];
  }
}
