import { groupFolder, refusalForProblems, refusalForSize } from '../../../functions/upload/refusal';

const object = {
  bucket: 'data',
  key: 'train/movies/config.json',
  versionId: 'v',
  size: 10,
  sequencer: '0',
  time: '',
};

describe('refusalForSize', () => {
  test('lets a file of exactly the limit pass', () => {
    // Act and assess
    expect(refusalForSize({ ...object, size: 1_048_576 })).toBeUndefined();
  });

  test('names file, size and limit', () => {
    // Act
    const refusal = refusalForSize({ ...object, size: 1_048_577 });

    // Assess
    expect(refusal?.summary).toBe(
      'Parameter file s3://data/train/movies/config.json refused: it has 1048577 bytes, the limit is 1048576.',
    );
  });
});

describe('refusalForProblems', () => {
  test('shows every error with its place, and warnings apart', () => {
    // Prepare
    const problem = { line: 3, column: 5, path: '/filters/0', value: 1, rule: 'r' };
    const problems = [
      { ...problem, severity: 'error' as const, message: 'must be text.', hint: 'Quote it.' },
      { ...problem, severity: 'warning' as const, message: 'is unusual.' },
    ];

    // Act
    const refusal = refusalForProblems(object, problems);

    // Assess
    expect(refusal.summary).toBe('Parameter file s3://data/train/movies/config.json refused: 1 error.');
    expect(refusal.description.split('\n')).toEqual([
      'Nothing was changed. Mend these and upload the file again:',
      '',
      'line 3, column 5 (/filters/0): must be text. Quote it.',
      '',
      'Also worth a look:',
      '',
      'line 3, column 5 (/filters/0): is unusual.',
    ]);
  });
});

describe('groupFolder', () => {
  test.each([
    ['train/movies/config.json', 'movies'],
    ['train/a/b/config.json', 'a/b'],
    ['train/config.json', 'train/config.json'],
  ])('%s is filed under %s', (key, expected) => {
    // Act and assess
    expect(groupFolder(key)).toBe(expected);
  });
});
