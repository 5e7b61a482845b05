import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { planOf } from '../support/planned';
import { sample } from '../support/sample';
import { type Served, served } from '../support/served';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);

const HRNN = 'arn:aws:personalize:::recipe/aws-hrnn';

/** The sample's dataset group, and in it a solution that no parameter file can describe, with a campaign. */
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

  test('lists what it leaves out in its JSON document', async () => {
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
});
