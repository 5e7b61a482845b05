import { assertData, assertDatasets, unreadyDataset } from '../../../../lib/reconciler/resource-types/needed-datasets';
import type { Needs } from '../../../../lib/reconciler/resource-types/resource-type';
import type { Step } from '../../../../lib/reconciler/step';

const KIND: Needs = { neededDatasets: () => ['INTERACTIONS'] };

/** @param status status of the interactions dataset in Personalize; undefined if there is none */
function prepare(status: string | undefined, inFile = false): { step: Step; asked: string[] } {
  const asked: string[] = [];
  const step = {
    state: {
      datasetGroup: { name: 'small' },
      datasets: inFile ? [{ datasetType: 'INTERACTIONS' }] : [],
    },
    resource: { type: 'eventTracker', name: 'clicks', pointer: '/eventTracker', request: {} },
    scope: { partition: 'aws', region: 'us-east-1', accountId: '123456789012' },
    personalize: {
      describe: async (_type: string, arn: string) => {
        asked.push(arn);
        return status && { status };
      },
    },
  } as unknown as Step;
  return { step, asked };
}

describe('assertDatasets', () => {
  test.each(['ACTIVE', 'CREATE PENDING', 'CREATE IN_PROGRESS'])('accepts a dataset that is %s', async (status) => {
    // Prepare
    const { step, asked } = prepare(status);

    // Act
    await assertDatasets(KIND, step);

    // Assess
    expect(asked).toEqual(['arn:aws:personalize:us-east-1:123456789012:dataset/small/INTERACTIONS']);
  });

  test.each([
    ['does not exist', undefined],
    ['is CREATE FAILED', 'CREATE FAILED'],
    ['is DELETE IN_PROGRESS', 'DELETE IN_PROGRESS'],
  ])('refuses a dataset that %s', async (_, status) => {
    // Prepare
    const { step } = prepare(status);

    // Act
    const check = assertDatasets(KIND, step);

    // Assess
    await expect(check).rejects.toMatchObject({
      name: 'MissingInput',
      message:
        "event tracker 'clicks': Dataset group 'small' has no Interactions dataset, and the parameter file has none either. Add datasets.interactions to the file, or create it in the dataset group and import data first.",
    });
  });

  test('makes no call for a dataset that the file has, or for a type that needs no dataset', async () => {
    // Prepare
    const { step, asked } = prepare(undefined, true);

    // Act
    await assertDatasets(KIND, step);
    await assertDatasets({}, step);

    // Assess
    expect(asked).toEqual([]);
  });
});

describe('assertData', () => {
  const CREATED = new Date('2026-01-05T10:00:00Z');
  const BEFORE = new Date('2026-01-01T10:00:00Z');

  function withImports(imports: readonly object[], inFile = true): Step {
    const { step } = prepare('ACTIVE', inFile);
    const personalize = {
      describe: async () => ({ status: 'ACTIVE', creationDateTime: CREATED }),
      list: async () => imports,
    };
    return { ...step, personalize } as unknown as Step;
  }

  const needing: Needs = { ...KIND, neededData: KIND.neededDatasets };

  test.each<[string, Step]>([
    ['an import that succeeded', withImports([{ status: 'ACTIVE', creationDateTime: CREATED }])],
    ['no import if the file does not have the dataset', withImports([], false)],
  ])('accepts a dataset with %s', async (_what, step) => {
    await expect(assertData(needing, step)).resolves.toBeUndefined();
  });

  test.each<[string, Step]>([
    ['no import', withImports([])],
    ['a failed import', withImports([{ status: 'CREATE FAILED', creationDateTime: CREATED }])],
    ['an import into an earlier dataset', withImports([{ status: 'ACTIVE', creationDateTime: BEFORE }])],
  ])('refuses a dataset with %s', async (_what, step) => {
    await expect(assertData(needing, step)).rejects.toMatchObject({
      name: 'MissingInput',
      message: expect.stringContaining("The Interactions dataset of dataset group 'small' has no data"),
    });
  });

  test('accepts a dataset without an import for a type that does not need data', async () => {
    await expect(assertData(KIND, withImports([]))).resolves.toBeUndefined();
  });
});

describe('unreadyDataset', () => {
  const AWAITING: Needs = { ...KIND, awaitsDatasets: true };

  test.each(['CREATE PENDING', 'CREATE IN_PROGRESS'])('returns a dataset that is %s', async (status) => {
    // Prepare
    const { step } = prepare(status, true);

    // Act and assess
    expect(await unreadyDataset(AWAITING, step)).toEqual({ status });
  });

  test('returns nothing for an ACTIVE dataset, and makes no call for a type that does not await datasets', async () => {
    // Prepare
    const { step, asked } = prepare('ACTIVE', true);

    // Act
    const found = [await unreadyDataset(KIND, step), await unreadyDataset(AWAITING, step)];

    // Assess
    expect(found).toEqual([undefined, undefined]);
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['does not exist', undefined, 'NotThereYet', /INTERACTIONS is not shown yet/],
    [
      'is CREATE FAILED',
      'CREATE FAILED',
      'ResourceFailed',
      /^event tracker 'clicks': \S+INTERACTIONS is CREATE FAILED: .* creates it anew\.$/,
    ],
  ])('throws the reason if the dataset %s', async (_, status, name, message) => {
    // Prepare
    const { step } = prepare(status, true);

    // Act
    const search = unreadyDataset(AWAITING, step);

    // Assess
    await expect(search).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
  });
});
