import { refusedUnder } from '../../record-table/refused-file';

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
