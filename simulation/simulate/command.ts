import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { wholeNumber } from '../../local/commands/options';
import { withSynthesizedStack } from '../../local/synthesized-stack';
import { FAMILY_NAMES, type FamilyChoice, familyOf, familyOfSeed, scenarioOf } from './families';
import type { Order, Report } from './messages';
import { family, firstSeed, scenario, writeProblem } from './options';
import { playAll } from './pool';
import { ProgressBar } from './progress-bar';
import type { Scenario } from './scenario';
import { shrink } from './shrink';
import { simulate } from './simulate';
import { describeReport, describeSeeds, replayCommand, Summary } from './summary';

export interface SimulateOptions {
  readonly seeds: number;
  readonly from: number;
  readonly scenario: FamilyChoice;
  /** Scenario to play instead of the seeds' own scenarios. */
  readonly play?: Scenario;
  /** Absolute path of the file for the log. */
  readonly log?: string;
  readonly shrink: boolean;
  /** True if the program must fail when a situation was not reached. */
  readonly reachAll: boolean;
  /** True if the program prints the pairs of situations that were never reached within ten minutes of each other. */
  readonly pairs: boolean;
}

/** Maximum number of violating scenarios that are shrunk. Shrinking is slow, and a person waits for the result. */
const SHRUNK = 3;

export function registerSimulate(program: Command): void {
  const families = FAMILY_NAMES.map((name) => `  ${name.padEnd(12)}${familyOf(name).summary}`);
  program
    .command('simulate')
    .summary('play scenarios under faults, and check the invariants')
    .description(
      'Plays one scenario for each seed: uploads, edits, schedules and operator actions, in which any call may fail. Checks the invariants during the scenario and at its end.',
    )
    .option('--seeds <number>', 'number of seeds', (text) => wholeNumber(text, 1, 1_000_000), 100)
    .option(
      '--from <seed>',
      "the first seed, or 'clock' to derive it from the current time",
      (text) => firstSeed(text),
      1,
    )
    .option(
      '--scenario <name>',
      "family of scenarios, see below, or 'each' for all in turn",
      family,
      'everything' as const,
    )
    .option('--play <json>', 'play this scenario, as printed with a violation, instead of those of the seeds', scenario)
    .option('--log <file>', 'write a log of calls, faults and states to a file; requires --seeds 1', (text) =>
      resolve(text),
    )
    .option('--no-shrink', 'do not search for smaller scenarios that show the same violation')
    .option(
      '--pairs',
      'print the pairs of reached situations that no seed reached within ten minutes of each other',
      false,
    )
    .option('--reach-all', 'fail if a situation was not reached', false)
    .addHelpText('after', `\nFamilies of scenarios:\n${families.join('\n')}`)
    .action(async (options: SimulateOptions, command: Command) => {
      if (options.log !== undefined && options.seeds !== 1)
        command.error(`error: --log requires --seeds 1, but --seeds is ${options.seeds}.`, {
          exitCode: 2,
        });
      const problem = options.log === undefined ? undefined : writeProblem(options.log);
      if (problem !== undefined) command.error(`error: --log cannot be written: ${problem}`, { exitCode: 2 });
      process.exitCode = (await simulateSeeds(options)) ? 0 : 1;
    });
}

/** @returns true if every invariant held for every seed. With `--reach-all`, every situation must also have been reached */
async function simulateSeeds(options: SimulateOptions): Promise<boolean> {
  const { seeds, from } = options;
  console.log(describeSeeds(from, seeds, options.scenario));
  return withSynthesizedStack(async (stackFile) => {
    const summary = new Summary(seeds);
    const progress = new ProgressBar(seeds);
    const orders = Array.from({ length: seeds }, (_, index) => orderFor(stackFile, from + index, options));
    await playAll(orders, Math.min(availableParallelism(), seeds), (report) => {
      const family = familyOfSeed(report.seed, options.scenario);
      summary.add(report, family);
      if (summary.isBroken(report))
        progress.interrupt(() => console.log(describeReport(report, scenarioFor(report.seed, options), family)));
      progress.show(summary.done, summary.broken.length);
    });
    progress.clear();
    for (const report of options.shrink ? summary.violating().slice(0, SHRUNK) : [])
      await printShrunk(stackFile, report, options);
    console.log(summary.text());
    if (options.pairs) console.log(`\n${summary.neverMet()}`);
    const unreached = options.reachAll ? summary.unreached() : [];
    if (unreached.length > 0) console.log(`\nNot reached, although --reach-all requires it: ${unreached.join('; ')}`);
    return summary.broken.length === 0 && unreached.length === 0;
  });
}

function scenarioFor(seed: number, { play, scenario }: SimulateOptions): Scenario {
  return play ?? scenarioOf(seed, familyOfSeed(seed, scenario));
}

function orderFor(stackFile: string, seed: number, options: SimulateOptions): Order {
  return {
    stackFile,
    seed,
    scenario: scenarioFor(seed, options),
    ...(options.log !== undefined && { logFile: options.log }),
  };
}

/** Maximum real milliseconds for shrinking a scenario. Shrinking plays many scenarios. */
const TIMEOUT = 120_000;

async function printShrunk(stackFile: string, { seed, violations }: Report, options: SimulateOptions): Promise<void> {
  const broken = new Set(violations.map(({ invariant }) => invariant));
  const deadline = performance.now() + TIMEOUT;
  const shrunk = await shrink(scenarioFor(seed, options), {
    breaks: async (smaller) => {
      const simulated = await simulate(stackFile, seed, smaller);
      return simulated.violations.some(({ invariant }) => broken.has(invariant));
    },
    goesOn: () => performance.now() < deadline,
  });
  console.log(`Seed ${seed}, shrunk: ${JSON.stringify(shrunk)}\n  replay: ${replayCommand(seed, shrunk)}`);
}
