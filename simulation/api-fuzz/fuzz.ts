import { plural, show } from '../../lib/text/format';
import { BATCH, playRequests, type RequestReport } from './play';

/** Maximum number of characters that are shown of an input or a violation. */
const SHOWN = 1000;

/**
 * Sends random requests to all operations of all services, and prints the violations. Each batch of requests has its own local AWS.
 * @param from seed of the first batch
 * @returns true if no violation was found
 */
export async function fuzzRequests(count: number, from: number): Promise<boolean> {
  const start = performance.now();
  const reached = new Set<string>();
  let [broken, accepted, slowest] = [0, 0, 0];
  const batches = Math.ceil(count / BATCH);
  for (let seed = from; seed < from + batches; seed += 1) {
    const tally = await playRequests(seed, Math.min(BATCH, count - (seed - from) * BATCH));
    for (const [operation, times] of tally.accepted) {
      reached.add(operation);
      accepted += times;
    }
    slowest = Math.max(slowest, tally.slowest);
    broken += tally.reports.length;
    for (const report of tally.reports) console.log(describe(report, seed));
  }
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `${plural(count, 'request')} in ${seconds.toFixed(0)} s; ${accepted} were accepted, by ${plural(reached.size, 'operation')}; ` +
      `the slowest took ${Math.round(slowest)} ms; ${broken} with violations`,
  );
  return broken === 0;
}

function describe({ number, service, operation, input, violations }: RequestReport, seed: number): string {
  return [
    `Request ${number + 1} of batch ${seed}, ${service}:${operation}, shows a violation:`,
    ...violations.map((violation) => `  ${show(violation, SHOWN)}`),
    `  input: ${show(input, SHOWN)}`,
    `  replay: npm run fuzz -- --inputs 1 --requests ${number + 1} --from ${seed}`,
  ].join('\n');
}
