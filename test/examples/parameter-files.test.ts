import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { desiredState } from '../../lib/parameter-file/desired-state';
import { validateParameterFile } from '../../lib/parameter-file/validate';
import { DATASET_TYPES } from '../../lib/personalize/dataset-types';
import { schemaFields } from '../../lib/personalize/schema';

const EXAMPLES = join(__dirname, '../../examples');

const FILES = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('config.json') && path.includes('train'),
);

/** First line of the dataset's csv file or, if the dataset has a folder of csv files, of the first file in it. */
function header(folder: string, csvName: string): string | undefined {
  const [file] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path === `${csvName}.csv` || path.startsWith(join(csvName, '/')))
    .sort();
  return file === undefined ? undefined : readFileSync(join(folder, file), 'utf8').split('\n')[0];
}

describe.each(FILES)('the parameter file %s', (path) => {
  it('is valid, without warnings', () => {
    // Act
    const { problems } = validateParameterFile(readFileSync(join(EXAMPLES, path)));

    // Assess
    expect(problems).toEqual([]);
  });

  it('has csv whose header lists exactly the columns of the schema', () => {
    // Prepare
    const { file } = validateParameterFile(readFileSync(join(EXAMPLES, path)));
    const datasets = file ? desiredState(file).datasets : [];

    // Act
    const headers = datasets.map(({ csvName }) => header(join(EXAMPLES, path, '..'), csvName));

    // Assess
    expect(datasets.map(({ datasetType }) => datasetType)).toContain(DATASET_TYPES.INTERACTIONS.datasetType);
    expect(headers).toEqual(
      datasets.map(({ schema }) =>
        schemaFields(schema.request.schema)
          .map(({ name }) => name)
          .join(','),
      ),
    );
  });
});
