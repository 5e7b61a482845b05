import type { CallListener } from '../../../emulator/core/aws';
import { keptCsvAreNotImportedAgain, teamsHaveTheLastImport } from '../../../simulation/invariants/manual-imports';
import type { World } from '../../../simulation/simulate/world';

const HOUR = 3_600_000;
const DATASET = 'arn:aws:personalize:eu-west-1:123456789012:dataset/shop/INTERACTIONS';
const OWN = 's3://data/train/shop/interactions.csv';
const OTHER = 's3://data/train/by-hand/other.csv';

interface Made {
  readonly by: 'run' | 'person';
  /** Default: the team's csv. */
  readonly from?: string;
  /** Default: FULL. */
  readonly importMode?: string;
  /** Default: ACTIVE. */
  readonly status?: string;
}

/** A dataset. `make` creates an import of it, an hour after the import before, at once with the given status. */
function prepare({ incremental = false } = {}) {
  const broken: string[] = [];
  const listeners: CallListener[] = [];
  const jobs: { readonly name: string; readonly status: string; readonly settledAt: number }[] = [];
  const team = { name: 'shop', changedAt: 0, group: { incremental } };
  let now = 0;
  const world = {
    teams: [team],
    local: {
      clock: { now: () => now },
      aws: { onCall: (listener: CallListener) => listeners.push(listener) },
      personalize: { snapshot: () => jobs },
    },
  } as unknown as World;
  keptCsvAreNotImportedAgain.watch?.(world, (what) => broken.push(what));
  const make = ({ by, from = OWN, importMode = 'FULL', status = 'ACTIVE' }: Made) => {
    now += HOUR;
    const jobName = `job-${jobs.length}`;
    const input = { jobName, datasetArn: DATASET, dataSource: { dataLocation: from }, importMode };
    const call = { operation: 'CreateDatasetImportJob', input };
    const caller = { kind: by === 'run' ? 'role' : 'person' };
    for (const listener of listeners) listener({ service: 'personalize', call, caller } as never);
    jobs.push({ name: jobName, status, settledAt: now });
  };
  const change = () => Object.assign(team, { changedAt: now });
  const check = async () => {
    await teamsHaveTheLastImport.check?.(world, (what) => broken.push(what));
    return broken;
  };
  return { broken, make, change, check };
}

describe('the invariant that csv are not imported again while Personalize has them', () => {
  it.each<[string, readonly Made[]]>([
    ['nothing happened', []],
    ['an import by a person failed', [{ by: 'person', from: OTHER, status: 'CREATE FAILED' }]],
    ['a person added other csv', [{ by: 'person', from: OTHER, importMode: 'INCREMENTAL' }]],
  ])('is violated by a second import if %s in between', (_, between) => {
    // Prepare
    const { broken, make } = prepare();
    make({ by: 'run' });
    for (const each of between) make(each);

    // Act
    make({ by: 'run' });

    // Assess
    expect(broken).toEqual([`job-${between.length + 1} imports csv again that job-0 has imported`]);
  });

  it.each<[string, readonly Made[]]>([
    ['replaced the data', [{ by: 'person', from: OTHER }]],
    ['added the csv a second time', [{ by: 'person', importMode: 'INCREMENTAL' }]],
    ['began to replace the data', [{ by: 'person', from: OTHER, status: 'CREATE IN_PROGRESS' }]],
  ])('holds for a second import if a person %s in between', (_, between) => {
    // Prepare
    const { broken, make } = prepare();
    make({ by: 'run' });
    for (const each of between) make(each);

    // Act
    make({ by: 'run' });

    // Assess
    expect(broken).toEqual([]);
  });

  it('holds for a second import if the csv have changed', () => {
    // Prepare
    const { broken, make, change } = prepare();
    make({ by: 'run' });
    change();

    // Act
    make({ by: 'run' });

    // Assess
    expect(broken).toEqual([]);
  });
});

describe("the invariant that the last import has the team's csv", () => {
  it('holds if all later imports, by a person and by a run from another location, have failed', async () => {
    // Prepare
    const { make, check } = prepare();
    make({ by: 'run' });
    make({ by: 'person', from: OTHER, status: 'CREATE FAILED' });
    make({ by: 'run', from: 's3://data/train/shop/interactions/', status: 'CREATE FAILED' });

    // Act and assess
    expect(await check()).toEqual([]);
  });

  it.each<[string, Made, boolean]>([
    ['other csv in full', { by: 'person', from: OTHER }, false],
    ['the csv of the team again, in another mode', { by: 'person', importMode: 'INCREMENTAL' }, false],
  ])('is violated if a person has imported %s', async (_, last, incremental) => {
    // Prepare
    const { make, check } = prepare({ incremental });
    make({ by: 'run' });
    make(last);

    // Act
    const broken = await check();

    // Assess
    expect(broken).toEqual([expect.stringMatching(/^job-1 of .* decides what arn:.* holds$/)]);
  });

  it.each<[string, Made, boolean]>([
    ['nothing, because the import failed', { by: 'person', from: OTHER, status: 'CREATE FAILED' }, false],
    ['other csv that add to the data', { by: 'person', from: OTHER, importMode: 'INCREMENTAL' }, false],
    ['the csv of the team in the mode that the team uses', { by: 'person', importMode: 'INCREMENTAL' }, true],
  ])('holds if a person has imported %s', async (_, last, incremental) => {
    // Prepare
    const { make, check } = prepare({ incremental });
    make({ by: 'run' });
    make(last);

    // Act
    const broken = await check();

    // Assess
    expect(broken).toEqual([]);
  });

  it('holds if a run has imported the csv of the team after a person imported other csv', async () => {
    // Prepare
    const { make, check } = prepare();
    make({ by: 'person', from: OTHER });
    make({ by: 'run' });

    // Act
    const broken = await check();

    // Assess
    expect(broken).toEqual([]);
  });
});
