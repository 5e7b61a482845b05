import { Random } from '../../../emulator/core/random';
import type { LocalAws } from '../../../emulator/local-aws';
import { OperatorActions } from '../../../simulation/faults/operator-actions';

const OWN = 's3://data/train/shop/interactions.csv';
const JOB = { datasetArn: 'arn:dataset', dataSource: { dataLocation: OWN }, roleArn: 'arn:role' };

/** An account with one import job, by default of the dataset group `shop`. */
function prepare(seed: number, { name = 'interactions-shop-1' } = {}) {
  const calls: { readonly operation: string; readonly input: Readonly<Record<string, unknown>> }[] = [];
  const local = {
    names: { dataBucket: 'data' },
    personalize: { snapshot: () => [{ type: 'datasetImportJob', name, arn: 'arn:job' }] },
    aws: {
      random: new Random(seed),
      call: async (_service: string, operation: string, input: Readonly<Record<string, unknown>>) => {
        if (operation === 'DescribeDatasetImportJob') return { datasetImportJob: JOB };
        calls.push({ operation, input });
        return { Body: Buffer.from('csv') };
      },
    },
  };
  const actions = new OperatorActions(local as unknown as LocalAws, [], (each) => each.startsWith('shop'));
  return { calls, actions };
}

describe('an import by a person', () => {
  it('reads at random the csv of the team, a copy of it or csv that do not exist, in either import mode', async () => {
    // Prepare
    const accounts = Array.from({ length: 40 }, (_, seed) => prepare(seed));

    // Act
    for (const { actions } of accounts) await actions.do('importManually');

    // Assess
    const jobs = accounts.flatMap(({ calls }) => calls.filter(({ operation }) => operation.startsWith('Create')));
    const drawn = jobs.map(({ input: { importMode, dataSource } }) => {
      const { dataLocation } = dataSource as typeof JOB.dataSource;
      return `${importMode} ${dataLocation.replace(/by-hand-\w+/, 'copy')}`;
    });
    const places = [OWN, 's3://data/train/by-hand/copy.csv', 's3://data/train/by-hand/missing.csv'];
    const all = ['FULL', 'INCREMENTAL'].flatMap((mode) => places.map((place) => `${mode} ${place}`));
    expect([...new Set(drawn)].sort()).toEqual(all.sort());
    expect(jobs[0]?.input).toMatchObject({ datasetArn: 'arn:dataset', roleArn: 'arn:role' });
  });

  it('does nothing if no dataset group of the stack has an import', async () => {
    // Prepare
    const { actions, calls } = prepare(1, { name: 'not-ours-import' });

    // Act
    const isDone = await actions.do('importManually');

    // Assess
    expect([isDone, calls]).toEqual([false, []]);
  });
});
