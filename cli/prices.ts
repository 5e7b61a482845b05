import { didYouMean } from '../lib/parameter-file/did-you-mean';
import { isJsonObject } from '../lib/parameter-file/json-value';
import { PRICE_NAMES } from '../lib/personalize/billing';
import type { Prices } from '../lib/personalize/cost';
import { show } from '../lib/text/format';
import { CliFailure } from './failure';
import { readLocalFile } from './read-local-file';

const FORM =
  'Write {"region": "us-east-1", "currency": "USD", "prices": {"trainingHours": 0.1}}, with a price for one unit of each (docs/costs.md).';

/** @throws CliFailure for a file that is not of this form, or of another region */
export async function readPrices(path: string, region: string): Promise<Prices> {
  const fail = (problem: string, hint = FORM): never => {
    throw new CliFailure(`Price file ${path}: ${problem}`, hint);
  };
  const json = parsed((await readLocalFile(path)).toString()) ?? fail('not a JSON object.');
  const { region: ofFile, currency, prices, ...others } = json;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) fail(`unknown member ${show(unknown)}.`);
  if (ofFile !== region)
    fail(`"region" is ${show(ofFile)}, the deployment is in ${region}.`, 'Give a file with the prices of that region.');
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency))
    return fail(`"currency" is ${show(currency)}; it must be one currency, such as "USD".`);
  if (!isJsonObject(prices)) return fail(`"prices" is ${show(prices)}; it must be an object.`);
  for (const [name, price] of Object.entries(prices)) {
    if (!Object.hasOwn(PRICE_NAMES, name))
      fail(`unknown price ${show(name)}.`, didYouMean(name, Object.keys(PRICE_NAMES)) ?? `Known: ${NAMES}.`);
    if (typeof price !== 'number' || !(price >= 0))
      fail(`price ${show(name)} is ${show(price)}; it must be a number of ${currency}, 0 or more.`);
  }
  return { currency, prices };
}

const NAMES = Object.keys(PRICE_NAMES).join(', ');

function parsed(text: string) {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
