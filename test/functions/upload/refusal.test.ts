import { namedGroup, refusalForProblems, refusalForSize, refusalOfDeleted } from '../../../functions/upload/refusal';

const object = {
  bucket: 'data',
  key: 'train/movies/config.json',
  versionId: 'v',
  size: 10,
  sequencer: '0',
  time: '',
};

describe('refusalForSize', () => {
  test('accepts a file that is exactly as large as the limit', () => {
    // Act and assess
    expect(refusalForSize({ ...object, size: 1_048_576 })).toBeUndefined();
  });

  test('refuses a larger file, and names file, size and limit', () => {
    // Act
    const refusal = refusalForSize({ ...object, size: 1_048_577 });

    // Assess
    expect(refusal?.summary).toBe(
      'Parameter file s3://data/train/movies/config.json refused: it has 1048577 bytes; it must have at most 1048576.',
    );
  });
});

describe('refusalForProblems', () => {
  test('shows each error with place, value, rule and what to do, and then the warnings', () => {
    // Prepare
    const problem = { line: 3, column: 5, path: '/solutions/0/x', value: 1, rule: 'hpo-recipe' };
    const problems = [
      { ...problem, severity: 'error' as const, message: 'must not be.', hint: 'Leave it out.' },
      { ...problem, severity: 'warning' as const, rule: 'r', value: undefined, message: 'is unusual.' },
    ];

    // Act
    const refusal = refusalForProblems(object, problems);

    // Assess
    expect(refusal.summary).toBe('Parameter file s3://data/train/movies/config.json refused: 1 error.');
    expect(refusal.description.split('\n')).toEqual([
      'Nothing was changed. Fix these errors and upload the file again:',
      '',
      'line 3, column 5 (/solutions/0/x): must not be.',
      '  Value: 1',
      '  Rule: hpo-recipe: The recipe supports performHPO.',
      '  What to do: Leave it out.',
      '',
      'Warnings:',
      '',
      'line 3, column 5 (/solutions/0/x): is unusual.',
      '  Rule: r',
    ]);
  });
});

describe('a refusal', () => {
  test.each([
    ['for the size of the file', () => refusalForSize({ ...object, key: 'train/a\n\u001b[2J.json', size: 2_000_000 })],
    ['for problems in the file', () => refusalForProblems({ ...object, key: 'train/a\n\u001b[2J.json' }, [])],
    ['because the file was deleted', () => refusalOfDeleted({ ...object, key: 'train/a\n\u001b[2J.json' })],
  ])('%s names the key on one line, without control characters', (_, refuse) => {
    // Act
    const refusal = refuse();

    // Assess
    expect(refusal?.summary).toContain('s3://data/train/a\\u000a\\u001b[2J.json refused');
  });

  test('shortens long problems, shows the first 50, and says how many are left out', () => {
    // Prepare
    const problem = { line: 1, column: 1, value: 1, rule: 'r', severity: 'error' as const, message: 'No.' };
    const problems = Array.from({ length: 1000 }, () => ({
      ...problem,
      path: `/\u001b${'k'.repeat(20_000)}`,
    }));

    // Act
    const { description } = refusalForProblems(object, problems);

    // Assess
    expect(description.length).toBeLessThan(20_000);
    expect(description).toContain(`line 1, column 1 (/\\u001b${'k'.repeat(198)}…): No.`);
    expect(description).toContain('and 950 more: `personalize-mlops validate` shows all of them.');
  });
});

const file = (text: string) => new TextEncoder().encode(text);

describe('namedGroup', () => {
  test('finds the name, made of a placeholder, in a file that is otherwise invalid', () => {
    // Act
    const name = namedGroup(file('{"datasetGroup": {"serviceConfig": {"name": "${name}", "nmae": 1}}, "filter": []}'), {
      name: 'shop',
    });

    // Assess
    expect(name).toBe('shop');
  });

  test.each([
    ['is not JSON', '{'],
    ['is not an object', '[]'],
    ['names no dataset group', '{"datasetGroup": {}}'],
    ['has a name that no dataset group can have', '{"datasetGroup": {"serviceConfig": {"name": "#runs"}}}'],
    ['has a name that is too long', `{"datasetGroup": {"serviceConfig": {"name": "${'n'.repeat(64)}"}}}`],
    ['has a name that is not text', '{"datasetGroup": {"serviceConfig": {"name": 1}}}'],
  ])('finds no dataset group in a file that %s', (_what, text) => {
    // Act and assess
    expect(namedGroup(file(text), {})).toBeUndefined();
  });
});
