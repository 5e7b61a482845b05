import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PricedAws, pricesFor } from '../../cli/price-list';

const START = Date.UTC(2026, 10, 1);
const DAY = 86_400_000;
const ENTRY = JSON.stringify({
  product: { attributes: { regionCode: 'eu-west-1', location: 'EU (Ireland)', usagetype: 'EU-TrainingHour' } },
  terms: {
    OnDemand: { T: { priceDimensions: { D: { unit: 'Hours', beginRange: '0', pricePerUnit: { USD: '0.5' } } } } },
  },
});
const PRICES = { currency: 'USD', prices: { trainingHours: 0.5 }, source: "AWS's Price List (EU (Ireland))" };

let folder = '';
let earlier: string | undefined;
beforeEach(async () => {
  earlier = process.env.XDG_CACHE_HOME;
  folder = await mkdtemp(join(tmpdir(), 'prices-'));
  process.env.XDG_CACHE_HOME = folder;
});
afterEach(async () => {
  if (earlier === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = earlier;
  await rm(folder, { recursive: true });
});

/** A deployment in eu-west-1. `read` is a mock that returns AWS's Price List. */
function deployment(given: Partial<PricedAws> & { readonly accountId?: string } = {}) {
  const { accountId = '111122223333', ...others } = given;
  const read = jest.fn(async (): Promise<readonly string[]> => [ENTRY]);
  const scope = { partition: 'aws', region: 'eu-west-1', accountId };
  return { read, aws: { scope, endpoint: undefined, now: () => START, priceList: read, ...others } };
}

const cacheFile = () => join(folder, 'personalize-mlops', 'prices-eu-west-1.json');

test("AWS's Price List is read again after a week", async () => {
  // Prepare
  const { aws, read } = deployment();
  const later = (days: number) => ({ ...aws, now: () => START + days * DAY });

  // Act
  const found = [await pricesFor(aws, {}), await pricesFor(later(6), {})];
  const reads = read.mock.calls.length;
  await pricesFor(later(8), {});

  // Assess
  expect(found).toEqual([PRICES, PRICES]);
  expect(reads).toBe(1);
  expect(read).toHaveBeenCalledTimes(2);
});

test.each([
  ['in another account', { accountId: '444455556666' }],
  ['at another endpoint, such as that of the local AWS', { endpoint: 'http://127.0.0.1:4566' }],
])('cached prices are not used %s', async (_what, other) => {
  // Prepare
  await pricesFor(deployment().aws, {});
  const { aws, read } = deployment(other);
  // Act
  await pricesFor(aws, {});
  // Assess
  expect(read).toHaveBeenCalledTimes(1);
});

test.each([
  ['that is not JSON', () => '{'],
  ['with an invalid price', (text: string) => text.replace('0.5', '"free"')],
  ['of another region', (text: string) => text.replace('eu-west-1', 'us-east-1')],
  ['with null as content', () => 'null'],
])('a cache file %s is ignored and replaced', async (_what, broken) => {
  // Prepare
  const { aws, read } = deployment();
  await pricesFor(aws, {});
  const written = await readFile(cacheFile(), 'utf8');
  await writeFile(cacheFile(), broken(written));

  // Act
  const prices = await pricesFor(aws, {});

  // Assess
  expect(prices).toEqual(PRICES);
  expect(read).toHaveBeenCalledTimes(2);
  await expect(readFile(cacheFile(), 'utf8')).resolves.toBe(written);
});

test('prices are read without a cache if the cache file cannot be written', async () => {
  // Prepare
  const file = join(folder, 'file');
  await writeFile(file, '');
  process.env.XDG_CACHE_HOME = file;
  // Act & Assess
  await expect(pricesFor(deployment().aws, {})).resolves.toEqual(PRICES);
});

test("a given price file is preferred to AWS's Price List", async () => {
  // Prepare
  const path = join(folder, 'prices.json');
  await writeFile(path, JSON.stringify({ region: 'eu-west-1', currency: 'EUR', prices: { batchJobs: 1 } }));
  const { aws, read } = deployment();
  // Act
  const prices = await pricesFor(aws, { prices: path });
  // Assess
  expect(prices).toMatchObject({ currency: 'EUR' });
  expect(read).not.toHaveBeenCalled();
});

test.each([
  [
    'if the permission is missing',
    Object.assign(new Error('no'), { name: 'AccessDeniedException' }),
    'pricing:GetProducts is denied. Allow it, or give your prices with --prices FILE (docs/costs.md).',
  ],
  [
    'if the connection fails',
    Object.assign(new Error('connect ETIMEDOUT\nmore'), { name: 'TimeoutError' }),
    "AWS's Price List could not be read (TimeoutError: connect ETIMEDOUT); give your prices with --prices FILE (docs/costs.md).",
  ],
  [
    'if the answer has no body',
    Object.assign(new Error('UnknownError'), { name: 'Unknown', $metadata: { httpStatusCode: 503 } }),
    "AWS's Price List could not be read (the answer of HTTP status 503 names no error of AWS); give your prices with --prices FILE (docs/costs.md).",
  ],
  [
    'if a proxy answers with a page',
    new SyntaxError('Unexpected token \'<\', "<html>" is not valid JSON'),
    "AWS's Price List could not be read (the answer names no error of AWS); give your prices with --prices FILE (docs/costs.md).",
  ],
])('the reason for missing prices is given in one line %s', async (_what, error, line) => {
  // Prepare
  const { aws } = deployment({ priceList: () => Promise.reject(error) });
  // Act & Assess
  await expect(pricesFor(aws, {})).resolves.toBe(line);
});

test('the reason for missing prices is given in one line if no product of the list is recognized', async () => {
  // Prepare
  const { aws } = deployment({ priceList: async () => [ENTRY.replace('Hours', 'Minutes')] });
  // Act & Assess
  await expect(pricesFor(aws, {})).resolves.toMatch(
    /^[^\n]*1 product of .* recognizes none of them; give your prices[^\n]*$/,
  );
});
