import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { startWorker } from '../worker-process';
import type { Order, Report } from './messages';

const WORKER = join(__dirname, 'worker.ts');

/** Number of seeds after which a worker process is replaced. A worker uses more and more memory, which slows it down. */
const SEEDS_PER_WORKER = 200;

/**
 * Carries out orders in several processes.
 * @param onReport called for each order when the order is done. Reports arrive in no fixed order
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

/** Lets a worker play one seed. If the worker exits, the report has a crash, and only this seed is lost. */
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
