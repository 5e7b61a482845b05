import type { Clock } from '../../emulator/core/clock';
import type { Call } from '../../emulator/core/service';
import { limitExceeded } from '../../emulator/services/personalize/errors';
import { quotaMessage } from '../../emulator/services/personalize/quotas';
import { RESOURCE_TYPES, type ResourceType } from '../../lib/personalize/resource-types';
import type { Dice } from './dice';

interface Quota {
  readonly kind: 'pendingQuotaReached' | 'quotaReached';
  /** Status of the resources that the quota limits. */
  readonly counts: 'pending' | 'active';
  /** Kind of the delay after which the quota is free again. */
  readonly lasts: 'pendingQuota' | 'quota';
}

const PENDING: Quota = { kind: 'pendingQuotaReached', counts: 'pending', lasts: 'pendingQuota' };
const ACTIVE: Quota = { kind: 'quotaReached', counts: 'active', lasts: 'quota' };

/** Types whose quota others in the account can use up, with the limit that the error message names. */
const PRESSED: Readonly<Partial<Record<ResourceType, { readonly quota: Quota; readonly limit: number }>>> = {
  datasetImportJob: { quota: PENDING, limit: 5 },
  solutionVersion: { quota: PENDING, limit: 20 },
  batchInferenceJob: { quota: PENDING, limit: 5 },
  batchSegmentJob: { quota: PENDING, limit: 5 },
  filter: { quota: PENDING, limit: 5 },
  campaign: { quota: ACTIVE, limit: 5 },
  recommender: { quota: ACTIVE, limit: 15 },
  solution: { quota: ACTIVE, limit: 10 },
};

/**
 * Maximum number of resources in progress at once, by type. Only contains types for which others can use up this quota.
 */
export const PENDING_LIMITS: Readonly<Partial<Record<ResourceType, number>>> = Object.fromEntries(
  Object.entries(PRESSED)
    .filter(([, { quota }]) => quota === PENDING)
    .map(([type, { limit }]) => [type, limit]),
);

/** Quotas of Personalize that others in the account have temporarily used up. */
export class QuotaPressure {
  /** Time until which the quota of each type is reached, in epoch milliseconds. */
  private readonly fullUntil = new Map<ResourceType, number>();

  constructor(
    private readonly clock: Clock,
    private readonly dice: Dice,
  ) {}

  /** @throws ServiceError LimitExceededException with Personalize's message, if the call creates a resource while its quota is reached */
  assertQuota({ operation }: Call): void {
    const type = (Object.keys(PRESSED) as ResourceType[]).find(
      (candidate) => RESOURCE_TYPES[candidate].create === operation,
    );
    const pressed = type && PRESSED[type];
    if (type === undefined || pressed === undefined) return;
    const { quota, limit } = pressed;
    const now = this.clock.now();
    if (this.dice.strikes(quota.kind, operation)) this.fullUntil.set(type, now + this.dice.delay(quota.lasts));
    if (this.dice.isRolling && (this.fullUntil.get(type) ?? 0) > now)
      throw limitExceeded(quotaMessage(quota.counts, limit));
  }
}
