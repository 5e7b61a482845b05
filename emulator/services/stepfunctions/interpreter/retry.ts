import type { Random } from '../../../core/random';
import type { Retrier } from '../definition/asl';
import { matchesError } from './match-error';

const DEFAULTS = { intervalSeconds: 1, maxAttempts: 3, backoffRate: 2 };

/** Retriers of one visit to a state. Each retrier counts its own retries. */
export class RetryPolicy {
  private readonly attempts = new Map<Retrier, number>();

  constructor(
    private readonly retriers: readonly Retrier[],
    private readonly random: Random,
  ) {}

  /**
   * Returns the milliseconds before the next attempt, or undefined if there must be no further attempt. The first retrier that matches the
   * error decides. If its retries are used up, later retriers are not used.
   */
  delayBeforeRetry(error: string): number | undefined {
    const retrier = this.retriers.find(({ ErrorEquals }) => matchesError(ErrorEquals, error));
    if (retrier === undefined) return undefined;
    const attempt = this.attempts.get(retrier) ?? 0;
    if (attempt >= (retrier.MaxAttempts ?? DEFAULTS.maxAttempts)) return undefined;
    this.attempts.set(retrier, attempt + 1);
    const grown =
      (retrier.IntervalSeconds ?? DEFAULTS.intervalSeconds) * (retrier.BackoffRate ?? DEFAULTS.backoffRate) ** attempt;
    const delay = Math.min(grown, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
    const share = retrier.JitterStrategy === 'FULL' ? this.random.float() : 1;
    return Math.round(delay * share * 1000);
  }
}
