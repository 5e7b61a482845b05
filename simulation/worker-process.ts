import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

const BUNDLED = join(__dirname, '../scripts/bundled.mjs');

/** Starts a program in a new process, which receives requests as messages. The error output of the process is shown. */
export function startWorker(program: string): ChildProcess {
  return fork(BUNDLED, [program], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}
