import { omittedMembers, withDefaults, withoutDefaults } from '../../../lib/personalize/default-members';

const recipe = (name: string) => `arn:aws:personalize:::recipe/${name}`;

describe('omittedMembers', () => {
  it('has no default for metadata if the recipe always has metadata or is unknown', () => {
    // Act
    const known = omittedMembers('campaign', recipe('aws-user-personalization'), {});
    const always = ['aws-user-personalization-v2', 'aws-personalized-ranking-v2', 'aws-semantic-similarity', 'aws-new'];
    const others = always.map((name) => omittedMembers('campaign', recipe(name), {}));

    // Assess
    expect(known).toEqual({
      minProvisionedTPS: 1,
      campaignConfig: { enableMetadataWithRecommendations: false, syncWithLatestSolutionVersion: false },
    });
    for (const each of others)
      expect(each).toEqual({ minProvisionedTPS: 1, campaignConfig: { syncWithLatestSolutionVersion: false } });
  });

  it('has the defaults and the other given members of the configuration, except empty ones', () => {
    // Prepare
    const actual = {
      name: 'top',
      recommenderConfig: {
        minRecommendationRequestsPerSecond: 7,
        itemExplorationConfig: {},
        trainingDataConfig: { excludedDatasetColumns: { ITEMS: ['GENRE'] } },
      },
    };

    // Act
    const omitted = omittedMembers('recommender', recipe('aws-ecomm-popular-items-by-views'), actual);

    // Assess
    expect(omitted).toEqual({
      recommenderConfig: {
        minRecommendationRequestsPerSecond: 1,
        enableMetadataWithRecommendations: false,
        trainingDataConfig: { excludedDatasetColumns: { ITEMS: ['GENRE'] } },
      },
    });
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

describe('withoutDefaults', () => {
  it('keeps only members that differ from their default, at every depth, and no null', () => {
    // Act
    const kept = withoutDefaults({ a: 1, b: { c: 1, d: 2 }, e: { f: 1 }, g: null }, { a: 1, b: { c: 1 }, e: { f: 1 } });

    // Assess
    expect(kept).toEqual({ b: { d: 2 } });
  });
});
