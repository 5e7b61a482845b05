import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { startWorker } from '../worker-process';
import { BATCH, type Report } from './batch';
import type { Answer, Order } from './worker';

const WORKER = join(__dirname, 'worker.ts');

/** Number of batches after which a worker process is replaced. A worker uses more and more memory, which slows it down. */
const BATCHES_PER_WORKER = 20;

/**
 * Plays the inputs in several processes, a batch at a time.
 * @param onBatch called with the reports of each batch when the batch is done. Batches may end in any order
 */
export async function playInputs(
  stackFile: string,
  numbers: readonly number[],
  processes: number,
  onBatch: (reports: readonly Report[]) => void,
): Promise<void> {
  const orders: Order[] = [];
  for (let first = 0; first < numbers.length; first += BATCH)
    orders.push({ stackFile, numbers: numbers.slice(first, first + BATCH) });
  await Promise.all(Array.from({ length: processes }, () => work(orders, onBatch)));
}

async function work(orders: Order[], onBatch: (reports: readonly Report[]) => void): Promise<void> {
  while (orders.length > 0) {
    const worker = startWorker(WORKER);
    try {
      for (let done = 0; done < BATCHES_PER_WORKER; done += 1) {
        const order = orders.shift();
        if (order === undefined) return;
        onBatch(await ask(worker, order));
      }
    } finally {
      worker.disconnect();
    }
  }
}

/** Lets a worker play a batch. @throws Error that names the batch, if the worker exits */
function ask(worker: ChildProcess, order: Order): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) =>
      reject(new Error(`The worker exited with ${code} in the batch that begins with input ${order.numbers[0]}.`));
    worker.once('exit', onExit);
    worker.once('message', (reports: Answer) => {
      worker.removeListener('exit', onExit);
      resolve(reports);
    });
    worker.send(order);
  });
}
