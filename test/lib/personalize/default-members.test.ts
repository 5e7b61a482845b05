import { servingDefaults, withDefaults } from '../../../lib/personalize/default-members';

const recipe = (name: string) => `arn:aws:personalize:::recipe/${name}`;

describe('servingDefaults', () => {
  it('has no metadata for recipes that always have them, and for unknown recipes', () => {
    // Act
    const known = servingDefaults('campaign', recipe('aws-user-personalization'));
    const always = ['aws-user-personalization-v2', 'aws-personalized-ranking-v2', 'aws-semantic-similarity', 'aws-new'];
    const others = always.map((name) => servingDefaults('campaign', recipe(name)));

    // Assess
    expect(known).toEqual({
      minProvisionedTPS: 1,
      campaignConfig: { enableMetadataWithRecommendations: false, syncWithLatestSolutionVersion: false },
    });
    for (const each of others)
      expect(each).toEqual({ minProvisionedTPS: 1, campaignConfig: { syncWithLatestSolutionVersion: false } });
  });
});

describe('withDefaults', () => {
  it('adds what is missing at every depth, and keeps what is given', () => {
    // Act
    const filled = withDefaults({ a: 0, b: { c: false, x: 1 }, y: [2] }, { a: 1, b: { c: true, d: 2 }, e: { f: 3 } });

    // Assess
    expect(filled).toEqual({ a: 0, b: { c: false, d: 2, x: 1 }, e: { f: 3 }, y: [2] });
  });
});
