import type { Protocol } from '../emulated-service';
import { ServiceError } from '../service';

/** For a service that responds only to calls from inside the local AWS: the refusal of every request, in its protocol. */
export function noHttp(title: string, protocol: Protocol): Protocol {
  return {
    decode: () => {
      throw new ServiceError(
        'UnknownOperationException',
        `The local ${title} has no HTTP interface: what it has comes from the stack.`,
      );
    },
    encode: (call, output) => protocol.encode(call, output),
    encodeError: (error, call) => protocol.encodeError(error, call),
  };
}
