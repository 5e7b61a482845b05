import type { Input } from '../../../core/service';
import { ServiceError } from '../../../core/service';
import { abortable } from '../interpreter/cancellation';
import type { TaskRequest } from './integration';

/**
 * Calls a service with the permissions of the state machine's role. An abort does not stop a call that has begun, but its result is then dropped.
 * @throws ServiceError the error of the service, including access denied; after an abort, the reason of the abort
 */
export async function callService(
  request: TaskRequest,
  service: string,
  operation: string,
  input: Input,
): Promise<unknown> {
  return abortable(callToTheEnd(request, service, operation, input), request.signal);
}

/** Calls a service like `callService`, but waits for the result even if the Task is aborted during the call. */
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
