import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { planOf } from '../support/planned';
import { completeSample, type Sample, sample } from '../support/sample';
import { type Served, served } from '../support/served';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);

const HRNN = 'arn:aws:personalize:::recipe/aws-hrnn';

/** The sample's dataset group, with a further solution that no parameter file can describe. This solution has a campaign. */
async function prepare(solution: Readonly<Record<string, unknown>>): Promise<Served> {
  const deployment = await serve(await openQuick());
  const { account } = deployment;
  await account.run(sample());
  account.local.personalize.offerRetiredRecipes(true);
  const create = async (operation: string, input: Readonly<Record<string, unknown>>) => {
    const output = await account.call<Record<string, string>>('personalize', operation, input);
    await account.settle();
    return Object.values(output)[0];
  };
  const solutionArn = await create('CreateSolution', {
    name: 'old',
    datasetGroupArn: account.local.aws.arn('personalize', 'dataset-group/small'),
    performAutoTraining: false,
    ...solution,
  });
  const solutionVersionArn = await create('CreateSolutionVersion', { solutionArn });
  await create('CreateCampaign', { name: 'old-campaign', solutionVersionArn });
  account.local.personalize.offerRetiredRecipes(false);
  return deployment;
}

/** A dataset group that has the resources of the file, although no file is in force. */
async function unmanaged(file: Sample): Promise<Served> {
  const deployment = await serve(await openQuick());
  const { account } = deployment;
  await account.run(file);
  await account.call('dynamodb', 'DeleteItem', {
    TableName: account.local.names.recordTable,
    Key: { datasetGroup: { S: 'small' }, item: { S: 'parameter-file' } },
  });
  return deployment;
}

/** An unmanaged dataset group to which a person has added rows with an incremental import. */
async function importedIncrementally(): Promise<Served> {
  const deployment = await unmanaged(sample());
  const { aws, names } = deployment.account.local;
  await deployment.account.call('personalize', 'CreateDatasetImportJob', {
    jobName: 'by-hand',
    datasetArn: aws.arn('personalize', 'dataset/small/INTERACTIONS'),
    dataSource: { dataLocation: `s3://${names.dataBucket}/train/small/interactions.csv` },
    importMode: 'INCREMENTAL',
    roleArn: 'arn:aws:iam::123456789012:role/personalize-service-us-east-1',
  });
  await deployment.account.settle();
  return deployment;
}

describe('import-dataset-group', () => {
  test.each([
    ['a retired recipe', { recipeArn: HRNN }, 'its recipe aws-hrnn is no longer available in Personalize'],
    [
      'AutoML',
      { performAutoML: true },
      'AutoML chooses its recipe, but a solution in a parameter file must name its recipe',
    ],
  ])('leaves a solution with %s out of the file, and says so', async (_, solution, reason) => {
    // Prepare
    const deployment = await prepare(solution);
    const before = deployment.account.counts();

    // Act
    const printed = await deployment.run(['import-dataset-group', '-d', 'small', '--stdout']);
    const uploaded = await deployment.run(['import-dataset-group', '-d', 'small']);
    await deployment.account.settle();

    // Assess
    const remark = `Solution 'old' is left out of the file: ${reason}. The solution, its versions, campaigns and batch jobs stay as they are.\n`;
    expect(printed).toMatchObject({ status: 0, stderr: remark });
    expect(uploaded).toMatchObject({ status: 0, stderr: remark });
    expect((await deployment.account.lastRun()).status).toBe('SUCCEEDED');
    expect(deployment.account.counts()).toEqual(before);
    const { changes, unmanaged } = await planOf(deployment, JSON.parse(printed.stdout));
    expect(changes.filter(({ action }) => action !== 'unchanged')).toEqual([]);
    expect(unmanaged.map(({ type, name }) => `${type} ${name}`)).toEqual(['solution old', 'campaign old-campaign']);
  });

  test('lists in its JSON document the solutions that it leaves out', async () => {
    // Prepare
    const deployment = await prepare({ recipeArn: HRNN });

    // Act
    const document = await deployment.json(['import-dataset-group', '-d', 'small']);

    // Assess
    expect(document).toMatchObject({
      leftOut: [{ solution: 'old', reason: 'its recipe aws-hrnn is no longer available in Personalize' }],
    });
  });

  test('refuses a schedule for a solution that it leaves out', async () => {
    // Prepare
    const deployment = await prepare({ recipeArn: HRNN });

    // Act
    const { status, stderr } = await deployment.run([
      ...['import-dataset-group', '-d', 'small', '-f', 'old@rate(7 days)'],
    ]);

    // Assess
    expect(status).toBe(2);
    expect(stderr).toContain(
      "'old@rate(7 days)': solution 'old' is left out of the file: its recipe aws-hrnn is no longer available",
    );
  });

  test('leaves batch jobs out if no file is in force, and says so', async () => {
    // Prepare
    const deployment = await unmanaged(completeSample());

    // Act
    const { status, stdout, stderr } = await deployment.run(['import-dataset-group', '-d', 'small', '--stdout']);
    const document = await deployment.json(['import-dataset-group', '-d', 'small']);

    // Assess
    const remarks = [
      "The batch segment jobs of solution 'small-segments' are left out, because a file repeats its batch jobs with each new version. Add the jobs that should be repeated to batchSegmentJobs.",
      "The batch inference jobs of solution 'small-solution' are left out, because a file repeats its batch jobs with each new version. Add the jobs that should be repeated to batchInferenceJobs.",
    ];
    expect({ status, stderr }).toEqual({ status: 0, stderr: `${remarks.join('\n')}\n` });
    expect(stdout).not.toMatch(/batch\w+Jobs/);
    expect(document).toMatchObject({ remarks });
  });

  test.each([
    [
      'without --import-data',
      'keeps',
      [],
      'INCREMENTAL',
      'The file has importMode INCREMENTAL, as the newest import had:',
    ],
    [
      'with --import-data',
      'drops',
      ['--import-data'],
      undefined,
      'importMode is left out of the file, although the newest',
    ],
  ])('%s, %s the importMode of the newest import, an incremental import by a person, and says so', async (...row) => {
    // Prepare
    const [, , options, importMode, says] = row;
    const deployment = await importedIncrementally();

    // Act
    const { status, stdout, stderr } = await deployment.run([
      ...['import-dataset-group', '-d', 'small', '--stdout', ...options],
    ]);

    // Assess
    expect(status).toBe(0);
    expect(JSON.parse(stdout).datasets.serviceConfig?.importMode).toBe(importMode);
    expect(stderr).toContain(says);
  });

  test('with --import-data, uploads nothing after an incremental import, and says that a person must choose importMode', async () => {
    // Prepare
    const deployment = await importedIncrementally();
    const before = deployment.account.counts();

    // Act
    const { status, stderr } = await deployment.run(['import-dataset-group', '-d', 'small', '--import-data']);
    await deployment.account.settle();

    // Assess
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr:
        'Error: The newest import was INCREMENTAL, so it is not known whether the csv have all rows or only new ones. With --import-data, they would replace all earlier data.\n' +
        'Nothing was uploaded. Get the file with --stdout, choose importMode, and apply the file.\n',
    });
    expect(deployment.account.counts()).toEqual(before);
  });

  test('writes a batch job with its settings in the file in force, not with earlier settings', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    const file = completeSample();
    const [solution] = file.solutions;
    for (const numResults of [10, 20]) {
      Object.assign(solution ?? {}, { batchInferenceJobs: [{ serviceConfig: { numResults } }] });
      await account.run(file);
    }

    // Act
    const { status, stdout, stderr } = await deployment.run(['import-dataset-group', '-d', 'small', '--stdout']);

    // Assess
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { solutions }: Sample = JSON.parse(stdout);
    const jobs = solutions.flatMap(({ batchInferenceJobs = [] }) => batchInferenceJobs);
    expect(jobs).toEqual([{ serviceConfig: { numResults: 20 } }]);
  });
});
