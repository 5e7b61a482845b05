import type { Clock } from '../../core/clock';
import { ServiceError } from '../../core/service';

/**
 * Default quota of concurrent executions, for all functions of an account in a region ("Lambda quotas", developer guide, 2026-11). New
 * accounts have a lower quota: `lambda-new-account-concurrency` in docs/local-aws.md.
 */
const DEFAULT_LIMIT = 1000;

/**
 * Returns the milliseconds for which a function stays busy after its code has ended. Code that does not wait takes no
 * virtual time, so without these milliseconds its function would never be busy.
 */
export type BusyTime = (functionName: string) => number;

/** Limits the concurrent executions of all functions in the region. */
export class Concurrency {
  limit = DEFAULT_LIMIT;
  /** Part of the limit that is reserved for functions outside the deployment. */
  reserved = 0;
  busyTime: BusyTime = () => 0;
  private running = 0;

  constructor(private readonly clock: Clock) {}

  /** @throws ServiceError if the limit is reached. The function does not run in this case */
  async run<Result>(functionName: string, work: () => Promise<Result>): Promise<Result> {
    // Source of the error's text and status: https://repost.aws/knowledge-center/lambda-troubleshoot-throttling,
    // 2026-11.
    if (this.running >= this.limit - this.reserved)
      throw new ServiceError('TooManyRequestsException', 'Rate Exceeded.', 429);
    this.running += 1;
    try {
      const result = await work();
      const busy = this.busyTime(functionName);
      if (busy > 0) await this.clock.sleep(busy);
      return result;
    } finally {
      this.running -= 1;
    }
  }
}
