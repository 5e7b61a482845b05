import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Report } from './messages';

const WORKER = join(__dirname, 'worker.ts');

/** After so many seeds a worker is replaced, so that what a process piles up does not slow the next seeds down. */
const SEEDS_A_WORKER = 200;

/**
 * Plays the seeds on several processes.
 * @param told of every seed as it is done, in no particular order
 */
export async function playSeeds(
  stackFile: string,
  seeds: readonly number[],
  processes: number,
  told: (report: Report) => void,
): Promise<void> {
  const left = [...seeds];
  await Promise.all(Array.from({ length: processes }, () => work(stackFile, left, told)));
}

async function work(stackFile: string, left: number[], told: (report: Report) => void): Promise<void> {
  while (left.length > 0) {
    const worker = fork(WORKER, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    try {
      for (let done = 0; done < SEEDS_A_WORKER; done += 1) {
        const seed = left.shift();
        if (seed === undefined) return;
        told(await ask(worker, stackFile, seed));
      }
    } finally {
      worker.disconnect();
    }
  }
}

function ask(worker: ChildProcess, stackFile: string, seed: number): Promise<Report> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) =>
      reject(new Error(`The worker died with ${code} at seed ${seed}.`));
    worker.once('exit', onExit);
    worker.once('message', (report: Report) => {
      worker.removeListener('exit', onExit);
      resolve(report);
    });
    worker.send({ stackFile, seed });
  });
}
