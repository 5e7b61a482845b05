import { CsvTooDeep, type DataLocation } from '../../../../lib/aws/data-bucket';
import type { DesiredState } from '../../../../lib/parameter-file/desired-state';
import { MissingInput } from '../../../../lib/reconciler/errors';
import { csvOf, planCheck } from '../../../../lib/reconciler/resource-types/import-check-plan';
import type { Step } from '../../../../lib/reconciler/step';
import { stateOf } from '../../../support/planned';
import { sample, withChecks, withItems } from '../../../support/sample';

/** Largest size in bytes of a part that small files share. */
const PART = 256e6;

/** Csv files `a`, `b` and so on, of these sizes in bytes. */
function located(...sizes: readonly number[]): DataLocation {
  const csv = sizes.map((size, index) => ({ key: String.fromCodePoint(97 + index), versionId: 'v', size }));
  const contents = csv.map(({ key, size }) => [key, `etag-${size}`] as const);
  return { uri: 's3://data/', contents, size: 0, changedAt: new Date(0), csv };
}

function datasetOf(state: DesiredState, name: string) {
  const dataset = state.datasets.find(({ csvName }) => csvName === name);
  if (dataset === undefined) throw new Error(`The sample has no ${name}.`);
  return dataset;
}

/** @param items csv of the items, in the bucket */
function prepare(checks: object | undefined, items?: DataLocation) {
  const file = withItems(sample());
  const state = stateOf(JSON.stringify(checks ? withChecks(file, checks) : file));
  const bucket = {
    csv: async (folder: string, name: string) => (`${folder}${name}` === 'in/items' ? items : undefined),
  };
  const place = { state, bucket, folder: 'in/' } as unknown as Step;
  return { place, dataset: datasetOf(state, 'interactions') };
}

/** Returns the file names of each part. */
async function partsOf(...sizes: readonly number[]): Promise<readonly string[]> {
  const { place, dataset } = prepare(undefined);
  const { parts } = await planCheck(place, dataset, located(...sizes));
  return parts.map(({ files }) => files.map(({ key }) => key).join(''));
}

describe('the parts of a check', () => {
  it.each([
    ['one part for small files', [1, 2, 3], ['abc']],
    ['no larger than 256 MB if they are of several files', [PART - 1, 1, 1], ['ab', 'c']],
    ['one part for each large file, and one for the small file after them', [PART + 1, PART + 1, 1], ['a', 'b', 'c']],
    ['no part for empty files', [0, 0], []],
    ['one part for small files, without the empty ones', [0, 1, 0, 2, 0], ['bd']],
    ['filled in the order of the files', [PART / 2, PART / 2 + 1, PART / 2 - 1], ['a', 'bc']],
  ])('are %s', async (_what, sizes, expected) => {
    // Act and assess
    expect(await partsOf(...sizes)).toEqual(expected);
  });

  it('are at most forty, however much data there is', async () => {
    // Act
    const parts = await partsOf(...Array.from({ length: 80 }, () => PART));

    // Assess: a part has a fortieth of all data
    expect(parts).toHaveLength(40);
    expect(parts.every((part) => part.length === 2)).toBe(true);
  });
});

describe('a check', () => {
  it('reads the items too if unknown items are limited', async () => {
    // Prepare
    const { place, dataset } = prepare({ maximumUnknownItems: '5%' }, located(7));

    // Act
    const { parts } = await planCheck(place, dataset, located(3));

    // Assess
    expect(parts.map((part) => [part.dataset.csvName, part.files.map(({ size }) => size)])).toEqual([
      ['interactions', [3]],
      ['items', [7]],
    ]);
  });

  it.each([
    ['if unknown items are not limited', { minimumRows: 5 }, located(7)],
    ['without checks', undefined, located(7)],
    ['if there is no csv of items', { maximumUnknownItems: '5%' }, undefined],
  ])('reads no items %s', async (_what, checks, items) => {
    // Prepare
    const { place, dataset } = prepare(checks, items);

    // Act
    const { parts } = await planCheck(place, dataset, located(3));

    // Assess
    expect(parts.map((part) => part.dataset.csvName)).toEqual(['interactions']);
  });

  it('has the same fingerprint only for the same data, items and limits', async () => {
    // Prepare
    const limited = { maximumUnknownItems: '5%' };
    const checks = [
      [prepare(limited, located(7)), located(3)],
      [prepare(limited, located(7)), located(4)],
      [prepare(limited, located(8)), located(3)],
      [prepare({ maximumUnknownItems: '6%' }, located(7)), located(3)],
      [prepare(limited, located(7)), located(3)],
    ] as const;

    // Act
    const fingerprints: string[] = [];
    for (const [{ place, dataset }, data] of checks)
      fingerprints.push((await planCheck(place, dataset, data)).fingerprint);

    // Assess
    expect(new Set(fingerprints).size).toBe(4);
    expect(fingerprints[4]).toBe(fingerprints[0]);
  });
});

describe('csvOf', () => {
  const failing = (error: Error) => {
    const { place, dataset } = prepare(undefined);
    return csvOf({ ...place, bucket: { csv: async () => Promise.reject(error) } } as unknown as Step, dataset);
  };

  it('says what to do with csv that Personalize would ignore', async () => {
    // Act
    const act = failing(new CsvTooDeep('in/a/b/c.csv lies too deep.'));

    // Assess
    await expect(act).rejects.toThrow(MissingInput);
    await expect(act).rejects.toThrow('in/a/b/c.csv lies too deep. Move them up into that folder, or remove them.');
  });

  it('passes on other errors', async () => {
    // Prepare
    const error = new Error('No answer.');

    // Act and assess
    await expect(failing(error)).rejects.toBe(error);
  });
});
