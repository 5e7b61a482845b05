import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultsOf } from '../../cli/import-group/service-config';
import { ServiceError } from '../../emulator/core/service';
import { type DesiredResource, type DesiredState, desiredState } from '../../lib/parameter-file/desired-state';
import { validateParameterFile } from '../../lib/parameter-file/validate';
import { withoutDefaults } from '../../lib/personalize/default-members';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { completeSample, dataOf, type Sample, sample } from '../support/sample';
import { served } from '../support/served';
import { temporaryFile } from '../support/synthesis';

const EXAMPLES = join(__dirname, '../../examples');
const GROUPS = [
  ['movies', 'dataset-group-name-1'],
  ['tags', 'dataset-group-name-2'],
  ['tags', 'dataset-group-name-3'],
  ['shop', 'shop'],
  ['segments', 'library'],
  ['next-best-action', 'bank'],
] as const;

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);

function stateOf(text: string): DesiredState {
  const { file, problems } = validateParameterFile(text);
  if (file === undefined) throw new Error(JSON.stringify(problems, undefined, 2));
  return desiredState(file);
}

/**
 * Makes files comparable: sorts filters, recommenders and campaigns, and leaves out default values, the position of a solution in its list,
 * and what Personalize does not store, such as `maxAge`.
 */
function essence(state: DesiredState) {
  const name = (resource: DesiredResource) => `${resource.type} ${resource.name}`;
  const plain = ({ type, name: own, request }: DesiredResource) => {
    const { tags = [], ...members } = request;
    return { type, name: own, request: withoutDefaults(members, defaultsOf(type, members)), tags };
  };
  const sorted = (resources: readonly DesiredResource[]) =>
    [...resources].sort((one, other) => (name(one) < name(other) ? -1 : 1)).map(plain);
  return {
    datasetGroup: plain(state.datasetGroup),
    datasets: state.datasets.map(({ datasetType, schema, dataset, importJob }) => ({
      datasetType,
      resources: [schema, dataset, importJob].map(plain),
    })),
    eventTracker: state.eventTracker && plain(state.eventTracker),
    filters: sorted(state.filters),
    recommenders: sorted(state.recommenders),
    solutions: Object.fromEntries(
      state.solutions.map(({ name: own, solution, version, campaigns, batchInferenceJobs, batchSegmentJobs }) => [
        own,
        {
          solution: plain(solution),
          version: plain(version),
          campaigns: sorted(campaigns),
          batchInferenceJobs: batchInferenceJobs.map(plain),
          batchSegmentJobs: batchSegmentJobs.map(plain),
        },
      ]),
    ),
    tasks: Object.fromEntries(
      state.tasks.map(({ name: own, workflow, expression, timezone, input: { job, ...input } }) => [
        own,
        { workflow, expression, timezone, input, job: job?.split('/').slice(3) },
      ]),
    ),
  };
}

describe('import-dataset-group --stdout', () => {
  test.each(GROUPS)(
    "writes a file with the same resources and tasks as the file of the example %s, dataset group '%s'",
    async (example, group) => {
      // Prepare
      const deployment = await serve(await openQuick());
      await deployment.account.runFolder(join(EXAMPLES, example));
      const original = await readFile(join(EXAMPLES, example, 'train', group, 'config.json'), 'utf8');

      // Act
      const { status, stdout, stderr } = await deployment.run(['import-dataset-group', '-d', group, '--stdout']);

      // Assess
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(essence(stateOf(stdout))).toEqual(essence(stateOf(original)));
    },
  );

  test('refuses a dataset group that does not exist', async () => {
    // Prepare
    const deployment = await serve(await openQuick());

    // Act
    const { status, stdout, stderr } = await deployment.run(['import-dataset-group', '-d', 'nobody', '--stdout']);

    // Assess
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain("Dataset group 'nobody' not found in us-east-1.");
  });
});

/** Creates the resources of a file without this project, as a person does with the `aws` command. */
async function buildManually(account: Account, state: DesiredState): Promise<void> {
  const create = async (operation: string, member: string, input: Readonly<Record<string, unknown>>) => {
    const output = await account.call<Record<string, string>>('personalize', operation, input);
    await account.settle();
    return output[member];
  };
  const roleArn = await roleOf(account);
  const bucket = account.local.names.dataBucket;
  const group = state.datasetGroup.name;
  const datasetGroupArn = await create('CreateDatasetGroup', 'datasetGroupArn', state.datasetGroup.request);
  for (const { schema, dataset, datasetType, csvName } of state.datasets) {
    const schemaArn = await create('CreateSchema', 'schemaArn', schema.request);
    const datasetArn = await create('CreateDataset', 'datasetArn', {
      ...dataset.request,
      datasetGroupArn,
      datasetType,
      schemaArn,
    });
    await create('CreateDatasetImportJob', 'datasetImportJobArn', {
      jobName: `by-hand-${csvName}`,
      datasetArn,
      dataSource: { dataLocation: `s3://${bucket}/train/${group}/${csvName}.csv` },
      roleArn,
    });
  }
  if (state.eventTracker !== undefined) {
    await create('CreateEventTracker', 'eventTrackerArn', { ...state.eventTracker.request, datasetGroupArn });
  }
  for (const recommender of state.recommenders) {
    await create('CreateRecommender', 'recommenderArn', { ...recommender.request, datasetGroupArn });
  }
  for (const filter of state.filters) await create('CreateFilter', 'filterArn', { ...filter.request, datasetGroupArn });
  for (const { solution, campaigns } of state.solutions) {
    const solutionArn = await create('CreateSolution', 'solutionArn', {
      ...solution.request,
      datasetGroupArn,
    });
    const solutionVersionArn = await create('CreateSolutionVersion', 'solutionVersionArn', { solutionArn });
    for (const campaign of campaigns)
      await create('CreateCampaign', 'campaignArn', { ...campaign.request, solutionVersionArn });
  }
}

async function roleOf(account: Account): Promise<string> {
  const { Parameter: parameter } = await account.call<{ Parameter: { Value: string } }>('ssm', 'GetParameter', {
    Name: '/personalize/names',
  });
  return JSON.parse(parameter.Value).personalizeRoleArn;
}

describe('import-dataset-group', () => {
  test('imports a manually built dataset group: nothing is created twice, schedules are created and updated, and the training runs on schedule', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    const file = completeSample();
    file.solutions = file.solutions
      .slice(0, 1)
      .map(({ serviceConfig, campaigns = [] }) => ({ serviceConfig, campaigns }));
    delete file.eventTracker;
    await account.put(dataOf(file));
    await buildManually(account, stateOf(JSON.stringify(file)));
    const before = account.counts();

    // Act
    const taken = await deployment.run([
      ...['import-dataset-group', '-d', 'small', '-i', 'rate(1 day)'],
      ...['-f', 'small-solution@cron(0 3 * * ? *)'],
    ]);
    await account.settle();
    const after = account.counts();
    const again = await deployment.run(['import-dataset-group', '-d', 'small', '-i', 'rate(2 days)']);
    await account.settle();
    await account.waitForHour(3);
    await account.settle();

    // Assess
    expect(taken).toMatchObject({ status: 0, stderr: '' });
    expect(taken.stdout).toContain('create schedule solution-maintenance-full-small-solution (cron(0 3 * * ? *), UTC)');
    expect(again.stdout).toMatch(/update schedule \S+[\s\S]*rate\(1 day\)[\s\S]*rate\(2 days\)/);
    expect(after).toEqual(before);
    expect((await account.runs()).map(({ workflow, status }) => [workflow, status])).toEqual([
      ['personalize-workflow', 'SUCCEEDED'],
      ['personalize-workflow', 'SUCCEEDED'],
      ['solution-maintenance', 'SUCCEEDED'],
    ]);
    expect(account.count('solutionVersion')).toBe(2);
  });

  test('with --out, also writes the file to this machine, but overwrites no other file; with --timezone, schedules have this time zone', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    await account.run(completeSample());
    const [out, other] = [temporaryFile('.keep', ''), temporaryFile('other.json', '{}')];
    const path = out.replace('.keep', 'config.json');
    const command = [
      'import-dataset-group',
      '-d',
      'small',
      '-i',
      'rate(1 day)',
      '-f',
      'small-solution@cron(0 3 * * ? *)',
    ];

    // Act
    const refused = await deployment.run([...command, '--out', other]);
    const objects = await account.objects('train/');
    const written = await deployment.run([...command, '--timezone', 'Europe/Berlin', '--out', path]);
    await account.settle();
    const again = await deployment.run([...command, '--timezone', 'Europe/Berlin', '--out', path]);

    // Assess
    expect(refused).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('exists already, with other content.'),
    });
    expect(objects).toEqual(await account.objects('train/'));
    expect([written, again]).toMatchObject([
      { status: 0, stderr: '', stdout: expect.stringContaining(`Wrote ${path}.`) },
      { status: 0, stderr: '' },
    ]);
    const text = await readFile(path, 'utf8');
    expect(text).toBe(await uploadedText(account, 'train/small/config.json'));
    const tasks = stateOf(text).tasks.map(({ expression, timezone }) => [expression, timezone]);
    expect(tasks).toEqual([
      ['rate(1 day)', 'Europe/Berlin'],
      ['cron(0 3 * * ? *)', 'Europe/Berlin'],
    ]);
  });

  test('writes nothing and uploads nothing if the folder of --out does not exist', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    await deployment.account.run(sample());
    const objects = await deployment.account.objects('train/');

    // Act
    const { status, stdout, stderr } = await deployment.run([
      ...['import-dataset-group', '-d', 'small', '--out', 'no-such-folder/config.json'],
    ]);

    // Assess
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(
      "Error: --out no-such-folder/config.json: folder 'no-such-folder' not found.\nCreate it first.\n",
    );
    expect(await deployment.account.objects('train/')).toEqual(objects);
  });

  test('says that it wrote the file to this machine even if the upload is denied afterwards', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    await account.run(completeSample());
    account.local.aws.intercept(async ({ call, overWire }, perform) => {
      if (overWire && call.operation === 'PutObject') throw new ServiceError('AccessDenied', 'Access Denied');
      return perform();
    });
    const path = temporaryFile('.keep', '').replace('.keep', 'config.json');

    // Act
    const { status, stdout, stderr } = await deployment.run(['import-dataset-group', '-d', 'small', '--out', path]);

    // Assess
    expect({ status, stdout }).toEqual({ status: 1, stdout: `Wrote ${path}.\n` });
    expect(stderr).toContain('Access denied: s3:PutObject.');
    expect(stateOf(await readFile(path, 'utf8')).datasetGroup.name).toBe('small');
  });

  test.each([
    ['an unknown time zone', ['-i', 'rate(1 day)', '--timezone', 'Berlin'], 'It must be an IANA time zone'],
    [
      'an import schedule that is no schedule expression',
      ['-i', 'nonsense'],
      "--import-schedule 'nonsense' is not a schedule expression",
    ],
    [
      'a schedule of a solution that is no schedule expression',
      ['--stdout', '-f', 'small-solution@nonsense'],
      "--full-schedule 'small-solution@nonsense' is not a schedule expression",
    ],
    ['a time zone without schedules', ['--timezone', 'Europe/Berlin'], '--timezone applies to schedules'],
    ['--out together with --stdout', ['--stdout', '--out', 'x.json'], 'cannot be used with option'],
    [
      '--json together with --stdout',
      ['--stdout', '--json'],
      '--stdout prints the parameter file, and --json the result of its upload, so they cannot be used together.',
    ],
  ])('refuses %s', async (_, args, message) => {
    // Prepare
    const deployment = await serve(await openQuick());
    await deployment.account.run(sample());

    // Act
    const { status, stdout, stderr } = await deployment.run(['import-dataset-group', '-d', 'small', ...args]);

    // Assess
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('resources in Personalize');
  });

  test.each([
    'train/fresh/conf',
    'foo/config.json',
    'train/fresh/config.JSON',
    '../x.json',
    'train/../x.json',
    '/train/x.json',
  ])("refuses the key '%s' before it calls AWS", async (key) => {
    // Act
    const { status, stdout, stderr } = await cli.run(['import-dataset-group', '-d', 'small', '-p', key]);

    // Assess
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(
      `error: option '-p, --path <key>' argument '${key}' is invalid. It must begin with train/ `,
    );
    expect(stderr).toContain('e.g. train/movies/config.json');
  });

  test('needs --import-data if the csv beside the given key have never been imported', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    const file = completeSample();
    await account.run(file);
    const elsewhere = Object.entries(dataOf(file)).filter(([key]) => key.startsWith('train/'));
    for (const [key, text] of elsewhere) await account.put({ [key.replace('train/small/', 'train/eu/shop/')]: text });
    const before = account.counts();
    const command = ['import-dataset-group', '-d', 'small', '-p', 'train/eu/shop/config.json'];

    // Act
    const refused = await deployment.run(command);
    const taken = await deployment.run([...command, '--import-data']);
    await account.settle();
    const again = await deployment.run(['import-dataset-group', '-d', 'small', '--stdout']);

    // Assess
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('create dataset import job of the interactions dataset');
    expect(refused.stderr).toContain('Add --import-data');
    expect(taken).toMatchObject({ status: 0, stderr: '' });
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.counts()).toEqual({ ...before, datasetImportJob: 2 * Number(before.datasetImportJob) });
    // Without --path, the key of the file in force is used. The csv beside that file have been imported.
    expect(again).toMatchObject({ status: 0, stderr: '' });
  });

  test.each([
    [
      'that has the parameter file of another dataset group',
      'train/other/config.json',
      "is the parameter file of dataset group 'other'",
    ],
    ['at which another object exists', 'train/notes.json', "exists, but no run of dataset group 'small' has used it"],
  ])('refuses a key %s, and uploads nothing', async (_, key, message) => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    await account.run(sample());
    await account.run(sample('other'));
    await account.put({ 'train/notes.json': '{"datasetGroup": {}}' });
    await account.settle();
    const versionOf = () => account.call('s3', 'HeadObject', { Bucket: account.local.names.dataBucket, Key: key });
    const before = await versionOf();

    // Act
    const { status, stderr } = await deployment.run([
      ...['import-dataset-group', '-d', 'small', '-p', key, '--import-data'],
    ]);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain(`/${key} ${message}`);
    expect(await versionOf()).toEqual(before);
  });

  test('writes a manually created metric attribution into the file', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    await account.run({ ...completeSample(), metricAttribution: undefined });
    const [group] = account.local.personalize.snapshot().filter(({ type }) => type === 'datasetGroup');
    await account.call('personalize', 'CreateMetricAttribution', {
      name: 'clicks',
      datasetGroupArn: group?.arn,
      metrics: [{ eventType: 'click', metricName: 'clicks', expression: 'SAMPLECOUNT()' }],
      metricsOutputConfig: { roleArn: await roleOf(account) },
    });

    // Act
    const { status, stdout, stderr } = await deployment.run(['import-dataset-group', '-d', 'small', '--stdout']);

    // Assess
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      metricAttribution: {
        serviceConfig: {
          name: 'clicks',
          metrics: [{ eventType: 'click', metricName: 'clicks', expression: 'SAMPLECOUNT()' }],
        },
      },
    });
  });

  test('imports a manually built domain dataset group', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    const folder = join(EXAMPLES, 'shop', 'train', 'shop');
    for (const name of ['interactions', 'items', 'users']) {
      await account.put({ [`train/shop/${name}.csv`]: await readFile(join(folder, `${name}.csv`), 'utf8') });
    }
    await buildManually(account, stateOf(await readFile(join(folder, 'config.json'), 'utf8')));
    const before = account.counts();

    // Act
    const taken = await deployment.run(['import-dataset-group', '-d', 'shop', '-i', 'rate(1 day)']);
    await account.settle();

    // Assess
    expect(taken).toMatchObject({ status: 0, stderr: '' });
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.counts()).toEqual(before);
    expect(before).toMatchObject({ recommender: 2, dataset: 3, eventTracker: 1 });
    expect(await account.scheduleNames()).toEqual(['personalize-dataset-import-shop']);
  });

  test('uploads nothing if a dataset has no csv, and names the import that is blocked', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    await account.call('personalize', 'CreateDatasetGroup', { name: 'small' });
    await account.settle();
    const [datasetGroupArn] = account.local.personalize.snapshot().map(({ arn }) => arn);
    const file = completeSample();
    await buildSolutionless(account, file, String(datasetGroupArn));

    // Act
    const { status, stderr } = await deployment.run(['import-dataset-group', '-d', 'small']);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain("blocked dataset import job of the interactions dataset 'small-interactions'");
    expect(stderr).toContain('Nothing was uploaded.');
    expect(await account.objects('train/')).toEqual([]);
  });

  test('uploads nothing if the newest training of a solution failed, because an upload would train it again', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    await account.run(completeSample());
    account.local.personalize.failNext({ resource: 'solution/small-solution', reason: 'Internal error.' });
    const solutionArn = account.local.aws.arn('personalize', 'solution/small-solution');
    const train = () => account.call('personalize', 'CreateSolutionVersion', { solutionArn });
    await train();
    await account.settle();
    const importGroup = () => deployment.run(['import-dataset-group', '-d', 'small']);

    // Act
    const refused = await importGroup();
    await train();
    await account.settle();
    const campaignArn = account.local.aws.arn('personalize', 'campaign/small-campaign');
    const [version] = account.local.personalize
      .snapshot()
      .filter(({ arn }) => arn.startsWith(`${solutionArn}/`))
      .slice(-1);
    await account.call('personalize', 'UpdateCampaign', { campaignArn, solutionVersionArn: version?.arn });
    await account.settle();
    const imported = await importGroup();

    // Assess
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain(
      "create solution version of solution 'small-solution': the newest version has failed",
    );
    expect(refused.stderr.replaceAll(/\s+/g, ' ')).toContain(
      'An upload trains solutions that have no ACTIVE version or whose newest training failed.',
    );
    expect(imported).toMatchObject({ status: 0, stderr: '' });
  });

  test('refuses a schedule for a solution that does not exist', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    await deployment.account.run(completeSample());

    // Act
    const { status, stderr } = await deployment.run([
      'import-dataset-group',
      '-d',
      'small',
      '-f',
      'nobody@rate(1 day)',
    ]);

    // Assess
    expect(status).toBe(2);
    expect(stderr).toContain("has no solution 'nobody'.\nIt has: ");
    // The message names the solutions in the order of their creation, and they are created in parallel.
    const named = stderr
      .match(/It has: (.*)\./)?.[1]
      ?.split(', ')
      .sort();
    expect(named).toEqual(['small-segments', 'small-solution']);
  });
});

async function uploadedText(account: Account, key: string): Promise<string> {
  const input = { Bucket: account.local.names.dataBucket, Key: key };
  const { Body: body } = await account.call<{ Body: Uint8Array }>('s3', 'GetObject', input);
  return new TextDecoder().decode(body);
}

/** Creates a schema, and a dataset without data. */
async function buildSolutionless(account: Account, file: Sample, datasetGroupArn: string): Promise<void> {
  const [dataset] = stateOf(JSON.stringify(file)).datasets;
  const { schemaArn } = await account.call<{ schemaArn: string }>(
    'personalize',
    'CreateSchema',
    dataset?.schema.request ?? {},
  );
  await account.call('personalize', 'CreateDataset', {
    ...dataset?.dataset.request,
    datasetGroupArn,
    datasetType: 'INTERACTIONS',
    schemaArn,
  });
  await account.settle();
}
