/**
 * Prints what a month of each example costs besides Amazon Personalize: `npm run costs -- [--prices FILE]`. It is counted in the local AWS.
 * The file has the form of `scripts/costs/prices.json`, with the prices of another region or contract.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { PROJECT_ROOT } from '../stacks/synth/project-root';
import { EXAMPLES } from './bench/examples';
import { billTable, checkedPrices, type Usage } from './costs/bill';
import { usageOf } from './costs/usage';

async function main(): Promise<void> {
  const { prices: file } = new Command('costs')
    .option('--prices <file>', 'prices as JSON', join(PROJECT_ROOT, 'scripts', 'costs', 'prices.json'))
    .parse()
    .opts<{ readonly prices: string }>();
  const prices = checkedPrices(readFileSync(file, 'utf8'));
  const usages = new Map<string, Usage>();
  for (const example of EXAMPLES) usages.set(example, await usageOf(example, prices.assumed));
  console.log(billTable(usages, prices));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
