import type { CallListener } from '../../../emulator/core/aws';
import { noDataIsDropped } from '../../../simulation/invariants/data';
import { keptCsvAreNotImportedAgain } from '../../../simulation/invariants/manual-imports';
import { csvFileKey, csvKey } from '../../../simulation/simulate/names';
import type { World } from '../../../simulation/simulate/world';

const CSV = csvKey('simulated-0', 'interactions');
const OTHER = 'train/by-hand/by-hand-1.csv';
const DATASET = 'arn:aws:personalize:us-east-1:123456789012:dataset/simulated-0/INTERACTIONS';

/** An import of the interactions. */
interface Import {
  readonly isByPerson: boolean;
  /** Key of the csv. */
  readonly from: string;
  /** Default: FULL. */
  readonly importMode?: string;
}

interface Situation {
  /** Numbers of the csv files in the team's folder of interactions. Default: none. */
  readonly files?: readonly number[];
  /** Default: false. */
  readonly incremental?: boolean;
  /** Imports that the invariant sees, in their order. Default: none. */
  readonly imports?: readonly Import[];
}

/** Checks the invariant for one dataset group whose csv has the ETag `A`. */
async function check(
  read: Readonly<Record<string, string>>,
  { files = [], incremental = false, imports = [] }: Situation = {},
) {
  const broken: string[] = [];
  const listeners: CallListener[] = [];
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
      clock: { now: () => 0 },
      personalize: { objectsRead: () => new Map(Object.entries(read)), snapshot: () => [] },
      aws: {
        onCall: (listener: CallListener) => listeners.push(listener),
        account: { partition: 'aws', region: 'us-east-1', id: '123456789012' },
        call: async () => ({ ETag: 'A' }),
      },
    },
  };
  keptCsvAreNotImportedAgain.watch?.(world as unknown as World, (what) => broken.push(what));
  for (const { isByPerson, from, importMode } of imports) {
    const input = { datasetArn: DATASET, dataSource: { dataLocation: `s3://data/${from}` }, importMode };
    const call = { operation: 'CreateDatasetImportJob', input };
    for (const listener of listeners) {
      listener({ service: 'personalize', call, caller: { kind: isByPerson ? 'person' : 'role' } } as never);
    }
  }
  await noDataIsDropped.check?.(world as unknown as World, (what) => broken.push(what));
  return broken;
}

describe('the invariant that Personalize has the data of the bucket', () => {
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
    expect(broken).toEqual([expect.stringContaining(`, but the bucket has ${CSV} A`)]);
  });

  it('allows data of removed files besides the current csv if imports are incremental', async () => {
    // Prepare
    const gone = { [csvFileKey('simulated-0', 0)]: 'B' };

    // Act
    const broken = [
      await check({ [CSV]: 'A', ...gone }, { incremental: true }),
      await check(gone, { incremental: true }),
    ];

    // Assess
    expect(broken.map(({ length }) => length)).toEqual([0, 1]);
  });

  it.each<[string, readonly Import[], number]>([
    ['allows other csv that a person has added', [{ isByPerson: true, from: OTHER, importMode: 'INCREMENTAL' }], 0],
    ['is violated by other csv that no person has added', [], 1],
    [
      'is violated by other csv that a person has imported in full, because a run should have replaced them',
      [{ isByPerson: true, from: OTHER }],
      1,
    ],
    [
      'is violated by other csv that a run has added',
      [{ isByPerson: false, from: OTHER, importMode: 'INCREMENTAL' }],
      1,
    ],
  ])('%s', async (_, imports, violations) => {
    // Act
    const broken = await check(
      { [CSV]: 'A', [OTHER]: 'B' },
      { imports: [{ isByPerson: false, from: CSV }, ...imports] },
    );

    // Assess
    expect(broken).toHaveLength(violations);
  });

  it('allows csv that a person has added from the location that the team used before', async () => {
    // Prepare
    const file = csvFileKey('simulated-0', 0);
    const imports = [
      { isByPerson: false, from: CSV },
      { isByPerson: false, from: file },
      { isByPerson: true, from: CSV, importMode: 'INCREMENTAL' },
    ];

    // Act
    const broken = await check({ [CSV]: 'B', [file]: 'A' }, { files: [0], imports });

    // Assess
    expect(broken).toEqual([]);
  });

  it('expects the csv files in the folder if there are any, and not the single file', async () => {
    // Prepare
    const [first, second] = [0, 1].map((file) => csvFileKey('simulated-0', file));
    const both = { [String(second)]: 'A', [String(first)]: 'A' };

    // Act
    const broken = [
      await check(both, { files: [0, 1] }),
      await check(both, { files: [0] }),
      await check({ [CSV]: 'A' }, { files: [0] }),
    ];

    // Assess
    expect(broken.map(({ length }) => length)).toEqual([0, 1, 1]);
  });
});
