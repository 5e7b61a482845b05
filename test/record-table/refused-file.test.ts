import { refusedPlaceItem, refusedPlaceOf, refusedUnder } from '../../record-table/refused-file';

describe('refusedUnder', () => {
  test.each([
    ['train/movies/config.json', 'movies'],
    ['train/a/b/config.json', 'a/b'],
    ['train/config.json', 'train/config.json'],
    // The record table lists the dataset groups under this name.
    ['train/#dataset-groups/config.json', 'train/#dataset-groups/config.json'],
  ])('%s is filed under %s', (key, expected) => {
    // Act and assess
    expect(refusedUnder(key)).toBe(expected);
  });
});

describe('a place of refused files', () => {
  test.each([
    ['with the dataset group that they name', { filedUnder: 'eu/notin', namedGroup: 'small' }],
    ['without', { filedUnder: `train/${'k'.repeat(1018)}` }],
  ])('is read as it was written, %s', (_what, place) => {
    // Act
    const item = refusedPlaceItem(place, 1000);

    // Assess
    expect(refusedPlaceOf(item)).toEqual(place);
    expect(item.item?.S?.length).toBeLessThanOrEqual(1024);
    expect(item.expiresAt).toEqual({ N: '1000' });
  });

  test('has an item of its own for each dataset group that files in it name', () => {
    // Act
    const items = ['one', 'other'].map((namedGroup) => refusedPlaceItem({ filedUnder: 'f', namedGroup }, 1));

    // Assess
    expect(new Set(items.map(({ item }) => item?.S)).size).toBe(2);
  });
});
