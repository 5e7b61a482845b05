import { checkFiles } from '../../../../lib/personalize/data-rules/check-dataset';
import { Findings } from '../../../../lib/personalize/data-rules/findings';
import { schemaFields } from '../../../../lib/personalize/schema';
import { csvFile } from '../../../support/csv-file';
import { ITEMS } from '../../../support/personalize-testbed';

const PURPOSE = {
  ...({ datasetType: 'ITEMS', importMode: 'FULL', filtered: [], hasMoreData: false } as const),
  fields: schemaFields(ITEMS),
  trainings: [],
  recipes: [],
};

/** Findings in a file in which `faults` values are not years. */
async function found(name: string, faults: number, showValues = false): Promise<Findings> {
  const rows = Array.from({ length: faults }, (_, index) => `${name}-${index},drama,secret\n`);
  const file = csvFile(`ITEM_ID,GENRE,YEAR\n${rows.join('')}same,drama,1999\n`, `${name}.csv`);
  return checkFiles([file], PURPOSE, { showValues });
}

describe('the findings in files', () => {
  it('are the same whether they are merged directly or after they were stored as JSON, and keep the first ten violations of a rule', async () => {
    // Prepare
    const [direct, read] = [new Findings(PURPOSE), new Findings(PURPOSE)];

    // Act
    for (const each of [await found('a', 7), await found('b', 7)]) {
      direct.merge(each);
      read.merge(JSON.parse(JSON.stringify(each)));
    }

    // Assess
    expect(read.summary).toEqual({ ...direct.summary, eventTypes: {} });
    expect(read.summary).toMatchObject({ rows: 16, items: 15 });
    expect(JSON.stringify(read)).toBe(JSON.stringify(direct));
    expect(read.counts).toEqual({ 'value-type': 14 });
    expect(read.violations.map(({ file }) => file)).toEqual([...Array(7).fill('a.csv'), ...Array(3).fill('b.csv')]);
  });

  it('count no nulls in a last column that is not in the schema', async () => {
    // Act
    const { nulls, counts } = await checkFiles([csvFile('ITEM_ID,GENRE,YEAR,EXTRA\na,drama,1999,\n')], PURPOSE);

    // Assess
    expect(nulls).toEqual({ ITEM_ID: 0, GENRE: 0, YEAR: 0 });
    expect(counts).toEqual({ 'unknown-column': 1 });
  });

  it('contain no values of the data when written as JSON', async () => {
    // Prepare
    const findings = await found('a', 1, true);

    // Act
    const json = JSON.stringify(findings);

    // Assess
    expect(findings.violations).toMatchObject([{ value: 'secret' }]);
    expect(json).not.toMatch(/secret|drama|same|a-0/);
    expect(JSON.parse(json)).toMatchObject({ files: [{ file: 'a.csv', rows: 2 }], isComplete: true });
  });
});
