import { join } from 'node:path';
import { countsOf, countsOfDay, MAINTAINED, regressions } from '../../scripts/bench/counted-figures';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';

const MOVIES = join(__dirname, '../../examples/movies');
const GROUP = 'dataset-group-name-1';
const SOLUTION = 'user-personalization-solution';

const { open, openQuick } = accounts();

let readOnly: Promise<Account> | undefined;

/** Opens an account after the sample's first run, for tests that change nothing. */
function afterFirstRun(): Promise<Account> {
  readOnly ??= open().then(async (account) => {
    await account.runFolder(MOVIES);
    return account;
  });
  return readOnly;
}

/** Changes the sample's parameter file in the bucket and uploads it again. */
async function edit(account: Account, change: (file: MoviesFile) => void): Promise<void> {
  const key = { Bucket: account.local.names.dataBucket, Key: `train/${GROUP}/config.json` };
  const { Body: body } = await account.call<{ Body: Uint8Array }>('s3', 'GetObject', key);
  const file = JSON.parse(new TextDecoder().decode(body)) as MoviesFile;
  change(file);
  await account.put({ [key.Key]: JSON.stringify(file) });
  await account.settle();
}

interface MoviesFile {
  filters: unknown[];
  solutions: { campaigns?: { serviceConfig: { minProvisionedTPS: number } }[] }[];
}

describe('the first sample', () => {
  it('creates exactly the resources of its file, all ACTIVE', async () => {
    // Act
    const account = await afterFirstRun();

    // Assess
    expect(account.counts()).toEqual({
      datasetGroup: 1,
      schema: 2,
      dataset: 2,
      datasetImportJob: 2,
      eventTracker: 1,
      filter: 2,
      solution: 3,
      solutionVersion: 3,
      campaign: 1,
      batchInferenceJob: 1,
    });
    expect(account.resources().filter((resource) => !resource.endsWith(' ACTIVE'))).toEqual([]);
    expect((await account.runs()).map(({ status, workflow, trigger }) => [workflow, trigger, status])).toEqual([
      ['personalize-workflow', 'upload', 'SUCCEEDED'],
    ]);
    expect(account.lastNotification()).toContain(`COMPLETE ${GROUP}: `);
    expect(await account.locks()).toEqual([]);
    expect(regressions('movies', countsOf(account.local))).toEqual([]);
  });

  it('needs few calls for its upload and a day of scheduled runs', async () => {
    // Prepare
    const account = await open();
    await account.runFolder(MOVIES);

    // Act
    const counts = await countsOfDay(account.local);

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual([
      ...Array(2).fill('SUCCEEDED'),
      ...Array(4).fill('UNCHANGED'),
    ]);
    expect(regressions(MAINTAINED, counts)).toEqual([]);
  });

  it('writes batch recommendations into a folder named by solution and date', async () => {
    // Prepare
    const account = await afterFirstRun();
    const folder = `batch/${GROUP}/${SOLUTION}/`;

    // Act
    const outputs = (await account.objects(folder)).filter((key) => key !== `${folder}job_config.json`);

    // Assess
    const recommendations = outputs.filter((key) => key.endsWith('/job_config.json.out'));
    expect(recommendations).toHaveLength(1);
    for (const key of outputs) {
      expect(key).toMatch(new RegExp(`^${folder}${SOLUTION}_2026_01_05_\\d\\d_\\d\\d_\\d\\d/`));
    }
  });

  it('creates nothing when it is uploaded a second time with the same data', async () => {
    // Prepare
    const account = await openQuick();
    await account.runFolder(MOVIES);
    const before = account.local.personalize.snapshot();

    // Act
    await account.passHours(1);
    await account.runFolder(MOVIES);

    // Assess
    expect(account.local.personalize.snapshot()).toEqual(before);
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  });

  it('creates one filter if one filter is added to the file', async () => {
    // Prepare
    const account = await openQuick();
    await account.runFolder(MOVIES);
    const before = account.local.personalize.snapshot();

    // Act
    await edit(account, ({ filters }) =>
      filters.push({
        serviceConfig: {
          name: 'not-seen',
          filterExpression: 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("*")',
        },
      }),
    );

    // Assess
    const [added, ...others] = account.local.personalize.snapshot().slice(before.length);
    expect(added).toMatchObject({ type: 'filter', name: 'not-seen', status: 'ACTIVE' });
    expect(others).toEqual([]);
  });

  it('updates the campaign if its minProvisionedTPS is changed', async () => {
    // Prepare
    const account = await openQuick();
    await account.runFolder(MOVIES);
    const before = account.local.personalize.snapshot();

    // Act
    await edit(account, ({ solutions }) => {
      for (const { campaigns = [] } of solutions)
        for (const { serviceConfig } of campaigns) serviceConfig.minProvisionedTPS = 2;
    });

    // Assess
    const [campaignArn] = before.filter(({ type }) => type === 'campaign').map(({ arn }) => arn);
    const { campaign } = await account.call<{ campaign: { minProvisionedTPS: number } }>(
      'personalize',
      'DescribeCampaign',
      { campaignArn },
    );
    expect(campaign.minProvisionedTPS).toBe(2);
    expect(account.local.personalize.snapshot().map(({ arn }) => arn)).toEqual(before.map(({ arn }) => arn));
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
  });
});
