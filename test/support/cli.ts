import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildCli } from '../../scripts/build-cli';
import { builtOnce } from './built-once';
import { COMMAND_HOST, type CommandHost, type Result } from './command-host';
import { assertDocumented } from './command-output';

export type { Result };

/** Environment variables that hide this machine's AWS settings, so that a test is the same everywhere. */
const NO_AWS = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/none',
  AWS_SHARED_CREDENTIALS_FILE: '/none',
  // With this folder the command can cache nothing, so that no test depends on an earlier command.
  XDG_CACHE_HOME: '/dev/null',
};

/** Environment variable for virtual time. Without it, the SDK blames each error on a wrong clock, and repeats the call. */
const NO_REPETITION = { AWS_DISABLE_CLOCK_SKEW_CORRECTION: 'true' };

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Text of standard input. If given, even if empty, the command runs in a process of its own. */
  readonly input?: string;
}

/** The published command line. */
export class Cli {
  private readonly used = new Set<CommandHost>();

  /** @param file absolute path of `index.mjs` */
  constructor(readonly file: string) {}

  /** Runs a command to its end. @throws Error if the output of `--json` is not as `docs/command-output.schema.json` says */
  async run(args: readonly string[], { env = {}, input }: RunOptions = {}): Promise<Result> {
    const variables = { PATH: process.env.PATH, ...NO_AWS, ...env };
    const running =
      input === undefined
        ? this.host().run(args, { ...variables, ...NO_REPETITION })
        : this.runAlone(args, variables, input);
    const result = await running;
    if (args.includes('--json')) assertDocumented(args, result.stdout);
    return result;
  }

  /** Ends the shared processes whose command is still running. */
  close(): void {
    for (const host of this.used) if (!host.isReady) host.kill();
  }

  private host(): CommandHost {
    const { [COMMAND_HOST]: ready } = globalThis as unknown as { [COMMAND_HOST]: (file: string) => CommandHost };
    const host = ready(this.file);
    this.used.add(host);
    return host;
  }

  private runAlone(args: readonly string[], env: NodeJS.ProcessEnv, input: string): Promise<Result> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [this.file, ...args], { env });
      let [stdout, stderr] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
      });
      child.on('error', reject);
      child.on('close', (status) => resolve({ status, stdout, stderr }));
      child.stdin.end(input);
    });
  }
}

/** Returns the command line, which is built once. Call it at the top of a test file. */
export function builtCli(): Cli {
  const cli = new Cli(join(builtOnce('cli', buildCli), 'index.mjs'));
  afterAll(() => cli.close());
  return cli;
}
