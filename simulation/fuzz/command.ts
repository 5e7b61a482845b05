import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { plural, show } from '../../lib/text/format';
import { seed, wholeNumber } from '../../local/commands/options';
import { withSynthesizedStack } from '../../local/synthesized-stack';
import { fuzzRequests } from '../api-fuzz/fuzz';
import { BATCH, type Report } from './batch';
import { inputOf } from './input';
import { playInputs } from './pool';
import { shrink } from './shrink';

export interface FuzzOptions {
  readonly inputs: number;
  /** Number of random requests to the local AWS itself. */
  readonly requests: number;
  readonly from: number;
  readonly shrink: boolean;
}

/** Maximum number of inputs that are shrunk. Shrinking is slow, and a person waits for the result. */
const SHRUNK = 3;

export function registerFuzz(program: Command): void {
  program
    .command('fuzz')
    .summary('play hostile inputs, and check that none does harm')
    .description(
      'Plays hostile parameter files, keys, data, job configs and events, 25 in each local AWS. Each must be refused with one clear message and no other effect, or be handled completely. Then sends random requests to the local AWS: each must be answered as the API model allows, within 2 s, and change nothing if it fails.',
    )
    .option('--inputs <number>', 'number of inputs', (text) => wholeNumber(text, 1, 1_000_000), 200)
    .option(
      '--requests <number>',
      'number of random requests to all operations of the local AWS',
      (text) => wholeNumber(text, 0, 10_000_000),
      2500,
    )
    .option('--from <number>', 'number of the first input, and of the first batch of 250 requests', seed, 1)
    .option('--no-shrink', 'do not search for smaller inputs that show a violation')
    .action(async (options: FuzzOptions) => {
      const inputsAreRight = await fuzz(options);
      const requestsAreRight = options.requests === 0 || (await fuzzRequests(options.requests, options.from));
      process.exitCode = inputsAreRight && requestsAreRight ? 0 : 1;
    });
}

/** @returns true if no input did harm */
async function fuzz({ inputs, from, shrink: shrinks }: FuzzOptions): Promise<boolean> {
  return withSynthesizedStack(async (stackFile) => {
    const start = performance.now();
    const seconds = () => (performance.now() - start) / 1000;
    const results = new Map<string, number>();
    const broken: Report[] = [];
    const numbers = Array.from({ length: inputs }, (_, index) => from + index);
    const processes = Math.min(availableParallelism(), Math.ceil(inputs / BATCH));
    let done = 0;
    await playInputs(stackFile, numbers, processes, (reports) => {
      done += reports.length;
      for (const report of reports) {
        const kind = `${inputOf(report.number).kind}: ${report.result}`;
        results.set(kind, (results.get(kind) ?? 0) + 1);
        if (report.violations.length === 0) continue;
        broken.push(report);
        clearProgress();
        console.log(describe(report, from));
      }
      showProgress(done, inputs, broken.length, seconds());
    });
    clearProgress();
    for (const { number } of shrinks ? broken.slice(0, SHRUNK) : [])
      console.log(`Input ${number}, shrunk: ${show(await shrink(stackFile, number), SHOWN)}`);
    console.log(
      `${plural(inputs, 'input')} in ${seconds().toFixed(0)} s, ${(inputs / seconds()).toFixed(1)} a second; ${broken.length} with violations`,
    );
    console.log(
      [...results]
        .map(([result, count]) => `${result} ${count}`)
        .sort()
        .join(', '),
    );
    return broken.length === 0;
  });
}

/** Maximum number of characters of an input that are shown, because an input can be huge. */
const SHOWN = 2000;

function describe({ number, violations }: Report, from: number): string {
  const batch = number - ((number - from) % BATCH);
  return [
    `Input ${number} shows a violation:`,
    ...violations.map((violation) => `  ${violation}`),
    `  input: ${show(inputOf(number), SHOWN)}`,
    `  replay: npm run fuzz -- --inputs 1 --from ${number}`,
    `  after the inputs before it: npm run fuzz -- --inputs ${number - batch + 1} --from ${batch}`,
  ].join('\n');
}

const BAR = 30;

function showProgress(done: number, inputs: number, broken: number, seconds: number): void {
  if (!process.stdout.isTTY) return;
  const filled = Math.round((done / inputs) * BAR);
  const rate = (done / seconds).toFixed(1);
  process.stdout.write(
    `\r[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] ${done}/${inputs}, ${rate} a second, ${broken} with violations `,
  );
}

function clearProgress(): void {
  if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
}
