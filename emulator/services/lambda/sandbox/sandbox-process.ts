import { EventEmitter } from 'node:events';
import type { Clock } from '../../../core/clock';
import { TASK_ROOT } from '../code';
import type { LogStream } from './log-stream';

export interface SandboxProcessOptions {
  readonly clock: Clock;
  readonly environment: Readonly<Record<string, string>>;
  /** Lambda's name for the Node.js version, e.g. `nodejs22.x`. SDK clients warn of versions that are too old. */
  readonly runtime: string;
  readonly stdout: LogStream;
  readonly stderr: LogStream;
  /** Ends the process. Then `process.exit` throws an error, so that the code that called it does not continue. */
  readonly onExit: (code: number) => void;
}

/** The `process` of a function. The runtime changes its environment variables at every invocation. */
export interface SandboxProcess {
  readonly env: Record<string, string>;
}

const NANOSECONDS_PER_MILLISECOND = 1_000_000n;
const NANOSECONDS_PER_SECOND = 1_000_000_000n;

/**
 * Returns `process` as a function sees it. It has its own environment variables and output, and its times are virtual.
 */
export function sandboxProcess(options: SandboxProcessOptions): SandboxProcess {
  const started = options.clock.now();
  const version = `${options.runtime.replace(/^nodejs|\.x$/g, '')}.0.0`;
  const nanoseconds = () => BigInt(options.clock.now() - started) * NANOSECONDS_PER_MILLISECOND;
  const hrtime = () => [Number(nanoseconds() / NANOSECONDS_PER_SECOND), Number(nanoseconds() % NANOSECONDS_PER_SECOND)];
  return Object.assign(new EventEmitter(), {
    env: { ...options.environment },
    stdout: options.stdout,
    stderr: options.stderr,
    argv: ['/var/lang/bin/node', '/var/runtime/index.mjs'],
    execArgv: [],
    execPath: '/var/lang/bin/node',
    pid: 1,
    platform: 'linux',
    arch: 'arm64',
    version: `v${version}`,
    versions: { ...process.versions, node: version },
    release: { name: 'node' },
    cwd: () => TASK_ROOT,
    uptime: () => (options.clock.now() - started) / 1000,
    hrtime: Object.assign(hrtime, { bigint: nanoseconds }),
    memoryUsage: process.memoryUsage,
    nextTick: process.nextTick,
    emitWarning: (warning: unknown) => options.stderr.write(`${String(warning)}\n`),
    exit: (code = 0) => {
      options.onExit(code);
      throw new Error(`process.exit(${code})`);
    },
  });
}
