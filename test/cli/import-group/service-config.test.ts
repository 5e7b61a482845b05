import { serviceConfigOf } from '../../../cli/import-group/service-config';

describe('serviceConfig', () => {
  it('keeps the members of the Create request, except defaults and members that a run supplies', () => {
    // Act
    const config = serviceConfigOf('campaign', {
      name: 'top',
      campaignArn: 'arn:campaign',
      solutionVersionArn: 'arn:version',
      status: 'ACTIVE',
      minProvisionedTPS: 1,
      campaignConfig: { enableMetadataWithRecommendations: true, syncWithLatestSolutionVersion: false },
    });

    // Assess
    expect(config).toEqual({ name: 'top', campaignConfig: { enableMetadataWithRecommendations: true } });
  });

  it('has the name, not the ARN, of the filter of a batch job, so that the file fits other accounts too', () => {
    // Act
    const config = serviceConfigOf('batchSegmentJob', {
      jobName: 'job',
      filterArn: 'arn:aws:personalize:us-east-1:123456789012:filter/seen',
      numResults: 25,
    });

    // Assess
    expect(config).toEqual({ filterName: 'seen' });
  });

  it('leaves out a hyperparameter with the default value of its recipe', () => {
    // Prepare
    const recipeArn = 'arn:aws:personalize:::recipe/aws-user-personalization';

    // Act
    const config = serviceConfigOf('solution', {
      name: 'top',
      recipeArn,
      performHPO: false,
      performAutoTraining: false,
      solutionConfig: { algorithmHyperParameters: { hidden_dimension: '149', bptt: '64' } },
    });

    // Assess
    expect(config).toMatchObject({ name: 'top', recipeArn });
    expect(JSON.stringify(config)).toContain('64');
    expect(JSON.stringify(config)).not.toContain('149');
  });
});
