import { unreportedMetric } from '../../../local/commands/unreported-metric';

const solution = (name: string, recipe = 'aws-user-personalization') => ({
  serviceConfig: { name, recipeArn: `arn:aws:personalize:::recipe/${recipe}` },
});
const fileOf = (...solutions: readonly object[]) => Buffer.from(JSON.stringify({ solutions }));
const order = (name: string, metric: string) => ({ solution: name, metric, value: 0.1 });

const TOP = fileOf(solution('top'), solution('news', 'aws-trending-now'));

describe('unreportedMetric', () => {
  it.each<[string, string, string, RegExp]>([
    [
      'a misspelled solution',
      'tops',
      'coverage',
      /^--metric tops:coverage: no .* the solution 'tops'\. Did you mean "top"\?$/,
    ],
    ['an unknown solution', 'articles', 'coverage', /'articles'\. Solutions are news, top\.$/],
    [
      'a metric that the recipe does not report',
      'top',
      'hits_at_1_percent',
      /^--metric top:hits.*: aws-user-.* Documented are c/,
    ],
  ])('refuses %s', (_, name, metric, expected) => {
    // Act
    const { message, hint } = unreportedMetric([order('top', 'coverage'), order(name, metric)], [TOP], {}) ?? {};

    // Assess
    expect(`${message} ${hint}`).toMatch(expected);
  });

  it('says that the parameter files have no solutions', () => {
    expect(unreportedMetric([order('top', 'coverage')], [fileOf()], {})).toMatchObject({
      hint: 'The parameter files have no solutions.',
    });
  });

  it.each<[string, string, string, Buffer]>([
    ['a metric that a solution reports', 'top', 'coverage', TOP],
    ['any metric of a recipe whose metrics are not documented', 'news', 'trends', TOP],
    [
      'a metric that the solution reports only with its recipe in the second file',
      'top',
      'hits_at_1_percent',
      fileOf(solution('top', 'aws-item-affinity')),
    ],
    [
      'a solution whose name contains a placeholder with a value',
      'dev-top',
      'coverage',
      fileOf(solution('${stage}-top')),
    ],
    [
      'any solution if the name of one contains a placeholder without a value',
      'x',
      'coverage',
      fileOf(solution('${other}-top')),
    ],
    [
      'any solution if a file is not JSON, because the solutions of the file are unknown',
      'x',
      'coverage',
      Buffer.from('{'),
    ],
  ])('accepts %s', (_, name, metric, file) => {
    expect(unreportedMetric([order(name, metric)], [TOP, file], { stage: 'dev' })).toBeUndefined();
  });
});
