import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CliFailure } from '../../cli/failure';
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

test('reads a price file of the region', async () => {
  // Act & Assess
  await expect(read(FILE)).resolves.toEqual({ currency: 'USD', prices: { trainingHours: 0.25 } });
});

test.each<[string, unknown, string, string]>([
  ['that is no JSON', '{', 'not a JSON object.', 'Write {"region"'],
  [
    'of another region',
    { ...FILE, region: 'us-east-1' },
    '"region" is "us-east-1", the deployment is in eu-west-1.',
    'Give',
  ],
  [
    'with two currencies',
    { ...FILE, currency: ['USD', 'EUR'] },
    '"currency" is ["USD","EUR"]; it must be one currency',
    'Write',
  ],
  [
    'with an unknown unit',
    { ...FILE, prices: { trainingHour: 1 } },
    'unknown price "trainingHour".',
    'Did you mean "trainingHours"?',
  ],
  [
    'with a negative price',
    { ...FILE, prices: { batchJobs: -1 } },
    'price "batchJobs" is -1; it must be a number of USD, 0 or more.',
    'Write',
  ],
  [
    'with prices in two currencies',
    { ...FILE, prices: { batchJobs: { USD: 1, EUR: 1 } } },
    'price "batchJobs" is {"USD":1,"EUR":1}; it must',
    'Write',
  ],
  ['without prices', { region: 'eu-west-1', currency: 'USD' }, '"prices" is nothing; it must be an object.', 'Write'],
  ['with another member', { ...FILE, discount: 1 }, 'unknown member "discount".', 'Write'],
])('refuses a price file %s', async (_what, content, message, hint) => {
  // Act
  const failure = await read(content).catch((error: unknown) => error as CliFailure);
  // Assess
  expect(failure).toMatchObject({ message: expect.stringContaining(message), hint: expect.stringContaining(hint) });
});
