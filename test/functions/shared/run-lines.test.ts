import { runLines } from '../../../functions/shared/run-lines';

const RUN = { datasetGroup: 'shop', workflow: 'personalize-workflow', trigger: 'upload' };
const FILE = { bucket: 'data', key: 'train/shop/config.json', versionId: 'v1' };

describe('the lines of a mail about a run', () => {
  it.each<readonly [string, Parameters<typeof runLines>[0], readonly string[]]>([
    [
      'name a parameter file, its version and the values of its placeholders',
      { ...RUN, file: { ...FILE, values: { stage: 'dev' } } },
      [
        'Workflow: personalize-workflow',
        'Trigger: upload',
        'Parameter file: s3://data/train/shop/config.json, version v1, with stage=dev',
      ],
    ],
    [
      'show the csv of a deletion as "Users:", with control characters escaped',
      { ...RUN, workflow: 'data-deletion', file: { ...FILE, key: 'delete/shop/users\u001b.csv' } },
      ['Workflow: data-deletion', 'Trigger: upload', 'Users: s3://data/delete/shop/users\\u001b.csv, version v1'],
    ],
    [
      'leave out workflow and parameter file if they are not known',
      { ...RUN, workflow: '', file: undefined },
      ['Trigger: upload'],
    ],
  ])('%s', (_, run, expected) => {
    // Act and assess
    expect(runLines(run)).toEqual(['Dataset group: shop', ...expected]);
  });
});
