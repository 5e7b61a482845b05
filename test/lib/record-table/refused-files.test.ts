import { RefusedPlaces, refusedUnder } from '../../../lib/record-table/refused-files';
import { recordTable } from '../../support/record-table';

describe('refusedUnder', () => {
  test.each([
    ['train/movies/config.json', 'movies'],
    ['train/a/b/config.json', 'a/b'],
    ['train/config.json', 'train/config.json'],
    // The name `#dataset-groups` is the partition in which the record table lists the dataset groups.
    ['train/#dataset-groups/config.json', 'train/#dataset-groups/config.json'],
  ])('records a refusal of %s under %s', (key, expected) => {
    // Act and assess
    expect(refusedUnder(key)).toBe(expected);
  });
});

const UPLOADED = '2026-01-05T00:00:00Z';

async function places() {
  return new RefusedPlaces((await recordTable()).table);
}

describe('RefusedPlaces', () => {
  test.each([
    ['with the dataset group that the file names', { filedUnder: 'eu/notin', namedGroup: 'small' }],
    ['without a dataset group', { filedUnder: `train/${'k'.repeat(1018)}` }],
  ])('returns a place %s as it was added', async (_what, place) => {
    // Prepare
    const refused = await places();

    // Act
    await refused.add(place, UPLOADED, 30);

    // Assess
    expect(await refused.all()).toEqual([place]);
  });

  test('keeps a place once for each dataset group that its files name', async () => {
    // Prepare
    const refused = await places();

    // Act
    for (const namedGroup of ['one', 'other', 'one']) await refused.add({ filedUnder: 'f', namedGroup }, UPLOADED, 30);

    // Assess
    expect((await refused.all()).map(({ namedGroup }) => namedGroup).sort()).toEqual(['one', 'other']);
  });
});
