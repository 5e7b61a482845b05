import { noDataIsDropped } from '../../../simulation/invariants/data';
import { csvFileKey, csvKey } from '../../../simulation/simulate/names';
import type { World } from '../../../simulation/simulate/world';

const CSV = csvKey('simulated-0', 'interactions');

/** Checks the invariant for one dataset group whose csv has the ETag `A`. */
async function check(read: Readonly<Record<string, string>>, files: readonly number[] = [], incremental = false) {
  const broken: string[] = [];
  const world = {
    teams: [
      {
        name: 'simulated-0',
        group: { batch: 'none', items: false, users: false, incremental },
        edition: { solutions: 1 },
        files: new Set(files),
      },
    ],
    local: {
      names: { dataBucket: 'data' },
      personalize: { objectsRead: () => new Map(Object.entries(read)) },
      aws: {
        account: { partition: 'aws', region: 'us-east-1', id: '123456789012' },
        call: async () => ({ ETag: 'A' }),
      },
    },
  };
  await noDataIsDropped.check?.(world as unknown as World, (what) => broken.push(what));
  return broken;
}

describe('the invariant on data', () => {
  it('holds if Personalize has the content of the bucket', async () => {
    // Act
    const broken = await check({ [CSV]: 'A' });

    // Assess
    expect(broken).toEqual([]);
  });

  it.each([
    ['no data', {}],
    ['other content', { [CSV]: 'B' }],
    ['more than the bucket has', { [CSV]: 'A', [csvKey('simulated-0', 'items')]: 'A' }],
  ])('is violated if Personalize has %s', async (_case, read) => {
    // Act
    const broken = await check(read);

    // Assess
    expect(broken).toEqual([expect.stringContaining(`the bucket has ${CSV} A, what arn:`)]);
  });

  it('allows data of removed files if imports are incremental', async () => {
    // Prepare
    const gone = { [csvFileKey('simulated-0', 0)]: 'B' };

    // Act
    const broken = [await check({ [CSV]: 'A', ...gone }, [], true), await check(gone, [], true)];

    // Assess
    expect(broken.map(({ length }) => length)).toEqual([0, 1]);
  });

  it('allows other csv that a person has added', async () => {
    // Act
    const broken = await check({ [CSV]: 'A', 'train/by-hand/by-hand-1.csv': 'B' });

    // Assess
    expect(broken).toEqual([]);
  });

  it('expects the csv files in the folder if there are any, and not the single file', async () => {
    // Prepare
    const [first, second] = [0, 1].map((file) => csvFileKey('simulated-0', file));
    const both = { [String(second)]: 'A', [String(first)]: 'A' };

    // Act
    const broken = [await check(both, [0, 1]), await check(both, [0]), await check({ [CSV]: 'A' }, [0])];

    // Assess
    expect(broken.map(({ length }) => length)).toEqual([0, 1, 1]);
  });
});
