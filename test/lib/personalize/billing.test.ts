import { gigabytes, trainingUnit } from '../../../lib/personalize/billing';

const RECIPE = 'arn:aws:personalize:::recipe/';

test.each([
  ['aws-user-personalization-v2', 'trainingInteractions'],
  ['aws-personalized-ranking-v2', 'trainingInteractions'],
  ['aws-user-personalization', 'trainingHours'],
  ['aws-semantic-similarity', 'trainingHours'],
])('a training with the recipe %s is billed in %s', (recipe, unit) => {
  // Act & Assess
  expect(trainingUnit(RECIPE + recipe)).toBe(unit);
});

test('a GB is a billion bytes', () => {
  // Act & Assess
  expect(gigabytes(2_500_000_000)).toBe(2.5);
});
