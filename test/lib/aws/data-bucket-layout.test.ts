import {
  batchInputKey,
  batchOutputFolder,
  folderOf,
  isCsvOf,
  isMisnamed,
  isParameterFile,
} from '../../../lib/aws/data-bucket-layout';

describe('isParameterFile', () => {
  test.each([
    ['train/movies/config.json', true],
    ['train/a/b/c.json', true],
    ['train/config.json', true],
    ['train/movies/interactions.csv', false],
    ['train/movies/config.json.bak', false],
    ['train/movies/config.JSON', false],
    ['TRAIN/movies/config.json', false],
    ['batch/movies/solution/job_config.json', false],
    ['other/train/config.json', false],
  ])('for the key %s is %s', (key, expected) => {
    // Act and assess
    expect(isParameterFile({ key })).toBe(expected);
  });
});

describe('isMisnamed', () => {
  test.each([
    ['train/x/CONFIG.JSON', true],
    ['train/x/config.Json', true],
    ['train/x/config.jsn', true],
    ['train/x/config.json.txt', true],
    ['train/x/config.json5', true],
    ['train/x/Config.json', false],
    ['train/x/config.json.bak', false],
    ['train/x/interactions.csv', false],
    ['batch/x/y/JOB.JSON', false],
    ['delete/x/users.CSV', true],
    ['delete/x/users.csv', false],
    ['delete/x/readme.txt', false],
  ])('for the key %s is %s', (key, expected) => {
    // Act and assess
    expect(isMisnamed(key)).toBe(expected);
  });
});

describe('The data bucket', () => {
  it("has a dataset's csv beside the parameter file, or directly in the dataset's folder there", () => {
    // Prepare
    const folder = folderOf('train/eu/shop/config.json');

    // Act
    const csv = [
      'train/eu/shop/items.csv',
      'train/eu/shop/items/part-1.csv',
      'train/eu/shop/items/2026/part-1.csv',
      'train/eu/shop/items-old.csv',
    ].filter((key) => isCsvOf(folder, 'items', key));

    // Assess
    expect(csv).toEqual(['train/eu/shop/items.csv', 'train/eu/shop/items/part-1.csv']);
  });

  it('has the input and the output of a batch job in a folder named after its solution', () => {
    expect([batchInputKey('shop', 'top'), batchOutputFolder('shop', 'top', '2026_01_05_00_42_45')]).toEqual([
      'batch/shop/top/job_config.json',
      'batch/shop/top/top_2026_01_05_00_42_45/',
    ]);
  });
});
