import { nothingIsMadeTwice } from '../../../simulation/invariants/resources';
import type { World } from '../../../simulation/simulate/world';

interface Resource {
  readonly type: string;
  readonly name: string;
  readonly arn: string;
}

/** Checks the invariant for a world with these resources. */
async function check(resources: readonly Resource[]) {
  const broken: string[] = [];
  const world = {
    ofType: (type: string) => resources.filter((resource) => resource.type === type),
  };
  await nothingIsMadeTwice.check?.(world as unknown as World, (what) => broken.push(what));
  return broken;
}

const job = (name: string): Resource => ({ type: 'datasetImportJob', name, arn: `arn:${name}` });

describe('the invariant that no work item creates two jobs', () => {
  it('is violated by two jobs of one work item, whatever data they read', async () => {
    // Act
    const broken = await check([
      job('interactions-movies-20260105000539-c7a56201'),
      job('interactions-movies-20260105000539-7f516cdf'),
    ]);

    // Assess
    expect(broken).toEqual([expect.stringContaining('one work item created both')]);
  });

  it('allows jobs of two work items or of two datasets, and jobs of operators', async () => {
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
});
