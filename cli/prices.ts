import { didYouMean } from '../lib/parameter-file/did-you-mean';
import { parseJson } from '../lib/parameter-file/json-document';
import { isJsonObject } from '../lib/parameter-file/json-value';
import { PRICE_NAMES } from '../lib/personalize/billing';
import type { Prices } from '../lib/personalize/cost';
import { grouped, show } from '../lib/text/format';
import { CliFailure, WrongUsage } from './failure';
import { readLocalFile } from './read-local-file';

const FORM =
  'Write {"region": "us-east-1", "currency": "USD", "prices": {"trainingHours": 0.1}}, with the price of one unit for each name that you know (docs/costs.md).';

/** Maximum price of one unit. In every currency, a higher price is certainly a mistake. */
const MAX_PRICE = 1e9;

/**
 * @throws CliFailure with all faults of the file
 * @throws WrongUsage if the file does not exist
 */
export async function readPrices(path: string, region: string): Promise<Prices> {
  const content = await readLocalFile(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new WrongUsage(`Price file '${path}' not found.`) : error;
  });
  const { document, problems } = parseJson(content);
  const file = document?.value;
  const faults = [
    ...problems.map(({ line, column, message }) => `line ${line}, column ${column}: ${message}`),
    ...(isJsonObject(file) ? faultsOf(file, region) : document === undefined ? [] : ['it is not a JSON object.']),
  ];
  if (faults.length > 0) throw new CliFailure([`Price file ${path}:`, ...faults].join('\n  '), FORM);
  const { currency, prices } = file as unknown as Pick<Prices, 'currency' | 'prices'>;
  return { currency, prices, source: 'the given prices' };
}

/** Faults of a price file for a region, one text for each. */
export function faultsOf(
  { region: ofFile, currency, prices, ...others }: Record<string, unknown>,
  region: string,
): string[] {
  const faults = Object.keys(others).map((name) => `unknown member ${show(name)}.`);
  if (ofFile !== region)
    faults.push(
      `"region" is ${show(ofFile)}, the deployment is in ${region}: give a file with the prices of that region.`,
    );
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency))
    faults.push(
      `"currency" is ${show(currency)}; it must be the code of one currency in capital letters, such as "USD".`,
    );
  if (!isJsonObject(prices)) return [...faults, `"prices" is ${show(prices)}; it must be an object.`];
  for (const [name, price] of Object.entries(prices)) {
    if (!Object.hasOwn(PRICE_NAMES, name))
      faults.push(`unknown price ${show(name)}. ${didYouMean(name, Object.keys(PRICE_NAMES)) ?? `Known: ${NAMES}.`}`);
    else if (typeof price !== 'number' || !(price >= 0 && price <= MAX_PRICE))
      faults.push(`price ${show(name)} is ${show(price)}; it must be a number from 0 to ${grouped(MAX_PRICE)}.`);
  }
  const given = Object.values(prices);
  if (given.every((price) => price === 0))
    faults.push(
      `${given.length === 0 ? 'there is no price' : 'all prices are 0, so everything would cost nothing'}: give your prices, and leave out those that you do not know.`,
    );
  return faults;
}

const NAMES = Object.keys(PRICE_NAMES).join(', ');
