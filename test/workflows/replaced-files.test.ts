import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import {
  batchInputKey,
  type Files,
  interactions,
  interactionsKey,
  type Sample,
  sample,
  withChecks,
  withItems,
} from '../support/sample';
import { prune } from './support/prune';

const { openQuick } = accounts();

const SOLUTION = 'small-solution';

/** A file with trainings at 2:00 and a campaign. */
function file(minProvisionedTPS: number, promotion?: object): Sample {
  const made = sample();
  for (const solution of made.solutions) {
    solution.workflowConfig = { schedules: { full: 'cron(0 2 * * ? *)' }, ...(promotion && { promotion }) };
    for (const { serviceConfig } of solution.campaigns ?? []) Object.assign(serviceConfig, { minProvisionedTPS });
  }
  return made;
}

/**
 * Uploads the first file, whose scheduled training takes two hours. Uploads the second file an hour after that training
 * has begun.
 */
async function replaceWhileTraining(first: Sample, second: Sample): Promise<Account> {
  const account = await openQuick();
  for (const [training, value] of [0.4, 0.2].entries())
    account.local.personalize.setMetric({ solution: SOLUTION, metric: 'coverage', value, training: training + 1 });
  await account.run(first);
  account.local.personalize.setDuration('solutionVersion', 7200);
  await account.waitForHour(2);
  await account.passSeconds(3600);
  await account.upload(second);
  return account;
}

/** The inputs of the calls that change campaigns, in order. */
const campaignUpdates = (account: Account) => inputsOf(account, 'UpdateCampaign');

/** The inputs of the successful calls of an operation from now on, in order. */
function inputsOf(account: Account, name: string): readonly unknown[] {
  const inputs: unknown[] = [];
  account.local.aws.onCall(({ call: { operation, input }, error }) => {
    if (operation === name && error === undefined) inputs.push(input);
  });
  return inputs;
}

describe('a scheduled run whose file is replaced while it trains', () => {
  it.each([
    ['has no rules', undefined],
    ['has rules that the version passes', { rules: [{ metric: 'coverage', minimum: 0.1 }] }],
  ])('judges its version by the promotion rules of the new file, even if its own file %s', async (_, promotion) => {
    // Prepare
    const rules = [{ metric: 'coverage', maximumDrop: '10%' }];
    const account = await replaceWhileTraining(file(1, promotion), file(1, { rules }));
    const updates = campaignUpdates(account);

    // Act
    await account.settle();

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    expect(updates).toEqual([]);
    expect(account.count('solutionVersion')).toBe(2);
  });

  it('changes a campaign as the new file says', async () => {
    // Prepare
    const account = await replaceWhileTraining(file(1), file(3));
    const updates = campaignUpdates(account);

    // Act
    await account.settle();

    // Assess
    expect(updates).toEqual([expect.objectContaining({ minProvisionedTPS: 3 })]);
  });

  it('does not change a campaign that the new file no longer has', async () => {
    // Prepare
    const without = file(1);
    for (const solution of without.solutions) solution.campaigns = [];
    const account = await replaceWhileTraining(file(1), without);
    const updates = campaignUpdates(account);

    // Act
    await account.settle();

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    expect(updates).toEqual([]);
    const results = (await account.results()).filter(({ type }) => type?.S === 'campaign');
    expect(results.map(({ result }) => result?.S).sort()).toEqual(['CREATED', 'UNCHANGED']);
  });
});

describe('a scheduled run that waits while its solution is deleted and created anew', () => {
  it('ends without a failure, although the new file has another recipe', async () => {
    // Prepare: a training of two hours keeps the update waiting
    const account = await openQuick();
    const first = file(1);
    for (const solution of first.solutions)
      solution.workflowConfig = { schedules: { full: 'cron(0 2 * * ? *)', update: 'cron(30 2 * * ? *)' } };
    await account.run(first);
    account.local.personalize.setDuration('solutionVersion', 7200);
    await account.waitForHour(2);
    await account.passSeconds(3600);
    await account.upload({ ...first, solutions: [] } as Sample);
    await account.passSeconds(60);
    const owned = account.local.personalize.snapshot().filter(({ type }) => type === 'campaign' || type === 'solution');
    await prune(
      account,
      owned.map(({ arn }) => arn),
    );
    while (account.count('solution') > 0) await account.passSeconds(1);
    const second = file(1);
    for (const { serviceConfig } of second.solutions)
      serviceConfig.recipeArn = 'arn:aws:personalize:::recipe/aws-popularity-count';

    // Act
    await account.upload(second);
    await account.settle();

    // Assess
    expect((await account.runs()).map(({ trigger, status }) => `${trigger} ${status}`)).not.toContainEqual(
      expect.stringContaining('FAILED'),
    );
    expect(account.count('solutionVersion')).toBe(1);
  });
});

const statuses = async (account: Account) => (await account.runs()).map(({ status }) => status);

/** A file with imports at 2:00, of interactions alone. */
function importing(): Sample {
  const made = sample();
  made.datasetGroup.workflowConfig = { schedules: { import: 'cron(0 2 * * ? *)' } };
  return made;
}

/**
 * Uploads a file with its data. An hour before the scheduled import, uploads other data and a csv of users to delete.
 * The deletion of these users keeps the import waiting.
 */
async function waitWithImport(first: Sample, data: Files, exported: Files): Promise<Account> {
  const account = await openQuick();
  await account.put(data);
  await account.run(first);
  account.local.personalize.setDuration('dataDeletionJob', 8 * 3600);
  await account.waitForHour(1);
  await account.put({ ...exported, 'delete/small/users.csv': 'USER_ID\nuser-7\n' });
  await account.waitForHour(2);
  await account.passSeconds(600);
  return account;
}

describe('a scheduled import whose file is replaced while it waits', () => {
  it('imports nothing itself: the run of the new file checks the data, and may refuse them', async () => {
    // Prepare
    const fewer = { [interactionsKey('small')]: interactions(1010) };
    const account = await waitWithImport(importing(), {}, fewer);

    // Act
    await account.runFile(withChecks(importing(), { minimumRows: 1040 }));

    // Assess
    expect(await statuses(account)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'UNCHANGED', 'FAILED']);
    expect(account.count('datasetImportJob')).toBe(1);
    expect(account.lastNotification()).toContain('minimumRows');
  });

  it('does not fail if data that the new file no longer needs were deleted', async () => {
    // Prepare
    const items = { 'train/small/items.csv': 'ITEM_ID,GENRE\nitem-1,drama\n' };
    const account = await waitWithImport(withItems(importing()), items, {});
    await account.call('s3', 'DeleteObject', { Bucket: account.local.names.dataBucket, Key: 'train/small/items.csv' });

    // Act
    await account.runFile(importing());

    // Assess
    expect(await statuses(account)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'UNCHANGED', 'SUCCEEDED']);
  });
});

/** A file with trainings at 2:00 and batch jobs at 3:00, each with a number of results. */
function batches(...numbers: readonly number[]): Sample {
  const made = file(1);
  for (const solution of made.solutions)
    solution.batchInferenceJobs = numbers.map((numResults) => ({
      serviceConfig: { numResults },
      workflowConfig: { schedule: 'cron(0 3 * * ? *)' },
    }));
  return made;
}

describe('a scheduled batch job whose file is replaced while it waits', () => {
  it.each([
    ['changes the settings of the job', [10], [20], [20]],
    ['removes the job listed above this one', [10, 20], [20], [20]],
  ])('begins once, with the settings in the new file, if that file %s', async (_, first, second, expected) => {
    // Prepare: a training keeps the solution locked from 2:00 to 4:00
    const account = await openQuick();
    await account.run(batches(...first));
    account.local.personalize.setDuration('solutionVersion', 7200);
    await account.waitForHour(2);
    await account.put({ [batchInputKey('small', SOLUTION)]: '{"userId":"user-2"}\n' });
    await account.waitForHour(3);
    await account.passSeconds(1800);
    const created = inputsOf(account, 'CreateBatchInferenceJob');

    // Act
    await account.runFile(batches(...second));

    // Assess
    expect(created.map((input) => (input as { readonly numResults: number }).numResults).sort()).toEqual(expected);
    expect(new Set(await statuses(account))).toEqual(new Set(['SUCCEEDED', 'UNCHANGED']));
  });
});
