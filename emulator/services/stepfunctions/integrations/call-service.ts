import type { Input } from '../../../core/service';
import { ServiceError } from '../../../core/service';
import { abortable } from '../interpreter/cancellation';
import type { TaskRequest } from './integration';

/**
 * Calls a service under the state machine's role. After an abort, the call continues, but its result is dropped.
 * @throws ServiceError with the service's error, including access denied; the signal's reason if the call is aborted
 */
export async function callService(
  request: TaskRequest,
  service: string,
  operation: string,
  input: Input,
): Promise<unknown> {
  return abortable(callToTheEnd(request, service, operation, input), request.signal);
}

/** Calls a service like `callService`, but waits for the result even after an abort. */
export async function callToTheEnd(
  { execution, signal }: TaskRequest,
  service: string,
  operation: string,
  input: Input,
): Promise<unknown> {
  signal.throwIfAborted();
  const { aws, caller } = execution;
  const call = aws.call(service, operation, input, caller);
  call.catch((error) => {
    if (!(error instanceof ServiceError)) aws.clock.fail(error);
  });
  return call;
}
