/**
 * Measures the project and prints tables: `npm run bench -- [--json | --markdown] [--only NAME]`. Each measure runs in a process of its
 * own, so that it has its own peak memory and does not warm up another measure.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Command } from 'commander';
import { PROJECT_ROOT } from '../stacks/synth/project-root';
import { thisMachine } from './bench/machine';
import type { Figure } from './bench/measure';
import { MEASURES } from './bench/measures';
import { describeMachine, type MeasureResult, renderMarkdown, renderMeasure } from './bench/report';

interface Options {
  readonly json: boolean;
  readonly markdown: boolean;
  readonly only?: string;
  readonly take?: string;
}

/** Options with which package.json runs simulations. A large young generation of V8's heap saves a tenth of the time. */
const RUN = ['--max-semi-space-size=64', join(PROJECT_ROOT, 'scripts', 'bundled.mjs')];

const KILOBYTES_PER_MEGABYTE = 1024;

const NAMES = MEASURES.map(({ name }) => `  ${name}`).join('\n');

async function main(): Promise<void> {
  const options = new Command('bench')
    .option('--json', 'print one JSON document only', false)
    .option('--markdown', 'print tables in Markdown', false)
    .option('--only <name>', 'only measures whose names contain this text')
    .option('--take <name>', 'run one measure in this process and print its result as JSON')
    .addHelpText('after', `\nMeasures:\n${NAMES}`)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .parse()
    .opts<Options>();
  if (options.take !== undefined) await take(options.take);
  else bench(options);
}

async function take(name: string): Promise<void> {
  const measure = MEASURES.find((candidate) => candidate.name === name);
  if (measure === undefined) throw new Error(`There is no measure '${name}'.`);
  const figures: readonly Figure[] = await measure.take();
  const peakMemoryMegabytes = Math.round(process.resourceUsage().maxRSS / KILOBYTES_PER_MEGABYTE);
  const result: MeasureResult = { name, figures, peakMemoryMegabytes };
  process.stdout.write(JSON.stringify(result));
}

function bench({ json, markdown, only = '' }: Options): void {
  const chosen = MEASURES.filter(({ name }) => name.toLowerCase().includes(only.toLowerCase()));
  if (chosen.length === 0) {
    console.error(`No measure's name contains '${only}'. Measures:\n${NAMES}`);
    process.exit(2);
  }
  const machine = thisMachine();
  if (!json) console.log(`${describeMachine(machine)}\n`);
  const results: MeasureResult[] = [];
  for (const { name } of chosen) {
    const result = takeElsewhere(name);
    results.push(result);
    if (!json) console.log(`${markdown ? renderMarkdown(result) : renderMeasure(result)}\n`);
  }
  if (json) console.log(JSON.stringify({ machine, measures: results }, undefined, 2));
}

function takeElsewhere(name: string): MeasureResult {
  const output = execFileSync(process.execPath, [...RUN, __filename, '--take', name], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output) as MeasureResult;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
