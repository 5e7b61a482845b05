import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { scenarioOf } from '../simulation/arbitrary';
import { INVARIANTS } from '../simulation/invariants';
import type { Report } from '../simulation/messages';
import { playSeeds } from '../simulation/pool';
import { shrink } from '../simulation/shrink';
import { seed, wholeNumber } from './options';
import { withSynthesizedStack } from './run';

export interface SimulateOptions {
  readonly seeds: number;
  readonly from: number;
  readonly shrink: boolean;
}

/** A violation is worth shrinking while somebody waits; of many, the first ones will do. */
const SHRUNK = 3;

export function registerSimulate(program: Command): void {
  program
    .command('simulate')
    .summary('play scenarios in which everything goes wrong, and check what must hold')
    .description(
      'Plays a scenario a seed: uploads, edits, schedules, deeds by hand, with faults in every call. After each, checks the invariants.',
    )
    .option('--seeds <number>', 'how many seeds', (text) => wholeNumber(text, 1, 1_000_000), 100)
    .option('--from <seed>', 'the first seed', seed, 1)
    .option('--no-shrink', 'do not look for a smaller scenario that breaks the same')
    .action(async (options: SimulateOptions) => {
      process.exitCode = (await simulateSeeds(options)) ? 0 : 1;
    });
}

/** @returns whether every invariant held for every seed */
async function simulateSeeds({ seeds, from, shrink: shrinks }: SimulateOptions): Promise<boolean> {
  return withSynthesizedStack(async (stackFile) => {
    const start = performance.now();
    const faults = new Map<string, number>();
    const broken: Report[] = [];
    let done = 0;
    const all = Array.from({ length: seeds }, (_, index) => from + index);
    await playSeeds(stackFile, all, Math.min(availableParallelism(), seeds), (report) => {
      done += 1;
      for (const [kind, count] of Object.entries(report.faults))
        faults.set(kind, (faults.get(kind) ?? 0) + count);
      if (report.violations.length > 0 || report.crash !== undefined) {
        broken.push(report);
        clearProgress();
        console.log(describe(report));
      }
      showProgress(done, seeds, broken.length, performance.now() - start);
    });
    clearProgress();
    for (const { seed } of shrinks ? broken.slice(0, SHRUNK) : [])
      console.log(`Seed ${seed}, shrunk: ${JSON.stringify(await shrink(stackFile, seed))}`);
    console.log(summary(seeds, faults, broken.length, (performance.now() - start) / 1000));
    return broken.length === 0;
  });
}

function describe({ seed, violations, crash }: Report): string {
  const lines = violations.map(({ invariant, what }) => `  ${invariant}: ${what}`);
  return [
    `Seed ${seed} breaks ${crash === undefined ? 'an invariant' : 'the simulation'}:`,
    ...lines,
    ...(crash === undefined ? [] : [`  ${crash}`]),
    `  scenario: ${JSON.stringify(scenarioOf(seed))}`,
    `  replay: npm run simulate -- --seeds 1 --from ${seed}`,
  ].join('\n');
}

function summary(
  seeds: number,
  faults: ReadonlyMap<string, number>,
  broken: number,
  seconds: number,
): string {
  const kinds = [...faults].map(([kind, count]) => `${kind} ${count}`).join(', ');
  return [
    `${seeds} seeds in ${seconds.toFixed(0)} s, ${(seeds / seconds).toFixed(2)} a second; ${broken} with violations`,
    `faults: ${kinds}`,
    `${INVARIANTS.length} invariants checked after each:`,
    ...INVARIANTS.map(({ name }) => `  ${name}`),
  ].join('\n');
}

const BAR = 30;

function showProgress(done: number, seeds: number, broken: number, elapsed: number): void {
  if (!process.stdout.isTTY) return;
  const filled = Math.round((done / seeds) * BAR);
  const rate = (done / (elapsed / 1000)).toFixed(1);
  process.stdout.write(
    `\r[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] ${done}/${seeds}, ${rate} a second, ${broken} broken `,
  );
}

function clearProgress(): void {
  if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
}
