import { SOCKET_TIMEOUT } from '../lib/aws/socket-timeout';
import { present } from '../lib/record-table/item';
import type { AwsOptions } from './options';

/**
 * Settings of all clients. A call or download fails if no bytes arrive for a while. If an option is not given, the SDK finds its value as
 * the `aws` command does.
 */
export function clientSettings({ region, profile, endpointUrl }: Partial<AwsOptions>) {
  return { ...present({ region, profile, endpoint: endpointUrl }), requestHandler: SOCKET_TIMEOUT };
}

/** AWS's clock, as read from its responses. */
export class ServiceClock {
  private offset = 0;

  now(): number {
    return Date.now() + this.offset;
  }

  /** @param date the `Date` header of a response, in whole seconds */
  note(date: string | undefined): void {
    const time = Date.parse(date ?? '');
    if (!Number.isNaN(time)) this.offset = time - Date.now();
  }
}

/** The part of the SDK's middleware stack that is used here, the same for every client. */
interface WatchableClient {
  readonly middlewareStack: {
    add(
      middleware: unknown,
      options: { readonly step: string; readonly name: string; readonly priority: string },
    ): void;
  };
}

type Response = { readonly headers?: Readonly<Record<string, string>> };
type Next = (args: unknown) => Promise<{ readonly response?: Response }>;

/** Sets the clock from the client's responses, and adds the name of the failed call to errors, as `action`. */
export function watched<Client extends object>(client: Client, service: string, clock: ServiceClock): Client {
  const { middlewareStack } = client as unknown as WatchableClient;
  const middleware =
    (next: Next, { commandName = '' }: { readonly commandName?: string }) =>
    async (args: unknown) => {
      try {
        const result = await next(args);
        clock.note(result.response?.headers?.date);
        return result;
      } catch (error) {
        const action = `${service}:${commandName.replace(/Command$/, '')}`;
        throw error instanceof Error ? Object.assign(error, { action }) : error;
      }
    };
  // Middleware of the step `initialize` runs once for each call, outside the SDK's retries. So it sees only the last
  // failure.
  middlewareStack.add(middleware, { step: 'initialize', name: 'watchCalls', priority: 'high' });
  return client;
}
