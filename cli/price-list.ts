import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Prices } from '../lib/personalize/cost';
import { pricesOf } from '../lib/personalize/price-list';
import packageJson from '../package.json';
import type { DeployedAws } from './aws';
import { isAccessDenied, type ServiceFailure } from './failure';
import type { PriceOptions } from './options';
import { faultsOf, readPrices } from './prices';

/** The members of {@link DeployedAws} that are needed to find prices. */
export type PricedAws = Pick<DeployedAws, 'scope' | 'endpoint' | 'now' | 'priceList'>;

/** Content of the cache file with the prices of AWS's Price List. */
interface Cache {
  /** Account, endpoint and release for which the prices were read. */
  readonly of: string;
  /** Milliseconds since 1970. */
  readonly readAt: number;
  readonly source: string;
  /** A price file, in the form of `--prices`. */
  readonly file: Omit<Prices, 'source'> & { readonly region: string };
}

const WEEK = 7 * 86_400_000;
const ADVICE = 'give your prices with --prices FILE (docs/costs.md).';

/**
 * Prices from the given file. If no file is given, prices from AWS's Price List, which are cached for a week.
 * @returns the prices; or, if AWS's Price List gives none, a line for users with the reason
 * @throws CliFailure if the given file is invalid
 */
export async function pricesFor(aws: PricedAws, { prices: given }: PriceOptions): Promise<Prices | string> {
  const { region } = aws.scope;
  if (given !== undefined) return readPrices(given, region);
  const cached = await readCache(aws);
  if (cached !== undefined) return cached;
  const prices = await aws.priceList().then((entries) => pricesOf(entries, region), reasonOf);
  if (typeof prices === 'string') return `${prices} ${ADVICE}`;
  await writeCache(aws, prices);
  return prices;
}

function reasonOf(error: unknown): string {
  if (isAccessDenied(error)) return 'pricing:GetProducts is denied. Allow it, or';
  const { name, message, $metadata }: ServiceFailure = error instanceof Error ? error : new Error(String(error));
  // The SDK's name for an error is 'Unknown' if the response body is empty or names no error, and 'SyntaxError' if the
  // body is not JSON, for example the HTML page of a proxy.
  const isUnnamed = name === 'Unknown' || name === 'SyntaxError';
  const status = $metadata?.httpStatusCode === undefined ? '' : ` of HTTP status ${$metadata.httpStatusCode}`;
  const reason = isUnnamed ? `the answer${status} names no error of AWS` : `${name}: ${message.split('\n')[0]}`;
  return `AWS's Price List could not be read (${reason});`;
}

async function readCache(aws: PricedAws): Promise<Prices | undefined> {
  const { region } = aws.scope;
  try {
    const { of, readAt, source, file } = JSON.parse(await readFile(pathOf(aws), 'utf8')) as Cache;
    const isFresh = of === dependenciesOf(aws) && Math.abs(aws.now() - readAt) < WEEK;
    const { currency, prices } = file;
    return isFresh && faultsOf({ ...file }, region).length === 0 ? { currency, prices, source } : undefined;
  } catch {
    // If the file is absent or broken, the caller writes a new one.
    return undefined;
  }
}

async function writeCache(aws: PricedAws, { source, ...prices }: Prices): Promise<void> {
  const cache: Cache = {
    of: dependenciesOf(aws),
    readAt: aws.now(),
    source,
    file: { region: aws.scope.region, ...prices },
  };
  try {
    await mkdir(dirname(pathOf(aws)), { recursive: true });
    await writeFile(pathOf(aws), JSON.stringify(cache, undefined, 2));
  } catch {
    // If the cache cannot be written, AWS's Price List is read each time.
  }
}

/**
 * Text with everything on which cached prices depend, except the region, which has its own cache file. Another endpoint
 * may give other prices, and another release may know other products of the Price List.
 */
function dependenciesOf({ scope, endpoint = 'AWS' }: PricedAws): string {
  return `account ${scope.accountId}, endpoint ${endpoint}, release ${packageJson.version}`;
}

function pathOf({ scope }: PricedAws): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  const folder = XDG_CACHE_HOME || LOCALAPPDATA || join(homedir(), '.cache');
  return join(folder, 'personalize-mlops', `prices-${scope.region}.json`);
}
