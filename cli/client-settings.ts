import type { AwsOptions } from './options';

/** What all clients have in common. What is not given, the SDK finds as the `aws` command does. */
export function clientSettings({ region, profile, endpointUrl }: Partial<AwsOptions>) {
  return {
    ...(region !== undefined && { region }),
    ...(profile !== undefined && { profile }),
    ...(endpointUrl !== undefined && { endpoint: endpointUrl }),
  };
}

/** AWS's clock, read off its answers. */
export class ServiceClock {
  private offset = 0;

  now(): number {
    return Date.now() + this.offset;
  }

  /** @param date the `Date` header of an answer, which counts in whole seconds */
  note(date: string | undefined): void {
    const time = Date.parse(date ?? '');
    if (!Number.isNaN(time)) this.offset = time - Date.now();
  }
}

/** The part of the SDK's middleware that is used here, the same for every client. */
interface WatchableClient {
  readonly middlewareStack: {
    add(
      middleware: unknown,
      options: { readonly step: string; readonly name: string; readonly priority?: string },
    ): void;
  };
}

type Next = (args: unknown) => Promise<{ readonly response?: unknown }>;

/** Lets the clock follow the client's answers, and errors tell which call failed. */
export function watched<Client extends object>(client: Client, service: string, clock: ServiceClock): Client {
  const { middlewareStack } = client as unknown as WatchableClient;
  const middleware =
    (next: Next, { commandName = '' }: { readonly commandName?: string }) =>
    async (args: unknown) => {
      try {
        const result = await next(args);
        clock.note(dateOf(result.response));
        return result;
      } catch (error) {
        const action = `${service}:${commandName.replace(/Command$/, '')}`;
        throw error instanceof Error ? Object.assign(error, { action }) : error;
      }
    };
  // Around retries: only the last failure is told.
  middlewareStack.add(middleware, { step: 'initialize', name: 'watchCalls', priority: 'high' });
  return client;
}

function dateOf(response: unknown): string | undefined {
  const { headers } = (response ?? {}) as { readonly headers?: Readonly<Record<string, string>> };
  return headers?.date;
}
