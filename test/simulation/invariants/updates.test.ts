import { updatesBuildOnWhatServes } from '../../../simulation/invariants/updates';
import { PromotionWorld, RULES, SOLUTION } from './promotion-world';

const UPDATE = {
  solutionArn: `arn:aws:personalize:us-east-1:123456789012:solution/${SOLUTION}`,
  trainingMode: 'UPDATE',
};

/** A world with versions 1 and 2. @param updates numbers of the versions that were trained with mode UPDATE */
function prepare(updates: readonly number[] = [], promotion: typeof RULES | null = RULES): PromotionWorld {
  return new PromotionWorld(updatesBuildOnWhatServes, { 1: 0.4, 2: 0.2 }, promotion, promotion, updates);
}

describe('the invariant that an UPDATE builds on the version that serves', () => {
  it('is violated by an UPDATE that builds on a version which rules hold', async () => {
    // Prepare
    const world = prepare();
    world.decide({ number: 1, decision: 'PROMOTED' }, 1);
    world.decide({ number: 2, decision: 'HELD' }, 1);
    world.pass(300);

    // Act
    world.use('CreateSolutionVersion', UPDATE);

    // Assess
    expect(await world.check()).toEqual([expect.stringMatching(/builds on .*\/2, but .*\/1 served$/)]);
  });

  it('is violated by an UPDATE before any version was promoted', async () => {
    // Prepare
    const world = prepare();
    world.decide({ number: 2, decision: 'HELD' });
    world.pass(300);

    // Act
    world.use('CreateSolutionVersion', UPDATE);

    // Assess
    expect(await world.check()).toEqual([expect.stringMatching(/builds on .*\/2, but no version served$/)]);
  });

  it.each<[string, PromotionWorld, number | undefined]>([
    ['builds on the version that serves', prepare(), 2],
    ['builds on a version of which a later UPDATE serves', prepare([2]), 2],
    ['builds on the serving version, even if an UPDATE of it does not serve', prepare([2]), 1],
    ['is made before any decision is recorded, while the newest version serves', prepare([], null), undefined],
  ])('allows an UPDATE that %s', async (_, world, serving) => {
    // Prepare
    if (serving !== undefined) world.decide({ number: serving, decision: 'PROMOTED' }, serving);

    // Act
    world.use('CreateSolutionVersion', UPDATE);

    // Assess
    expect(await world.check()).toEqual([]);
  });

  it('allows an UPDATE whose base stopped serving a minute before, but not an hour before', async () => {
    // Prepare
    const world = prepare();
    world.decide({ number: 2, decision: 'PROMOTED' }, 2);
    world.pass(3600);
    world.decide({ number: 1, decision: 'PROMOTED', by: 'user/eve' }, 1);

    // Act
    world.pass(60);
    world.use('CreateSolutionVersion', UPDATE);
    const allowed = [...(await world.check())];
    world.pass(3600);
    world.use('CreateSolutionVersion', UPDATE);

    // Assess
    expect(allowed).toEqual([]);
    expect(await world.check()).toHaveLength(1);
  });

  it('allows full trainings, whichever version serves', async () => {
    // Prepare
    const world = prepare();
    world.decide({ number: 1, decision: 'PROMOTED' }, 1);

    // Act
    world.use('CreateSolutionVersion', { ...UPDATE, trainingMode: 'FULL' });

    // Assess
    expect(await world.check()).toEqual([]);
  });
});
