import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { startWorker } from '../worker-process';
import type { Order, Report } from './messages';

const WORKER = join(__dirname, 'worker.ts');

/** After so many seeds a worker is replaced, so that what a process piles up does not slow the next seeds down. */
const SEEDS_A_WORKER = 200;

/**
 * Plays the orders on several processes.
 * @param told of every one as it is done, in no particular order
 */
export async function playAll(
  orders: readonly Order[],
  processes: number,
  told: (report: Report) => void,
): Promise<void> {
  const left = [...orders];
  await Promise.all(Array.from({ length: processes }, () => work(left, told)));
}

async function work(left: Order[], told: (report: Report) => void): Promise<void> {
  while (left.length > 0) {
    const worker = startWorker(WORKER);
    for (let done = 0; done < SEEDS_A_WORKER && worker.connected; done += 1) {
      const order = left.shift();
      if (order === undefined) break;
      told(await ask(worker, order));
    }
    if (worker.connected) worker.disconnect();
  }
}

/** A worker that dies takes its seed with it, and no other. */
function ask(worker: ChildProcess, order: Order): Promise<Report> {
  return new Promise((resolve) => {
    const onExit = (code: number | null, signal: string | null) => {
      const crash = `The worker died with ${signal ?? code}.`;
      resolve({ seed: order.seed, violations: [], faults: {}, crash });
    };
    worker.once('exit', onExit);
    worker.once('message', (report: Report) => {
      worker.removeListener('exit', onExit);
      resolve(report);
    });
    worker.send(order);
  });
}
