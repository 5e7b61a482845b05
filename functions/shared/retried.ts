import { describeError } from '../../lib/aws/service-of';
import { isTransientError } from '../../lib/aws/transient-errors';

/** A transient error, under the name that state machines retry. */
class ServiceUnavailable extends Error {
  override readonly name = 'ServiceUnavailable';

  constructor(cause: Error) {
    super(describeError(cause), { cause });
  }
}

/**
 * Wraps a handler so that callers can retry by the name of the error, as state machines do: all errors of outages and
 * throttling get the name ServiceUnavailable.
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
