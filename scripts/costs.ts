/**
 * Prints the costs of the first thirty days of each folder or example: `npm run costs -- [DIR...] [--prices FILE]`. The
 * table has US dollars for the services whose use `costs/usage.ts` counts in the local AWS, and for resources with a
 * fixed price. Below the table are the units that Amazon Personalize bills, forecast as in `plan`. FILE has the form of
 * `scripts/costs/prices.json`, with the prices of another region or contract.
 */
import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Command } from 'commander';
import { PROJECT_ROOT } from '../stacks/synth/project-root';
import { EXAMPLES } from './bench/examples';
import { billTable, checkedPrices, type Usage } from './costs/bill';
import { personalizeUse } from './costs/personalize';
import { usageOf } from './costs/usage';

async function main(): Promise<void> {
  const command = new Command('costs')
    .argument('[DIR...]', 'folders with the layout of the data bucket (default: the examples)')
    .option('--prices <file>', 'prices as JSON', join(PROJECT_ROOT, 'scripts', 'costs', 'prices.json'))
    .parse();
  const prices = checkedPrices(readFileSync(command.opts<{ readonly prices: string }>().prices, 'utf8'));
  const examples = EXAMPLES.map((example) => join(PROJECT_ROOT, 'examples', example));
  const folders = command.args.length > 0 ? command.args : examples;
  const usages = new Map<string, Usage>();
  for (const folder of folders) usages.set(basename(resolve(folder)), await usageOf(folder, prices.assumed));
  console.log(billTable(usages, prices));
  console.log('\nAmazon Personalize:');
  for (const folder of folders) console.log(`- ${basename(resolve(folder))}: ${await personalizeUse(folder)}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
