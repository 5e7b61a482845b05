/** Quotas on the number of resources. */

import type { ResourceType } from '../../../lib/personalize/resource-types';
import { limitExceeded } from './errors';
import { type ListedQuota, QUOTAS, type Quota } from './limits';
import type { Members, Resource } from './resource';
import { isBeingCreated, isFailed, isStopped } from './statuses';
import type { Store } from './store';

/** Quotas of the account. A quota has AWS's default value unless `set` has changed it. */
export class Quotas {
  private readonly raised = new Map<ResourceType, number>();

  /**
   * Sets the quota of a resource type. If a type has two quotas, the quota on all resources is set, and not the quota
   * on resources in progress.
   */
  set(type: ResourceType, limit: number): void {
    this.raised.set(type, limit);
  }

  /** @throws ServiceError LimitExceededException if one more resource of this type would exceed a quota */
  assertQuota(store: Store, type: ResourceType, members: Members): void {
    for (const quota of QUOTAS.filter((candidate) => candidate.type === type)) {
      const limit = this.limitOf(quota);
      const where = quota.scope === 'account' ? {} : { datasetGroupArn: members.datasetGroupArn };
      const count = store.list(type, where).filter((resource) => isCounted(quota, resource)).length;
      if (count >= limit) throw limitExceeded(quotaMessage(quota.counts, limit));
    }
  }

  /** Returns the quotas that Service Quotas lists, with their current values. */
  applied(): readonly AppliedQuota[] {
    return QUOTAS.flatMap((quota) => (quota.listed ? [{ ...quota.listed, value: this.limitOf(quota) }] : []));
  }

  private limitOf({ type, counts, limit }: Quota): number {
    const settable = QUOTAS.some((quota) => quota.type === type && quota.counts === 'active') ? 'active' : 'pending';
    return (counts === settable ? this.raised.get(type) : undefined) ?? limit;
  }
}

export interface AppliedQuota extends ListedQuota {
  readonly value: number;
}

export const QUOTA_TYPES: readonly ResourceType[] = [...new Set(QUOTAS.map(({ type }) => type))];

function isCounted({ counts }: Quota, { status }: Resource): boolean {
  return counts === 'pending'
    ? isBeingCreated(status) || status === 'PENDING'
    : !isFailed(status) && !isStopped(status);
}

/**
 * Returns Personalize's message for a reached quota. The text differs between quotas on resources in progress, where waiting helps, and
 * other quotas.
 */
export function quotaMessage(counts: 'pending' | 'active', limit: number): string {
  return counts === 'pending'
    ? `More than ${limit} resources with PENDING or IN_PROGRESS status.`
    : `More than ${limit} resources in ACTIVE state. Please delete some and try again.`;
}
