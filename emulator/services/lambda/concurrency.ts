import type { Clock } from '../../core/clock';
import { ServiceError } from '../../core/service';

/**
 * Maximum number of functions that an account may run at once in a region, by default ("Lambda quotas", developer guide, 2026-11). New
 * accounts have fewer: `lambda-new-account-concurrency` in docs/local-aws.md.
 */
const DEFAULT_LIMIT = 1000;

/** Returns the milliseconds that a function stays busy after its code has ended, because computing itself takes no virtual time. */
export type BusyTime = (functionName: string) => number;

/** Limits how many functions of the account run at once in the region. */
export class Concurrency {
  limit = DEFAULT_LIMIT;
  /** Part of the limit that is reserved for functions outside of the emulator. */
  reserved = 0;
  busyTime: BusyTime = () => 0;
  private running = 0;

  constructor(private readonly clock: Clock) {}

  /** @throws ServiceError if too many functions run. Lambda then refuses the invocation, and does not run the function */
  async run<Result>(functionName: string, work: () => Promise<Result>): Promise<Result> {
    // Text and status: https://repost.aws/knowledge-center/lambda-troubleshoot-throttling, 2026-11.
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
