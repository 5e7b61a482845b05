import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { join } from 'node:path';

/** Name of the global through which test files get a process that runs the command. */
export const COMMAND_HOST = '__commandHost';

export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const PROGRAM = join(__dirname, 'command-process.mjs');

/** Text that the program writes to both outputs after each run. */
const END = '\0end of run\0';

interface Run {
  readonly text: Record<'stdout' | 'stderr', string>;
  status?: number;
  readonly end: (result: Result) => void;
}

/** All hosts of this process. They serve later test files too, and end with this process. */
const hosts: CommandHost[] = [];

/** Returns a host that can run the command now. @param file absolute path of the command's `index.mjs` */
export function commandHost(file: string): CommandHost {
  const ready = hosts.find((host) => host.isReady && host.file === file);
  if (ready !== undefined) return ready;
  const host = new CommandHost(file);
  hosts.push(host);
  return host;
}

/** A process that runs the command line repeatedly: `command-process.mjs`. */
export class CommandHost {
  private readonly child: ChildProcess;
  private active: Run | undefined;
  private alive = true;

  /** @param file absolute path of the command's `index.mjs` */
  constructor(readonly file: string) {
    this.child = spawn(process.execPath, [PROGRAM, file], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    this.child.unref();
    this.child.channel?.unref();
    for (const name of ['stdout', 'stderr'] as const) {
      (this.child[name] as Socket | null)?.unref();
      this.child[name]?.setEncoding('utf8').on('data', (text: string) => {
        if (this.active !== undefined) this.active.text[name] += text;
        this.check();
      });
    }
    this.child.on('message', ({ status }: { status: number }) => {
      if (this.active !== undefined) this.active.status = status;
      this.check();
    });
    // The command has ended the process itself, or the process was killed.
    this.child.on('close', (status) => {
      this.alive = false;
      this.end(status);
    });
  }

  /** True if the host can run a command now. */
  get isReady(): boolean {
    return this.alive && this.active === undefined;
  }

  run(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<Result> {
    return new Promise((end) => {
      this.active = { text: { stdout: '', stderr: '' }, end };
      this.child.send({ args, env });
    });
  }

  kill(): void {
    this.alive = false;
    this.child.kill();
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
