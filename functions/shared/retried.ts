import { describeError } from '../../lib/aws/service-of';
import { isTransientError } from '../../lib/aws/transient-errors';

/** The error that state machines retry. */
class ServiceUnavailable extends Error {
  override readonly name = 'ServiceUnavailable';

  constructor(cause: Error) {
    super(describeError(cause), { cause });
  }
}

/**
 * Wraps a handler that state machines invoke. All errors of outages and throttling get the name ServiceUnavailable,
 * which the state's Retry lists.
 * @param isTransient true if a retry may succeed after the error
 */
export function retried<Event, Rest extends readonly unknown[], Answer>(
  handle: (event: Event, ...rest: Rest) => Promise<Answer>,
  isTransient: (error: Error) => boolean = isTransientError,
): (event: Event, ...rest: Rest) => Promise<Answer> {
  return async (event, ...rest) => {
    try {
      return await handle(event, ...rest);
    } catch (error) {
      if (error instanceof Error && isTransient(error)) throw new ServiceUnavailable(error);
      throw error;
    }
  };
}
