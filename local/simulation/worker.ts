/** A process that plays one seed after the other, as it is asked to. */
import { scenarioOf } from './arbitrary';
import type { Order, Report } from './messages';
import { simulate } from './simulate';

process.on('message', (order: Order) => {
  void play(order).then((report) => process.send?.(report));
});

async function play({ stackFile, seed }: Order): Promise<Report> {
  try {
    return { seed, ...(await simulate(stackFile, seed, scenarioOf(seed))) };
  } catch (error) {
    const crash = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { seed, violations: [], faults: {}, crash };
  }
}
