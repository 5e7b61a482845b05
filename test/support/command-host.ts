import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Result } from './cli';

const PROGRAM = join(__dirname, 'command-process.mjs');

/** What the program writes to both of its outputs after each run. */
const END = '\0end of run\0';

interface Run {
  readonly text: Record<'stdout' | 'stderr', string>;
  status?: number;
  readonly end: (result: Result) => void;
}

/** A process that runs the command line again and again: `command-process.mjs`. */
export class CommandHost {
  private readonly child: ChildProcess;
  private active: Run | undefined;
  private alive = true;

  /** @param file absolute path of the command's `index.mjs` */
  constructor(file: string) {
    this.child = spawn(process.execPath, [PROGRAM, file], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    for (const name of ['stdout', 'stderr'] as const) {
      this.child[name]?.setEncoding('utf8').on('data', (text: string) => {
        if (this.active !== undefined) this.active.text[name] += text;
        this.check();
      });
    }
    this.child.on('message', ({ status }: { status: number }) => {
      if (this.active !== undefined) this.active.status = status;
      this.check();
    });
    // The command has ended the process itself.
    this.child.on('close', (status) => {
      this.alive = false;
      this.end(status);
    });
  }

  /** Whether it can run a command now. */
  get isReady(): boolean {
    return this.alive && this.active === undefined;
  }

  run(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<Result> {
    return new Promise((end) => {
      this.active = { text: { stdout: '', stderr: '' }, end };
      this.child.send({ args, env });
    });
  }

  /** Waits for the end of the process. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      if (!this.alive) resolve();
      this.child.on('close', () => resolve());
      this.child.kill();
    });
  }

  private check(): void {
    const { status, text } = this.active ?? {};
    if (status === undefined || text === undefined) return;
    if (text.stdout.endsWith(END) && text.stderr.endsWith(END)) this.end(status);
  }

  private end(status: number | null): void {
    const { text, end } = this.active ?? {};
    this.active = undefined;
    if (text === undefined || end === undefined) return;
    end({ status, stdout: text.stdout.replace(END, ''), stderr: text.stderr.replace(END, '') });
  }
}
