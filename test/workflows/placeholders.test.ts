import { accounts } from '../support/accounts';
import { batchInputKey, completeSample, type Files, interactions } from '../support/sample';

const { openQuick } = accounts();

const FILE = 'train/shop/config.json';

/**
 * Files with every type of resource that a custom dataset group can have. All names contain the stage. Every day, an import and a training
 * of the first solution are due.
 */
function files(): Files {
  const file = completeSample('shop-${stage}');
  file.datasetGroup.workflowConfig = { schedules: { import: 'rate(1 day)' } };
  file.datasetGroup.serviceConfig.tags = [{ tagKey: 'stage', tagValue: '${stage}' }];
  for (const solution of file.solutions) {
    for (const { serviceConfig } of solution.campaigns ?? [])
      Object.assign(serviceConfig, { minProvisionedTPS: '${tps}' });
  }
  const [first] = file.solutions;
  if (first !== undefined) first.workflowConfig = { schedules: { full: 'rate(1 day)' } };
  return {
    'train/shop/interactions.csv': interactions(),
    [batchInputKey('shop-dev', 'shop-dev-solution')]: '{"userId":"user-1"}\n',
    [batchInputKey('shop-dev', 'shop-dev-segments')]: '{"itemId":"item-1"}\n',
    [FILE]: JSON.stringify(file, undefined, 2),
  };
}

describe('A parameter file with placeholders', () => {
  test("creates resources with the deployment's values, and these values are recorded with each run", async () => {
    // Prepare
    const account = await openQuick({ parameter_values: { stage: 'dev', tps: '2', unused: 'x' } });

    // Act
    await account.put(files());
    await account.settle();
    const afterUpload = account.lastNotification();
    await account.passHours(25);

    // Assess
    expect((await account.runs()).map(({ trigger, status }) => `${trigger} ${status}`)).toEqual([
      'upload SUCCEEDED',
      'personalize-dataset-import-shop-dev UNCHANGED',
      'solution-maintenance-full-shop-dev-solution SUCCEEDED',
    ]);
    expect(afterUpload).toContain(`${FILE}, version`);
    expect(afterUpload).toContain(', with stage=dev, tps=2\n');
    expect(account.named('datasetGroup')).toEqual(['shop-dev']);
    expect(account.named('campaign')).toEqual(['shop-dev-campaign']);
    expect(account.count('solutionVersion')).toBe(3);
    const [accepted] = await account.filesInForce();
    expect([accepted?.datasetGroup?.S, accepted?.values?.S]).toEqual(['shop-dev', '{"stage":"dev","tps":"2"}']);
    const records = await account.runRecords();
    expect(records.map(({ values }) => values?.S)).toEqual(records.map(() => '{"stage":"dev","tps":"2"}'));
  });

  test('may have them in tags and numbers too', async () => {
    // Prepare
    const account = await openQuick({ parameter_values: { stage: 'dev', tps: '2' } });

    // Act
    await account.put(files());
    await account.settle();

    // Assess
    const arnOf = (type: string) => account.local.personalize.snapshot().find((each) => each.type === type)?.arn;
    const { campaign } = await account.call<{ campaign: object }>('personalize', 'DescribeCampaign', {
      campaignArn: arnOf('campaign'),
    });
    expect(campaign).toMatchObject({ minProvisionedTPS: 2 });
    const { tags } = await account.call<{ tags: object[] }>('personalize', 'ListTagsForResource', {
      resourceArn: arnOf('datasetGroup'),
    });
    expect(tags).toContainEqual({ tagKey: 'stage', tagValue: 'dev' });
  });

  test('is refused if the deployment has no value for a placeholder; the refusal names the placeholder and its place', async () => {
    // Prepare
    const account = await openQuick({ parameter_values: { stage: 'dev' } });

    // Act
    await account.put(files());
    await account.settle();

    // Assess
    expect(account.resources()).toEqual([]);
    expect(account.lastNotification()).toMatch(
      /line \d+, column \d+ .*has the placeholder \$\{tps\}, which has no value; known are stage\./,
    );
    expect((await account.runs()).map(({ status }) => status)).toEqual(['REFUSED']);
  });
});
