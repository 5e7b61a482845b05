import type { Clock } from '../../core/clock';
import type { Random } from '../../core/random';
import { ServiceError } from '../../core/service';

/** Configuration members that show whether a function can be invoked. */
export interface ShownState {
  readonly State: 'Active' | 'Inactive' | 'Pending';
  readonly StateReasonCode?: 'Idle' | 'Restoring';
}

const DAY = 24 * 3_600_000;

/**
 * Days without an invocation after which a function becomes inactive, unless {@link IdleLimit} says otherwise. The page "Lambda SnapStart
 * and function states" of the developer guide says 14 days (November 2026); "Lambda function states" gives no number.
 */
export const DEFAULT_IDLE_DAYS = 14;

/** Returns the days without an invocation after which functions become inactive. */
export type IdleLimit = () => number;

/**
 * Milliseconds from the first invocation of an inactive function until it is active again, as observed. Source: issue 801 of
 * aws-solutions-library-samples/accelerated-intelligent-document-processing-on-aws, September 2026.
 */
const RESTORING = { min: 40_000, max: 106_000 };

/**
 * Responses to Invoke while an inactive function becomes active. The first is documented (API reference of Invoke). The
 * others were observed (boto/boto3 issue 3788, remotion-dev/remotion issue 1186). AWS does not document when each
 * response occurs, so one is drawn at random (`lambda-inactive-functions` in docs/local-aws.md).
 */
const REFUSALS = [
  () => new ServiceError('ResourceNotReadyException', 'The function is inactive. Please try again.', 502),
  () =>
    new ServiceError(
      'CodeArtifactUserPendingException',
      'Lambda is initializing your function. It will be ready to invoke shortly.',
      409,
    ),
  () =>
    new ServiceError(
      'ResourceConflictException',
      'The operation cannot be performed at this time. The function is currently in the following state: Pending',
      409,
    ),
] as const;

/**
 * State of a function. An idle function becomes inactive. The next invocation fails, and the function is pending until its resources are
 * restored ("Lambda function states", developer guide).
 */
export class FunctionState {
  /** Epoch milliseconds of the last invocation, or of the creation. */
  private usedAt: number;
  /** Epoch milliseconds until which the function is pending. */
  private pendingUntil = 0;

  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly idleDays: IdleLimit,
  ) {
    this.usedAt = clock.now();
  }

  describe(): ShownState {
    const now = this.clock.now();
    if (now < this.pendingUntil) return { State: 'Pending', StateReasonCode: 'Restoring' };
    if (now - this.usedAt >= this.idleDays() * DAY) return { State: 'Inactive', StateReasonCode: 'Idle' };
    return { State: 'Active' };
  }

  /**
   * Records an invocation, which makes an inactive function pending.
   * @throws ServiceError if the function is not active
   */
  use(): void {
    const now = this.clock.now();
    const { State: state } = this.describe();
    this.usedAt = now;
    if (state === 'Active') return;
    if (state === 'Inactive') this.pendingUntil = now + this.random.integer(RESTORING.min, RESTORING.max);
    const refusal = REFUSALS[this.random.integer(0, REFUSALS.length - 1)] ?? REFUSALS[0];
    throw refusal();
  }
}
