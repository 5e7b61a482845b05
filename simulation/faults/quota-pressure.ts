import type { Clock } from '../../emulator/core/clock';
import type { Call } from '../../emulator/core/service';
import { limitExceeded } from '../../emulator/services/personalize/errors';
import { quotaMessage } from '../../emulator/services/personalize/quotas';
import { RESOURCE_TYPES, type ResourceType } from '../../lib/personalize/resource-types';
import type { Dice } from './dice';

interface Quota {
  readonly kind: 'pendingQuotaReached' | 'quotaReached';
  /** Status of the resources that count towards the quota. */
  readonly counts: 'pending' | 'active';
  /** Kind of delay (see `DELAYS`) for which the quota stays reached. */
  readonly lasts: 'pendingQuota' | 'quota';
}

const PENDING: Quota = { kind: 'pendingQuotaReached', counts: 'pending', lasts: 'pendingQuota' };
const ACTIVE: Quota = { kind: 'quotaReached', counts: 'active', lasts: 'quota' };

/** Resource types whose quota others in the account can use up. `limit` is the limit in the error message. */
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
 * Maximum number of resources in progress at the same time, by type. Contains only the types for which others in the
 * account can use up this quota.
 */
export const PENDING_LIMITS: Readonly<Partial<Record<ResourceType, number>>> = Object.fromEntries(
  Object.entries(PRESSED)
    .filter(([, { quota }]) => quota === PENDING)
    .map(([type, { limit }]) => [type, limit]),
);

/** Simulates that others in the account use up quotas of Personalize for a while. */
export class QuotaPressure {
  /** Time at which the quota of a type becomes free again, by type; epoch milliseconds. */
  private readonly fullUntil = new Map<ResourceType, number>();

  constructor(
    private readonly clock: Clock,
    private readonly dice: Dice,
  ) {}

  /** @throws ServiceError LimitExceededException with Personalize's message, if the call creates a resource of a type whose quota is reached */
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
