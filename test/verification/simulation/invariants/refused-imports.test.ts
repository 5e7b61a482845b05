import { importedBesideRefused } from '../../../../verification/simulation/invariants/refused-imports';

const text = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([name, S]) => [name, { S }]));
const run = (cause: string) =>
  text({ item: 'run#1', execution: 'arn:aws:states:x:1:execution:personalize-run:one', cause });
const result = (of: string, type: string, became: string) =>
  text({ item: `result#${of}#${type}#/datasets/items`, result: became, resource: 'import of items' });
const REFUSED = run('1 violation in the data.\nNo import was started: all data of a run are checked first.');

describe('the invariant on refused data', () => {
  it('is broken by an import of the same run', () => {
    // Act
    const found = importedBesideRefused([REFUSED], [result('one', 'datasetImportJob', 'CREATED')]);

    // Assess
    expect(found).toEqual(['run one has started the import of items, beside data that were refused']);
  });

  it.each([
    ['an import of another run', REFUSED, result('two', 'datasetImportJob', 'CREATED')],
    ['an import that was there before', REFUSED, result('one', 'datasetImportJob', 'UNCHANGED')],
    ['another resource', REFUSED, result('one', 'filter', 'CREATED')],
    ['a run that failed otherwise', run('CREATE FAILED'), result('one', 'datasetImportJob', 'CREATED')],
  ])('holds with %s', (_, failed, other) => {
    // Act and assess
    expect(importedBesideRefused([failed], [other])).toEqual([]);
  });
});
