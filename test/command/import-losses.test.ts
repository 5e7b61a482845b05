import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { completeSample, dataOf, filter, parameterFileKey, type Sample, sample, withChecks } from '../support/sample';
import { served } from '../support/served';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);
const IMPORT = ['import-dataset-group', '-d', 'small', '-i', 'cron(0 2 * * ? *)'];

/** A file with settings that Personalize does not store. Its promotion rules hold the first version, so the campaign is not created. */
function fileWithSettings(): Sample {
  const file = withChecks(completeSample(), { minimumRows: 10 });
  const [solution] = file.solutions;
  if (solution === undefined) throw new Error('The sample has no solution.');
  solution.workflowConfig = {
    schedules: { full: 'cron(0 3 * * ? *)' },
    maxAge: '30 days',
    promotion: { rules: [{ metric: 'coverage', minimum: 0.99 }] },
  };
  solution.batchInferenceJobs = [{ serviceConfig: {}, workflowConfig: { schedule: 'cron(0 6 * * ? *)' } }];
  const [filter] = file.filters;
  if (filter !== undefined) Object.assign(filter, { workflowConfig: { onRemoval: 'delete' } });
  return Object.assign(file, {
    tags: [{ tagKey: 'stage', tagValue: '${stage}' }],
    budget: { trainingHoursPerMonth: 100 },
    capacity: { idleAfter: '7 days' },
  });
}

describe('import-dataset-group', () => {
  test('does not replace the file in force if the generated file lacks some of its content, and lists that content', async () => {
    // Prepare
    const deployment = await serve(await openQuick({ parameter_values: { stage: 'dev' } }));
    const { account } = deployment;
    account.local.personalize.setMetric({ solution: 'small-solution', metric: 'coverage', value: 0.1 });
    await account.run(fileWithSettings());
    const versionOf = () =>
      account.call<{ VersionId: string }>('s3', 'HeadObject', {
        Bucket: account.local.names.dataBucket,
        Key: parameterFileKey('small'),
      });
    const before = await versionOf();

    // Act
    const { status, stdout, stderr } = await deployment.run(IMPORT);
    const elsewhere = await deployment.run([...IMPORT, '-p', 'train/small/other.json']);
    const printed = await deployment.run([...IMPORT, '--stdout']);

    // Assess
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(
        /^Error: s3:\/\/\S+\/train\/small\/config\.json is in force, and this upload would remove or change:$/,
      ),
      "  campaign 'small-campaign'",
      '  batch inference job at /solutions/0/batchInferenceJobs/0',
      "  promotion of 'small-solution' removed: every new version will serve",
      '  checks of the Interactions dataset removed: its rows are not read any more',
      "  filter 'small-filter': onRemoval changed: delete -> keep",
      "  trainings of 'small-solution': maxAge removed: 30 d",
      '  capacity: idleAfter changed: 7 d -> 14 d',
      "  budget of 'small' raised: trainingHoursPerMonth 100 -> no limit",
      "  schedule 'batch-inference-small-solution'",
      '  ${stage}',
      expect.stringMatching(/^Nothing was uploaded\. Change the file in force instead, and apply it\./),
      '',
    ]);
    expect(elsewhere.stderr).toContain("campaign 'small-campaign'");
    expect(await account.objects('train/')).toHaveLength(2);
    expect(await versionOf()).toEqual(before);
    expect(printed.status).toBe(0);
  });

  test('does not replace the file in force if its version was deleted, because the content of that version is unknown', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    const file = completeSample();
    await account.run(file);
    const object = { Bucket: account.local.names.dataBucket, Key: parameterFileKey('small') };
    const { VersionId } = await account.call<{ VersionId: string }>('s3', 'HeadObject', object);
    await account.call('s3', 'DeleteObject', { ...object, VersionId });

    // Act
    const { status, stderr } = await deployment.run(IMPORT);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain('So it is not known what the upload would remove.');
    expect(await account.objects('train/')).toEqual(
      Object.keys(dataOf(file)).filter((key) => key.startsWith('train/')),
    );
  });

  test('uploads nothing while another upload is in progress, because its own upload could supersede the other upload', async () => {
    // Prepare
    const deployment = await serve(await openQuick(undefined, 600));
    const { account } = deployment;
    await account.run(sample());
    await account.upload({ ...sample(), filters: [filter('theirs')] });
    await account.passSeconds(60);

    // Act
    const { status, stdout, stderr } = await deployment.run(IMPORT);
    await account.settle();

    // Assess
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(
      /^Error: An upload of dataset group 'small' is in progress: run \S+ of s3:\/\/\S+\/train\/small\/config\.json\.\nNothing was uploaded\. Wait/,
    );
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.count('filter')).toBe(1);
  });

  test('uploads nothing if the generated file is invalid: its schedule, copied from the file in force, never runs again', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    const file = sample();
    const year = new Date(account.local.clock.now()).getUTCFullYear();
    file.datasetGroup.workflowConfig = { schedules: { import: `cron(0 2 20 1 ? ${year})` } };
    await account.run(file);
    await account.passHours(31 * 24);
    const before = await account.runs();

    // Act
    const { status, stdout, stderr } = await deployment.run(['import-dataset-group', '-d', 'small']);
    await account.settle();

    // Assess
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/never runs again: the last time was /);
    expect(stderr).toMatch(/\nError: The generated file is invalid: an upload would be refused\.\nGet the file with /);
    expect(await account.runs()).toEqual(before);
  });

  test('succeeds if the generated file has all content of the file in force, including scheduled batch jobs', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const file = completeSample();
    const [solution] = file.solutions;
    if (solution !== undefined)
      solution.batchInferenceJobs = [
        { serviceConfig: { numResults: 25, filterName: 'small-filter' }, workflowConfig: { schedule: 'rate(1 day)' } },
      ];
    await deployment.account.run(file);

    // Act
    const { status, stderr } = await deployment.run(IMPORT);

    // Assess
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('keeps the schedule of a batch job whose position in the file has changed', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    const file = completeSample();
    const [solution] = file.solutions;
    const scheduled = { serviceConfig: { numResults: 10 }, workflowConfig: { schedule: 'rate(1 day)' } };
    const other = { serviceConfig: { numResults: 50 } };
    for (const batchInferenceJobs of [[scheduled], [scheduled, other], [other, scheduled]]) {
      Object.assign(solution ?? {}, { batchInferenceJobs });
      await account.run(file);
    }

    // Act
    const { status, stderr } = await deployment.run(IMPORT);

    // Assess
    const { Body } = await account.call<{ Body: Uint8Array }>('s3', 'GetObject', {
      Bucket: account.local.names.dataBucket,
      Key: parameterFileKey('small'),
    });
    const { solutions }: Sample = JSON.parse(new TextDecoder().decode(Body));
    const jobs = solutions.map(({ batchInferenceJobs }) => batchInferenceJobs);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(jobs).toContainEqual([other, scheduled]);
  });

  test.each([
    ['a key without an object', 'train/small/other.json'],
    ['the key of the file in force', parameterFileKey('small')],
  ])('does not overwrite what another person writes to %s before the upload', async (_, key) => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    await account.run(sample());
    account.local.aws.intercept(async ({ call: { operation } }, perform) => {
      // ListRecommenders is the last list that the command reads before its upload.
      if (operation === 'ListRecommenders') await account.put({ [key]: 'of another person' });
      return perform();
    });

    // Act
    const { status, stderr } = await deployment.run([...IMPORT, '-p', key]);

    // Assess
    const { dataBucket } = account.local.names;
    expect(status).toBe(1);
    expect(stderr).toBe(
      `Error: s3://${dataBucket}/${key} has been changed by someone else in the meantime.\nNothing was uploaded: run the command again.\n`,
    );
    const { Body } = await account.call<{ Body: Uint8Array }>('s3', 'GetObject', { Bucket: dataBucket, Key: key });
    expect(new TextDecoder().decode(Body)).toBe('of another person');
  });
});
