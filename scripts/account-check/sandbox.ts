import { type ClientConfig, type Clients, clientsOf, type RecordedCall } from './clients';
import { isAnswer } from './errors';
import { createRole, type Role } from './role';

/** AWS account that answers the questions of the account check. */
export interface Account {
  readonly config: ClientConfig;
  /** Prefix of all names, so that everything that was created can be found and removed. */
  readonly prefix: string;
  /** Waits for these seconds, or for less if a local AWS is asked, whose time is faster. */
  readonly sleep: (seconds: number) => Promise<void>;
}

/** Seconds between two polls. */
const POLL_SECONDS = 30;
/** Maximum wait, in seconds. There are no reports that an import or training of so little data takes longer. */
const MAX_SECONDS = 5 * 3600;
/** Seconds to wait until all services know a new role. */
const ROLE_SECONDS = 20;

/** Resources that several questions share. Each is created on first use. A creation that failed is not repeated. */
export class Shared {
  private readonly made = new Map<string, Promise<unknown>>();
  private readonly sandbox: Sandbox;

  constructor(account: Account) {
    this.sandbox = new Sandbox({ ...account, prefix: `${account.prefix}-shared` }, this);
  }

  once<T>(name: string, make: (sandbox: Sandbox) => Promise<T>): Promise<T> {
    const made = this.made.get(name) ?? make(this.sandbox);
    this.made.set(name, made);
    return made as Promise<T>;
  }
}

/** Access to the account for one question, or for the resources that questions share. A sandbox records its calls. */
export class Sandbox {
  readonly calls: RecordedCall[] = [];
  readonly clients: Clients;
  private names = 0;

  /** @param account the account, with a prefix that only this sandbox uses */
  constructor(
    readonly account: Account,
    private readonly shared: Shared,
  ) {
    this.clients = clientsOf(account.config, (call) => this.calls.push(call));
  }

  region(): Promise<string> {
    return this.clients.s3.config.region();
  }

  /** Returns a new name that is valid in every service. */
  name(): string {
    this.names += 1;
    return `${this.account.prefix}-${this.names}`;
  }

  once<T>(name: string, make: (sandbox: Sandbox) => Promise<T>): Promise<T> {
    return this.shared.once(name, make);
  }

  /** Creates a role, and waits until services know it. @returns the role's ARN */
  async role(role: Role): Promise<string> {
    const arn = await createRole(this.clients.iam, this.name(), role);
    await this.sleep(ROLE_SECONDS);
    return arn;
  }

  sleep(seconds: number): Promise<void> {
    return this.account.sleep(seconds);
  }

  /** Polls until there is a value. @throws Error after five hours */
  async until<T>(read: () => Promise<T | undefined>): Promise<T> {
    for (let waited = 0; waited < MAX_SECONDS; waited += POLL_SECONDS) {
      const value = await read();
      if (value !== undefined) return value;
      await this.sleep(POLL_SECONDS);
    }
    throw new Error(`There was no result within ${MAX_SECONDS / 3600} hours.`);
  }
}

/**
 * Returns the name of the error that refuses a call, or "accepted".
 * @param answers names of additional errors that answer this question, and so are returned instead of thrown
 * @throws errors that say nothing about the call itself, e.g. a missing permission, throttling or a lost connection
 */
export async function resultOf(call: Promise<unknown>, answers: readonly string[] = []): Promise<string> {
  try {
    await call;
    return 'accepted';
  } catch (error) {
    if (isAnswer(error) || (error instanceof Error && answers.includes(error.name))) return error.name;
    throw error;
  }
}
