import { SOCKET_TIMEOUT } from '../lib/aws/socket-timeout';
import { present } from '../lib/record-table/item';
import type { AwsOptions } from './options';

/**
 * Settings of all clients. A call or download fails if no bytes arrive for a while. If an option is not given, the SDK
 * finds its value in the same way as the `aws` command.
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

/** The part of an SDK client that {@link watched} needs. All clients of the SDK have this part. */
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

/**
 * Watches all calls of a client. Sets the clock from the response of each call that succeeds, and adds a member `action`
 * to each error: the name of the failed call, such as `s3:HeadObject`.
 */
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
  // Middleware of the step `initialize` runs once for each call, outside the SDK's retries. So this middleware sees
  // only the failure of the last attempt.
  middlewareStack.add(middleware, { step: 'initialize', name: 'watchCalls', priority: 'high' });
  return client;
}
