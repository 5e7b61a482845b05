import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CliFailure, WrongUsage } from '../../cli/failure';
import { readPrices } from '../../cli/prices';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prices-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: unknown) {
  const path = join(folder, 'prices.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return readPrices(path, 'eu-west-1');
}

const FILE = { region: 'eu-west-1', currency: 'USD', prices: { trainingHours: 0.25 } };

test("a price file of the deployment's region is read", async () => {
  // Act & Assess
  await expect(read(FILE)).resolves.toEqual({
    currency: 'USD',
    prices: { trainingHours: 0.25 },
    source: 'the given prices',
  });
});

test.each<[string, unknown, string]>([
  ['that is not a JSON object', '[]', 'it is not a JSON object.'],
  [
    'with an infinite price',
    '{"region": "eu-west-1", "currency": "USD", "prices": {"batchJobs": 1e400}}',
    'price "batchJobs" is Infinity; it must be a number from 0 to 1,000,000,000.',
  ],
  [
    'whose prices are all 0',
    { ...FILE, prices: { trainingHours: 0, batchJobs: 0 } },
    'all prices are 0, so everything would cost nothing: give your prices, and leave out those that you do not know.',
  ],
  [
    'of another region',
    { ...FILE, region: 'us-east-1' },
    '"region" is "us-east-1", the deployment is in eu-west-1: give a file with the prices of that region.',
  ],
  [
    'with two currencies',
    { ...FILE, currency: ['USD', 'EUR'] },
    '"currency" is ["USD","EUR"]; it must be the code of one currency in capital letters, such as "USD".',
  ],
  [
    'with a misspelled price name',
    { ...FILE, prices: { trainingHour: 1 } },
    'unknown price "trainingHour". Did you mean "trainingHours"?',
  ],
  [
    'with a price above the maximum',
    { ...FILE, prices: { batchJobs: 1e308 } },
    'price "batchJobs" is 1e+308; it must be a number from 0 to 1,000,000,000.',
  ],
  [
    'with a negative price',
    { ...FILE, prices: { batchJobs: -1 } },
    'price "batchJobs" is -1; it must be a number from 0 to 1,000,000,000.',
  ],
  [
    'with prices in two currencies',
    { ...FILE, prices: { batchJobs: { USD: 1, EUR: 1 } } },
    'price "batchJobs" is {"USD":1,"EUR":1}; it must be a number from 0 to 1,000,000,000.',
  ],
  [
    'whose prices are empty',
    { ...FILE, prices: {} },
    'there is no price: give your prices, and leave out those that you do not know.',
  ],
  [
    'without the member "prices"',
    { region: 'eu-west-1', currency: 'USD' },
    '"prices" is nothing; it must be an object.',
  ],
  ['with an unknown member', { ...FILE, discount: 1 }, 'unknown member "discount".'],
])('a price file %s is refused', async (_what, content, fault) => {
  // Act
  const failure = await read(content).catch((error: unknown) => error as CliFailure);
  // Assess
  expect(failure).toMatchObject({
    message: `Price file ${join(folder, 'prices.json')}:\n  ${fault}`,
    hint: expect.stringContaining('Write {"region"'),
  });
});

test('the error for a price file that is not valid JSON names line and column', async () => {
  // Act
  const nan = read('{"region": "eu-west-1", "currency": "USD", "prices": {"batchJobs": NaN}}');
  // Assess
  await expect(nan).rejects.toThrow(/line 1, column 68: /);
});

test('a price file with a member that is given twice is refused', async () => {
  // Act
  const twice = read('{"region": "eu-west-1", "currency": "USD",\n"currency": "EUR", "prices": {"batchJobs": 1}}');
  // Assess
  await expect(twice).rejects.toThrow(/line 2, column 1: .*currency/);
});

test('a price file that does not exist is refused as wrong usage', async () => {
  // Act and assess
  await expect(readPrices(join(folder, 'none.json'), 'eu-west-1')).rejects.toThrow(WrongUsage);
});

test('all faults of a price file are reported at once', async () => {
  // Prepare
  const prices = { trainingHour: 1, batchJobs: '1', importGigabytes: -1 };

  // Act
  const failure = await read({ region: 'us-east-1', currency: 'dollars', prices, discount: 1 }).catch(
    (error: unknown) => error as CliFailure,
  );

  // Assess
  expect((failure as CliFailure).message.split('\n').slice(1)).toEqual([
    expect.stringContaining('"discount"'),
    expect.stringContaining('"region"'),
    expect.stringContaining('"currency"'),
    expect.stringContaining('"trainingHour"'),
    expect.stringContaining('"batchJobs"'),
    expect.stringContaining('"importGigabytes"'),
  ]);
});
