import { findRecipe } from '../../../../lib/personalize/recipes';
import type { Version } from '../../../../lib/reconciler/promotion/active-versions';
import { frozenSince, frozenText } from '../../../../lib/reconciler/promotion/automatic-updates';
import { versionsOfSolution as prepare, version } from '../../../support/solution-versions';

const at = (day: number) => `2026-01-0${day}T00:00:00.000Z`;

/**
 * Returns ACTIVE versions that were created a day apart, the newest first.
 *
 * @param modes their training modes, the oldest version's first
 */
function versions(...modes: readonly string[]): readonly Version[] {
  const made = modes.map((mode, index) => ({ version: version(index + 1), createdAt: at(index + 1), mode }));
  return made.map((each) => ({ ...each, status: 'ACTIVE' })).reverse();
}

/** Time since which the serving version recommends no new items or actions. */
async function since(modes: readonly string[], serving: number, recipe = 'aws-user-personalization') {
  const { step } = await prepare();
  const made = step({});
  const [solution] = made.state.solutions;
  Object.assign(solution ?? {}, { recipeArn: `arn:aws:personalize:::recipe/${recipe}` });
  return frozenSince(made, versions(...modes), version(serving));
}

describe('the report that a serving version recommends no new items or actions', () => {
  it.each([
    ['the newer version', ['FULL', 'FULL'], 1, 2],
    ['the first of several newer versions', ['FULL', 'FULL', 'FULL', 'UPDATE'], 1, 2],
    ['the newer UPDATE', ['FULL', 'UPDATE'], 1, 2],
    ['the newer version, from which an operator rolled back', ['FULL', 'FULL', 'FULL'], 2, 3],
  ])('has the creation time of %s', async (_, modes, serving, expected) => {
    // Act and assess
    expect(await since(modes, serving)).toBe(at(expected));
  });

  it.each(['aws-user-personalization-v2', 'aws-next-best-action'])('is made for the recipe %s', async (recipe) => {
    // Act and assess
    expect(await since(['FULL', 'FULL'], 1, recipe)).toBe(at(2));
  });

  it.each([
    ['if the serving version is the newest one', ['FULL', 'FULL'], 2, undefined],
    ['if the serving version is an UPDATE, which never learns new items', ['FULL', 'UPDATE', 'FULL'], 2, undefined],
    ['if versions of the recipe never learn new items', ['FULL', 'FULL'], 1, 'aws-similar-items'],
    ['if Personalize does not show the serving version', ['FULL', 'FULL'], 3, undefined],
  ])('is not made %s', async (_, modes, serving, recipe) => {
    // Act and assess
    expect(await since(modes, serving, recipe)).toBeUndefined();
  });

  it('is a sentence with the reason', () => {
    // Act and assess
    expect(frozenText('top/1', at(2))).toBe(
      'Version top/1, which serves, has recommended no new items or actions since 2026-01-02T00:00:00.000Z: Amazon Personalize adds them only to the newest version.',
    );
  });
});

describe('recommenders of domain recipes', () => {
  it.each(['aws-ecomm-recommended-for-you', 'aws-vod-top-picks'])(
    'have a recipe without `automaticUpdates`, because they have no solution versions: %s',
    (recipe) => {
      // Act and assess
      expect(findRecipe(`arn:aws:personalize:::recipe/${recipe}`)?.automaticUpdates).toBeUndefined();
    },
  );
});
