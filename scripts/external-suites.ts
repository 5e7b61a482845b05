import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { eventRuler } from './external-suites/event-ruler/run';
import type { Options, Suite } from './external-suites/suite';

const SUITES: readonly Suite[] = [eventRuler];

/** Maximum number of differences that are printed for each suite; all are counted. */
const MAX = 20;

function count(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('must be a whole number of at most nine digits');
  return Number(text);
}

/**
 * Compares the local AWS with software of AWS that does the same work, such as its rule engine. Such software cannot be a
 * dependency, because it is too large or in another language, so each run fetches it by its package name. CI runs this weekly.
 */
function main(): void {
  const options: Options = new Command('external-suites')
    .option('--cases <N>', 'number of random cases', count, 20_000)
    .option('--seed <N>', 'seed of the random cases', count, 1)
    .parse()
    .opts();
  for (const suite of SUITES) {
    const folder = mkdtempSync(join(tmpdir(), `personalize-mlops-${suite.name}-`));
    try {
      suite.fetch(folder);
      report(suite, folder, options);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

function report(suite: Suite, folder: string, options: Options): void {
  const answers = suite.run(folder, options);
  const different = answers.filter(({ ours, theirs }) => ours !== theirs);
  for (const { asked, ours, theirs } of different.slice(0, MAX)) {
    console.log(`${JSON.stringify(asked)}\n  here: ${ours}, ${suite.name}: ${theirs}`);
  }
  const kinds = [...new Set(answers.map(({ theirs }) => theirs))]
    .sort()
    .map((kind) => `${answers.filter(({ theirs }) => theirs === kind).length} ${kind}`);
  console.log(
    `${suite.name}: ${answers.length} cases (${kinds.join(', ')}), ${different.length} differ; seed ${options.seed}`,
  );
  if (different.length > 0) process.exitCode = 1;
}

main();
