import { type HttpServer, startHttpServer } from '../../emulator/core/http-server';
import { control } from '../../local/control';
import type { Account } from './account';
import type { Cli, Result } from './cli';

/**
 * Virtual seconds that pass after each AWS call in {@link Served.whileTimeRuns}. Time does not run freely, because days
 * would go by while the command starts.
 */
const SECONDS_PER_CALL = 30;

/** An account of the local AWS behind an endpoint, and the command line that uses it. */
export class Served {
  private calls = 0;
  /** Lets time go on if {@link whileTimeRuns} is waiting for a call. */
  private wake = (): void => undefined;

  private constructor(
    readonly account: Account,
    private readonly server: HttpServer,
    private readonly cli: Cli | undefined,
  ) {
    account.local.aws.onCall(() => {
      this.calls += 1;
      this.wake();
    });
  }

  /** @param cli absent if commands are called in this process */
  static async open(account: Account, cli?: Cli): Promise<Served> {
    const { local } = account;
    const server = await startHttpServer(local.aws, {
      port: 0,
      local: (method, path, body) => control(local, method, path, body),
    });
    return new Served(account, server, cli);
  }

  get url(): string {
    return this.server.url;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  /** Environment variables that a user would set for the AWS SDK. */
  get environment() {
    return { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' };
  }

  /**
   * Runs a command while time stands still.
   * @param input text of standard input. If given, even if empty, the command runs in a process of its own
   */
  run(args: readonly string[], input?: string): Promise<Result> {
    if (this.cli === undefined) throw new Error('This account was opened without the command line.');
    return this.cli.run([...args, '--endpoint-url', this.url], {
      env: this.environment,
      ...(input !== undefined && { input }),
    });
  }

  /** @returns the one document that a command prints with `--json` */
  async json<Document>(args: readonly string[]): Promise<Document> {
    const { stdout, stderr } = await this.run([...args, '--json']);
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as Document;
  }

  /** Lets some virtual time pass after each AWS call, until a command that polls has ended. @returns the command's result */
  async whileTimeRuns<T>(waiting: Promise<T>): Promise<T> {
    let done = false;
    const result = waiting.finally(() => {
      done = true;
      this.wake();
    });
    let seen = this.calls;
    while (!done) {
      const called = new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      if (this.calls === seen) await called;
      if (done && this.calls === seen) break;
      // Waits until the call is answered.
      await new Promise((resolve) => setImmediate(resolve));
      await this.account.passSeconds(SECONDS_PER_CALL);
      seen = this.calls;
    }
    return result;
  }
}

/** Opens endpoints for accounts, and closes them after each test. Call it at the top of a test file. */
export function served(cli?: Cli) {
  const opened: Served[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
  });
  return async (account: Account): Promise<Served> => {
    const one = await Served.open(account, cli);
    opened.push(one);
    return one;
  };
}
