import { printable } from '../text/format';

/**
 * Name of the AWS service that each error came from. Errors of the SDK itself, such as timeouts, do not name the
 * service.
 */
const SERVICES = new WeakMap<Error, string>();

export function noteService(error: unknown, service: string): void {
  if (error instanceof Error) SERVICES.set(error, service);
}

/**
 * Name and message of an error, for example `S3: SlowDown: Please reduce your request rate.` The text begins with the
 * AWS service if it is known.
 */
export function describeError(error: Error): string {
  const service = SERVICES.get(error);
  return `${service === undefined ? '' : `${service}: `}${error.name}: ${printable(error.message)}`;
}
