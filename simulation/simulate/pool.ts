import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { startWorker } from '../worker-process';
import type { Order, Report } from './messages';

const WORKER = join(__dirname, 'worker.ts');

/** Seeds after which a worker is replaced, because its memory use grows and slows it down. */
const SEEDS_PER_WORKER = 200;

/**
 * Plays the orders in several processes.
 * @param onReport called for each order when it is done, in no particular order
 */
export async function playAll(
  orders: readonly Order[],
  processes: number,
  onReport: (report: Report) => void,
): Promise<void> {
  const left = [...orders];
  await Promise.all(Array.from({ length: processes }, () => work(left, onReport)));
}

async function work(left: Order[], onReport: (report: Report) => void): Promise<void> {
  while (left.length > 0) {
    const worker = startWorker(WORKER);
    for (let done = 0; done < SEEDS_PER_WORKER && worker.connected; done += 1) {
      const order = left.shift();
      if (order === undefined) break;
      onReport(await ask(worker, order));
    }
    if (worker.connected) worker.disconnect();
  }
}

/** Asks a worker to play a seed. If the worker exits, only this seed is lost. */
function ask(worker: ChildProcess, order: Order): Promise<Report> {
  return new Promise((resolve) => {
    const onExit = (code: number | null, signal: string | null) => {
      const crash = `The worker exited with ${signal ?? code}.`;
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
