import { expectedVersion } from '../../../simulation/simulate/expected-version';
import type { Team } from '../../../simulation/simulate/operated-aws';
import type { World } from '../../../simulation/simulate/world';

const MINUTE = 60_000;

/**
 * A world with the versions of one solution.
 * @param modes training modes of the versions, which are trained a minute apart
 * @param serving `number`: number of the version that an operator chose; `of`: how many versions existed then
 */
function prepare(modes: readonly string[], serving?: { readonly number: number; readonly of: number }) {
  const versions = modes.map((_, index) => ({
    arn: `arn:${index + 1}`,
    name: `top/${index + 1}`,
    status: 'ACTIVE',
    createdAt: (index + 1) * MINUTE,
  }));
  const chosen = serving && {
    version: `arn:${serving.number}`,
    // The operator's clock is three seconds behind.
    decidedUpTo: new Date(serving.of * MINUTE - 3000).toISOString(),
  };
  return {
    ofType: () => versions,
    describe: async (_type: string, arn: string) => ({ trainingMode: modes[Number(arn.slice(4)) - 1] }),
    promotionLog: { servingOf: () => chosen },
  } as unknown as World;
}

const TEAM = { edition: {} } as Team;

describe('the version that campaigns should serve without rules', () => {
  it.each<[string, readonly string[], { readonly number: number; readonly of: number } | undefined, number]>([
    ['is the newest version', ['FULL', 'UPDATE'], undefined, 2],
    ['is the version that an operator chose if none was trained since', ['FULL', 'FULL'], { number: 1, of: 2 }, 1],
    ['is a version that was trained after the choice', ['FULL', 'FULL', 'FULL'], { number: 1, of: 2 }, 3],
    ['is not an UPDATE of a version that was rolled back', ['FULL', 'FULL', 'UPDATE'], { number: 1, of: 2 }, 1],
    ['is an UPDATE of the chosen version', ['FULL', 'UPDATE', 'UPDATE'], { number: 1, of: 2 }, 3],
    [
      'is an UPDATE of a version that was trained after the choice',
      ['FULL', 'FULL', 'FULL', 'UPDATE'],
      { number: 1, of: 2 },
      4,
    ],
  ])('%s', async (_, modes, serving, expected) => {
    // Prepare
    const world = prepare(modes, serving);

    // Act
    const version = await expectedVersion(world, TEAM, 'top');

    // Assess
    expect(version).toBe(`arn:${expected}`);
  });
});
