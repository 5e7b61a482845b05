import { describeError } from '../../aws/service-of';
import { isTransientError } from '../../aws/transient-errors';

/** What state machines try again. Its message has the service's own words. */
class ServiceUnavailable extends Error {
  override readonly name = 'ServiceUnavailable';

  constructor(cause: Error) {
    super(describeError(cause), { cause });
  }
}

/**
 * A handler for state machines. Services have a dozen names for failing and for being asked too often; a state's Retry knows
 * them by one. (Lambda, which calls some of them for S3 and EventBridge, tries again whatever the name.)
 */
export function retried<Event, Rest extends readonly unknown[], Answer>(
  handle: (event: Event, ...rest: Rest) => Promise<Answer>,
): (event: Event, ...rest: Rest) => Promise<Answer> {
  return async (event, ...rest) => {
    try {
      return await handle(event, ...rest);
    } catch (error) {
      if (error instanceof Error && isTransientError(error)) throw new ServiceUnavailable(error);
      throw error;
    }
  };
}
