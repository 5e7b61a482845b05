/** A worker process that plays seeds on request. */
import { writeFile } from 'node:fs/promises';
import { Log } from './log';
import type { Order, Report } from './messages';
import { simulate } from './simulate';

process.on('message', (order: Order) => {
  void play(order).then((report) => process.send?.(report));
});

// If the parent has exited, the result is no longer needed.
process.on('disconnect', () => process.exit());

async function play({ stackFile, seed, scenario, logFile }: Order): Promise<Report> {
  const lines: string[] = [];
  const log = new Log(logFile === undefined ? undefined : (line) => lines.push(line));
  try {
    return { seed, ...(await simulate(stackFile, seed, scenario, log)) };
  } catch (error) {
    const crash = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { seed, violations: [], faults: {}, crash };
  } finally {
    if (logFile !== undefined) await writeFile(logFile, `${lines.join('\n')}\n`);
  }
}
