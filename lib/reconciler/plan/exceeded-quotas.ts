import type { ListServiceQuotasResponse } from '@aws-sdk/client-service-quotas';
import { type Limit, limitSource } from '../../personalize/limits';
import type { ResourceType } from '../../personalize/resource-types';
import { quotaAdvice, SERVICE_QUOTAS, type ServiceQuota } from '../../personalize/service-quotas';
import { isDeleting, isFailed } from '../../personalize/statuses';
import type { PersonalizeApi } from '../account/personalize-api';
import type { Existing } from '../inventory';
import type { ExceededQuota, PlannedChange } from './plan';

/** `values` are the values of the account's quotas, by code and by name. `unread` is the error if they could not be read. */
export type AccountQuotas = { readonly values: ReadonlyMap<string, number> } | { readonly unread: string };

/** Reads all pages of quotas. Returns an error instead of throwing it, because a plan can use the documented default values. */
export async function readQuotas(pages: AsyncIterable<ListServiceQuotasResponse>): Promise<AccountQuotas> {
  const values = new Map<string, number>();
  try {
    for await (const { Quotas = [] } of pages)
      for (const { QuotaCode = '', QuotaName = '', Value } of Quotas)
        if (Value !== undefined) values.set(QuotaCode, Value).set(QuotaName, Value);
    return { values };
  } catch (error) {
    return { unread: error instanceof Error ? error.name : String(error) };
  }
}

interface Account {
  readonly personalize: Pick<PersonalizeApi, 'list'>;
  quotas(): Promise<AccountQuotas>;
}

/**
 * Quotas that the last of several plans would exceed. Leaves out quotas on the number of resources in progress, because a
 * run waits until fewer are in progress.
 * @param plans changes of each plan, in the order of the plans
 * @param inGroup existing resources in the dataset group of the last plan
 */
export async function exceededQuotas(
  plans: readonly (readonly PlannedChange[])[],
  inGroup: readonly Existing[],
  account: Account,
): Promise<readonly ExceededQuota[]> {
  const found: ExceededQuota[] = [];
  let quotas: AccountQuotas | undefined;
  for (const quota of SERVICE_QUOTAS) {
    const { type, scope, name, code, limit } = quota;
    const own = creations(plans.slice(-1), type);
    if (limit === undefined || own === 0) continue;
    quotas ??= await account.quotas();
    const isOfAccount = scope === 'account';
    const toCreate = isOfAccount ? creations(plans, type) : own;
    const all = isOfAccount ? await account.personalize.list(type, {}) : inGroup.filter((each) => each.type === type);
    const existing = all.filter(({ status = '' }) => !isFailed(status) && !isDeleting(status)).length;
    const allowed = allowedBy(quota, limit, quotas);
    if (existing + toCreate <= allowed.limit) continue;
    const resolution = quotaAdvice(type, 'active', existing + toCreate);
    found.push({ type, scope, name, ...(code && { code }), ...allowed, existing, toCreate, resolution });
  }
  return found;
}

function creations(plans: readonly (readonly PlannedChange[])[], type: ResourceType): number {
  return plans.flat().filter((change) => change.type === type && change.action === 'create').length;
}

/** The account's value of the quota if it could be read, or else the documented default with a note. The note follows a text such as "5 allowed". */
function allowedBy({ code = '', name }: ServiceQuota, limit: Limit, quotas: AccountQuotas) {
  const value = 'values' in quotas ? (quotas.values.get(code) ?? quotas.values.get(name)) : undefined;
  if (value !== undefined) return { limit: value, source: 'account' } as const;
  const why =
    'unread' in quotas
      ? `could not be read: ${quotas.unread} (servicequotas:ListServiceQuotas)`
      : 'is not listed by Service Quotas';
  const note = `by default ${limitSource(limit)}, unless AWS has raised it: the account's own quota ${why}.`;
  return { limit: limit.max, source: 'default', note } as const;
}
