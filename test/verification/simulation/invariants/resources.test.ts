import { nothingIsMadeTwice } from '../../../../verification/simulation/invariants/resources';
import type { World } from '../../../../verification/simulation/world';

interface Resource {
  readonly type: string;
  readonly name: string;
  readonly arn: string;
}

/** Checks the invariant for a world with these resources. */
async function check(
  resources: readonly Resource[],
  {
    known = [],
    unknown = 0,
    manual = [],
    results = [],
  }: Partial<Record<'known' | 'manual' | 'results', string[]>> & { unknown?: number } = {},
) {
  const broken: string[] = [];
  const Items = results.map((arn) => ({ item: { S: 'result#run-1#solutionVersion#/solutions/0' }, arn: { S: arn } }));
  const world = {
    local: { names: { recordTable: 'record' }, aws: { call: async () => ({ Items }) } },
    executionLog: { knownVersions: new Set(known), unknownVersions: unknown },
    manualVersions: new Set(manual),
    ofType: (type: string) => resources.filter((resource) => resource.type === type),
  };
  await nothingIsMadeTwice.check?.(world as unknown as World, (what) => broken.push(what));
  return broken;
}

const job = (name: string): Resource => ({ type: 'datasetImportJob', name, arn: `arn:${name}` });
const version = (arn: string): Resource => ({ type: 'solutionVersion', name: 'top/1', arn });

describe('the invariant on duplicates', () => {
  it('is violated by two jobs of one step, whatever data they read', async () => {
    // Act
    const broken = await check([
      job('interactions-movies-20260105000539-c7a56201'),
      job('interactions-movies-20260105000539-7f516cdf'),
    ]);

    // Assess
    expect(broken).toEqual([expect.stringContaining('one step created both')]);
  });

  it('allows jobs of two steps or of two datasets, and those of operators', async () => {
    // Act
    const broken = await check([
      job('interactions-movies-20260105000539-c7a56201'),
      job('interactions-movies-20260105000540-c7a56201'),
      job('items-movies-20260105000539-c7a56201'),
      job('by-hand'),
      job('by-hand'),
    ]);

    // Assess
    expect(broken).toEqual([]);
  });

  it('is violated by a version that no step recorded', async () => {
    // Act
    const broken = await check([version('arn:1'), version('arn:2')], { known: ['arn:1'] });

    // Assess
    expect(broken).toEqual(['no step recorded arn:2']);
  });

  it.each([
    ['an operator created', { known: ['arn:1'], manual: ['arn:2'] }],
    ['a run has as a result', { known: ['arn:1'], results: ['arn:2'] }],
    ['a step created that ended without recording it', { known: ['arn:1'], unknown: 1 }],
  ])('allows a version that %s', async (_what, executionLog) => {
    // Act
    const broken = await check([version('arn:1'), version('arn:2')], executionLog);

    // Assess
    expect(broken).toEqual([]);
  });
});
