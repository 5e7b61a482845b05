import { validateParameterFile } from '../../../../lib/parameter-file/validate';
import { findRecipe, RECIPES } from '../../../../lib/personalize/recipes';
import { list, parameterFile, solution } from '../sample-text';

/** Hints of the problems that `rule` reports for a file with one solution. */
function hintsOf(rule: string, recipe: string, config: string, members?: string[]): readonly (string | undefined)[] {
  const text = parameterFile({ sections: [list('solutions', solution('a', recipe, config, members))] });
  return validateParameterFile(text)
    .problems.filter((problem) => problem.rule === rule)
    .map(({ hint }) => hint);
}

const CUSTOM = [...RECIPES.values()].filter(({ domain }) => domain === undefined);
const job = (type: string, config = '') => [`"${type}": [{"serviceConfig": {${config}}}]`];

describe('an ability that a recipe does not have', () => {
  it.each([
    ['update-mode', 'aws-sims', '"solutionVersion": {"trainingMode": "UPDATE"}', undefined, 'trainingModes'],
    [
      'themes-recipe',
      'aws-user-personalization',
      '',
      job('batchInferenceJobs', '"batchInferenceJobMode": "THEME_GENERATION"'),
      'themes',
    ],
    ['incremental-update-recipe', 'aws-sims', '"performIncrementalUpdate": true', undefined, 'incrementalUpdate'],
    ['batch-segment-recipe', 'aws-sims', '', job('batchSegmentJobs'), 'batchSegment'],
  ] as const)(
    'is reported by the rule %s, with a hint that names exactly the custom recipes that have the ability',
    (rule, recipe, config, members, ability) => {
      // Act
      const [hint = ''] = hintsOf(rule, recipe, config, members && [...members]);

      // Assess
      const named = hint.replace(/^.*: /, '').replace(/\.$/, '').split(', ');
      const able = CUSTOM.filter((each) =>
        ability === 'trainingModes' ? each.trainingModes.includes('UPDATE') : each[ability] === true,
      );
      expect(named).toEqual(able.map(({ name }) => name));
      expect(named.length).toBeGreaterThan(0);
      expect(named.every((name) => findRecipe(`arn:aws:personalize:::recipe/${name}`) !== undefined)).toBe(true);
    },
  );

  it.each([
    ['the file does not use it', 'aws-sims', '"performIncrementalUpdate": false'],
    ['the recipe is unknown', 'of-somebody-else', '"performIncrementalUpdate": true'],
  ])('is not reported if %s', (_what, recipe, config) => {
    // Act and assess
    expect(hintsOf('incremental-update-recipe', recipe, config)).toEqual([]);
  });
});
