import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCli } from '../../scripts/build-cli';

export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Nothing of this machine's AWS settings, so that a test means the same everywhere. */
const NO_AWS = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/none',
  AWS_SHARED_CREDENTIALS_FILE: '/none',
};

/** The command line as it is published, built once for a test file. */
export class Cli {
  private folder = '';

  get file(): string {
    return join(this.folder, 'index.mjs');
  }

  build(): void {
    this.folder = mkdtempSync(join(tmpdir(), 'cli-tests-'));
    buildCli(this.folder);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** Runs a command to its end, as a process of its own. */
  run(
    args: readonly string[],
    { env = {}, input = '' }: { readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {},
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [this.file, ...args], {
        env: { PATH: process.env.PATH, ...NO_AWS, ...env },
      });
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

/** For the top of a test file: builds the command line before its tests. */
export function builtCli(): Cli {
  const cli = new Cli();
  beforeAll(() => cli.build());
  afterAll(() => cli.remove());
  return cli;
}
