import { ARN, ROLE, Testbed } from '../../../support/personalize-testbed';

const GROUP = `${ARN}dataset-group/g`;
const VERSION = `${ARN}solution/s/12345678`;

function permissionsOf(operation: string, input: Readonly<Record<string, unknown>>): string[] {
  return new Testbed().service.permissions({ operation, input }).map(({ action, resource }) => `${action} ${resource}`);
}

describe('permissions', () => {
  it.each([
    ['CreateDatasetGroup', { name: 'g' }, [GROUP]],
    ['CreateSchema', { name: 's' }, [`${ARN}schema/s`]],
    ['CreateDataset', { datasetGroupArn: GROUP, datasetType: 'Items' }, [`${ARN}dataset/g/ITEMS`, GROUP]],
    [
      'CreateDatasetImportJob',
      { jobName: 'j', datasetArn: `${ARN}dataset/g/ITEMS` },
      [`${ARN}dataset-import-job/j`, `${ARN}dataset/g/ITEMS`],
    ],
    ['CreateEventTracker', { name: 't', datasetGroupArn: GROUP }, [`${ARN}event-tracker/*`, GROUP]],
    ['CreateFilter', { name: 'f', datasetGroupArn: GROUP }, [`${ARN}filter/f`, GROUP]],
    ['CreateSolution', { name: 's', datasetGroupArn: GROUP }, [`${ARN}solution/s`, GROUP]],
    ['CreateSolutionVersion', { solutionArn: `${ARN}solution/s` }, [`${ARN}solution/s`]],
    ['CreateCampaign', { name: 'c', solutionVersionArn: VERSION }, [`${ARN}campaign/c`, VERSION]],
    ['CreateBatchSegmentJob', { jobName: 'j', solutionVersionArn: VERSION }, [`${ARN}batch-segment-job/j`]],
    ['DescribeSolutionVersion', { solutionVersionArn: VERSION }, [VERSION]],
    ['UpdateDataset', { schemaArn: `${ARN}schema/s`, datasetArn: `${ARN}dataset/g/ITEMS` }, [`${ARN}dataset/g/ITEMS`]],
    ['GetSolutionMetrics', { solutionVersionArn: VERSION }, [VERSION]],
    ['TagResource', { resourceArn: GROUP, tags: [] }, [GROUP]],
    ['ListCampaigns', { solutionArn: `${ARN}solution/s` }, ['*']],
    ['ListRecipes', {}, ['*']],
    ['DescribeCampaign', {}, ['*']],
    ['Nonsense', {}, ['*']],
  ])('for %s with the input %j are needed on the resources %j', (operation, input, resources) => {
    // Act
    const asked = permissionsOf(operation, input);

    // Assess
    expect(asked).toEqual(resources.map((resource) => `personalize:${operation} ${resource}`));
  });

  it('include personalize:TagResource if the request has tags, and iam:PassRole if it has a role', () => {
    // Act
    const asked = new Testbed().service.permissions({
      operation: 'CreateDatasetImportJob',
      input: {
        jobName: 'j',
        datasetArn: `${ARN}dataset/g/ITEMS`,
        roleArn: ROLE,
        tags: [{ tagKey: 'a', tagValue: 'b' }],
      },
    });

    // Assess
    expect(asked.slice(2)).toEqual([
      { action: 'personalize:TagResource', resource: `${ARN}dataset-import-job/j` },
      {
        action: 'iam:PassRole',
        resource: ROLE,
        context: { 'iam:PassedToService': 'personalize.amazonaws.com' },
      },
    ]);
  });
});
