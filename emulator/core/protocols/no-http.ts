import type { Protocol } from '../emulated-service';
import { ServiceError } from '../service';

/** Protocol of a service that only answers calls from inside the local AWS: it refuses every HTTP request. */
export function noHttp(title: string, protocol: Protocol): Protocol {
  return {
    decode: () => {
      throw new ServiceError(
        'UnknownOperationException',
        `The local ${title} has no HTTP interface. Define its resources in the stack.`,
      );
    },
    encode: (call, output) => protocol.encode(call, output),
    encodeError: (error, call) => protocol.encodeError(error, call),
  };
}
