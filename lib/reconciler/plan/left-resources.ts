import type { DesiredState } from '../../parameter-file/desired-state';
import type { OnRemoval } from '../../parameter-file/leaves';
import { campaignPrice, type PriceName } from '../../personalize/billing';
import { FORECAST_DAYS } from '../../personalize/billing-month';
import { isInactive } from '../../personalize/statuses';
import { present } from '../../record-table/item';
import { type OwnResource, OwnResources, REMOVABLE_TYPES } from '../../record-table/own-resources';
import type { RecordTable } from '../../record-table/record-table';
import type { Description, Personalize } from '../account/personalize-api';
import type { Existing } from '../inventory';
import { findOwn, isInFile, onRemovalIn } from '../removal/own-in-account';
import { provisionedRequests } from '../usage/serving';

/** A resource that this deployment created, and that the file no longer has. */
export interface LeftResource extends Pick<Existing, 'type' | 'name' | 'arn'> {
  readonly status: string;
  /** Value of `onRemoval` in the last file in force that had the resource. */
  readonly onRemoval: OnRemoval;
  /** True if the upload deletes it; otherwise only `apply` does, once a person confirms it. */
  readonly isDeletedByUpload: boolean;
  /** True if a person must type its name to confirm its deletion: for a dataset, or the last campaign of a solution. */
  readonly isNameNeeded: boolean;
  /** TPS-hours that it bills at least in 30 days; absent for types that are not billed by the hour, and for a stopped recommender. */
  readonly monthlyTpsHours?: number;
  /** Name of the price of these hours. */
  readonly price?: PriceName;
}

export interface DeployedAccount {
  readonly records: RecordTable;
  readonly personalize: Personalize;
  /** Name of the deployment. */
  readonly deployment: string;
  /** True if an upload may delete resources that it removes from the file and that had `onRemoval: delete`. */
  readonly mayDelete: boolean;
}

/**
 * Resources of the deployment that are not in the file, in the order in which they would be deleted.
 * @param before the file in force; undefined if there is none, or if this release cannot read it
 */
export async function leftResources(
  state: DesiredState,
  before: DesiredState | undefined,
  { records, personalize, deployment, mayDelete }: DeployedAccount,
): Promise<readonly LeftResource[]> {
  const own = await new OwnResources(records).of(state.datasetGroup.name);
  const left: LeftResource[] = [];
  for (const each of REMOVABLE_TYPES.flatMap((type) => own.filter((one) => one.type === type))) {
    if (each.removedBy !== undefined || isInFile(state, each)) continue;
    const description = await findOwn(each, { personalize, deployment });
    if (description === undefined) continue;
    const { type, name, arn } = each;
    const onRemoval = before !== undefined && isInFile(before, each) ? onRemovalIn(before, each) : each.onRemoval;
    const hours = monthlyTpsHours(each, description);
    const price = hours === undefined ? undefined : await priceOf(each, description, personalize);
    left.push({
      type,
      name,
      arn,
      status: description.status ?? '',
      onRemoval: onRemoval ?? 'keep',
      isDeletedByUpload: mayDelete && onRemoval === 'delete',
      isNameNeeded: type === 'dataset' || isLastCampaign(each, state),
      ...present({ monthlyTpsHours: hours, price }),
    });
  }
  return left;
}

/** True for a campaign whose solution has no campaign in the file. */
function isLastCampaign({ type, solution }: OwnResource, { solutions }: DesiredState): boolean {
  const campaigns = solutions.find(({ name }) => name === solution)?.campaigns ?? [];
  return type === 'campaign' && campaigns.length === 0;
}

async function priceOf(
  { type }: OwnResource,
  { solutionVersionArn }: Description,
  personalize: Personalize,
): Promise<PriceName> {
  if (type !== 'campaign') return 'recommenderTpsHours';
  const solutionArn = String(solutionVersionArn).split('/').slice(0, 2).join('/');
  return campaignPrice(String((await personalize.describe('solution', solutionArn))?.recipeArn));
}

/** Minimum of the TPS-hours that the resource bills in {@link FORECAST_DAYS} days; undefined if it bills none. */
function monthlyTpsHours({ type }: OwnResource, description: Description): number | undefined {
  if ((type !== 'campaign' && type !== 'recommender') || isInactive(description.status ?? '')) return undefined;
  return provisionedRequests(type, description) * 24 * FORECAST_DAYS;
}
