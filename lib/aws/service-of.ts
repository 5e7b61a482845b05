import { printable } from '../text/format';

/** The service that each error came from. The SDK's own errors, such as timeouts, do not name the service. */
const SERVICES = new WeakMap<Error, string>();

export function noteService(error: unknown, service: string): void {
  if (error instanceof Error) SERVICES.set(error, service);
}

/** Text of an error, after the name of its service if that is known: `S3: SlowDown: Please reduce your request rate.` */
export function describeError(error: Error): string {
  const service = SERVICES.get(error);
  return `${service === undefined ? '' : `${service}: `}${error.name}: ${printable(error.message)}`;
}
