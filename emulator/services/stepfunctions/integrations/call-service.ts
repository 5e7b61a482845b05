import type { Input } from '../../../core/service';
import { ServiceError } from '../../../core/service';
import { abortable } from '../interpreter/cancellation';
import type { TaskRequest } from './integration';

/**
 * Calls a service as the state machine's role. An abort does not undo the call: it continues, and its result is dropped.
 * @throws ServiceError as the service returns it, including access denied
 */
export async function callService(
  request: TaskRequest,
  service: string,
  operation: string,
  input: Input,
): Promise<unknown> {
  return abortable(callToTheEnd(request, service, operation, input), request.signal);
}

/** Like `callService`, for a call whose result must not get lost. */
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
