import { Console } from 'node:console';
import * as http from 'node:http';
import * as https from 'node:https';
import * as os from 'node:os';
import type { Clock } from '../../../core/clock';
import type { Random } from '../../../core/random';
import type { CodeFiles } from '../code';
import { fileSystem } from './file-system';
import { LogStream, lambdaConsole } from './log-stream';
import { refusingModule } from './refusing-module';
import { type SandboxProcess, sandboxProcess } from './sandbox-process';
import { seededCrypto } from './seeded-crypto';
import { SandboxTimers } from './timers';
import { virtualDate } from './virtual-date';
import { type Transport, wireModule } from './wire-client';

export interface WorldOptions {
  readonly clock: Clock;
  /** Clock skew of `Date`, milliseconds. */
  readonly clockOffset: number;
  readonly random: Random;
  readonly code: CodeFiles;
  readonly environment: Readonly<Record<string, string>>;
  /** Runtime, e.g. `nodejs22.x`. */
  readonly runtime: string;
  readonly transport: Transport;
  /** Id of the current invocation; empty between invocations. */
  readonly requestId: () => string;
  readonly onLine: (line: string) => void;
  readonly onUncaught: (error: unknown) => void;
  readonly onExit: (status: number) => void;
}

/** Globals and built-in modules that a function gets instead of the host's. */
export interface World {
  readonly process: SandboxProcess;
  readonly timers: SandboxTimers;
  readonly globals: Readonly<Record<string, unknown>>;
  /** Built-in modules that the sandbox implements, by name without `node:`. */
  readonly builtIns: Readonly<Record<string, unknown>>;
  /** Logs pending text that does not end in a line break. */
  flush(): void;
}

/** Builds a world with virtual time, seeded random numbers, captured output, and one connection to the outside: the transport. */
export function buildWorld(options: WorldOptions): World {
  const { clock, random, code, transport, onLine } = options;
  const stdout = new LogStream(onLine);
  const stderr = new LogStream(onLine);
  const { environment, runtime, onExit } = options;
  const process = sandboxProcess({ clock, environment, runtime, stdout, stderr, onExit });
  const timers = new SandboxTimers(clock, options.onUncaught);
  const crypto = seededCrypto(random);
  const files = fileSystem(code);
  const console = lambdaConsole(clock, options.requestId, onLine);
  const performance = { now: () => clock.now(), timeOrigin: 0 };

  const shadows = {
    ...timers.functions,
    process,
    console,
    performance,
    crypto: crypto.webcrypto,
    Date: virtualDate({ now: () => clock.now() + options.clockOffset }),
    Math: Object.create(Math, { random: { value: () => random.float() } }),
    AbortSignal: virtualAbortSignal(timers),
    fetch: refuseFetch,
  };
  const globalThisOfFunction = Object.create(globalThis, descriptors(shadows));
  return {
    process,
    timers,
    globals: { ...shadows, globalThis: globalThisOfFunction, global: globalThisOfFunction },
    builtIns: {
      console: Object.assign(Object.create(console), { Console }),
      crypto: crypto.module,
      fs: files.module,
      'fs/promises': files.promises,
      http: wireModule('http', http, transport),
      https: wireModule('https', https, transport),
      os: refusingModule('os', os, OPERATING_SYSTEM),
      perf_hooks: { performance },
      process,
      timers: timers.functions,
      'timers/promises': { setTimeout: timers.sleep },
    },
    flush: () => {
      stdout.flush();
      stderr.flush();
    },
  };
}

/** Constant values, as in Lambda's Linux, because a function must not see the host. */
const OPERATING_SYSTEM = {
  EOL: '\n',
  arch: () => 'arm64',
  homedir: () => '/home/sbx_user1051',
  hostname: () => 'localhost',
  platform: () => 'linux',
  release: () => '5.10.0',
  tmpdir: () => '/tmp',
  type: () => 'Linux',
};

function virtualAbortSignal(timers: SandboxTimers): typeof AbortSignal {
  return new Proxy(AbortSignal, {
    get: (target, property, receiver) =>
      property === 'timeout' ? timers.abortSignalTimeout : Reflect.get(target, property, receiver),
  });
}

async function refuseFetch(resource: unknown): Promise<never> {
  throw new TypeError(
    `fetch failed: functions in the local AWS have no network; the address was '${String(resource)}'`,
  );
}

function descriptors(values: object): PropertyDescriptorMap {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { value, writable: true, configurable: true }]),
  );
}
