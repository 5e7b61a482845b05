import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ServiceError } from '../../emulator/core/service';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { completeSample } from '../support/sample';
import { served } from '../support/served';

const QUICK = ['--interval', '0.001'];

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);

/** A deployment with a dataset group, in which AWS refuses every call of one operation. */
async function uploaded(refused: string, error = 'ResourceInUseException') {
  const deployment = await serve(await openQuick());
  const file = completeSample();
  file.datasetGroup.workflowConfig = { schedules: { import: 'rate(1 day)' } };
  await deployment.account.run(file);
  deployment.account.local.aws.intercept(async ({ call }, perform) => {
    if (call.operation === refused) throw new ServiceError(error, 'Something of another team uses it.');
    return perform();
  });
  return deployment;
}

describe('destroy, if a resource cannot be deleted', () => {
  test.each([
    ['DeleteFilter', "filter 'small-filter' ACTIVE"],
    ['DeleteDatasetGroup', "dataset group 'small' ACTIVE"],
  ])('exits with 1, and says what is left and why, if %s is refused', async (refused, left) => {
    // Prepare
    const deployment = await uploaded(refused);

    // Act
    const { status, stderr } = await deployment.whileTimeRuns(deployment.run(['destroy', 'small', '--yes', ...QUICK]));

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain(`${left}: ResourceInUseException: Something of another team uses it.\n`);
    expect(stderr).toContain('run `destroy` again');
  });

  test('lists what is left in its JSON document', async () => {
    // Prepare
    const deployment = await uploaded('DeleteFilter');

    // Act
    const { stdout } = await deployment.whileTimeRuns(
      deployment.run(['destroy', 'small', '--yes', '--json', ...QUICK]),
    );

    // Assess
    expect(JSON.parse(stdout)).toMatchObject({
      datasetGroup: 'small',
      removed: expect.arrayContaining([expect.objectContaining({ type: 'campaign' })]),
      notRemoved: [
        {
          type: 'filter',
          name: 'small-filter',
          status: 'ACTIVE',
          reason: expect.stringContaining('uses it'),
        },
      ],
    });
  });
});

describe('destroy, if a call is denied', () => {
  const RERUN = "The removal of dataset group 'small' has begun: run the same command again to continue it.\n";

  test.each(['DeleteSchedule', 'DeleteCampaign'])(
    'says that the removal has begun, if %s is denied',
    async (denied) => {
      // Prepare
      const deployment = await uploaded(denied, 'AccessDeniedException');

      // Act
      const { status, stderr } = await deployment.whileTimeRuns(
        deployment.run(['destroy', 'small', '--yes', ...QUICK]),
      );

      // Assess
      expect(status).toBe(1);
      expect(stderr).toMatch(new RegExp(`^Error: Access denied: \\w+:${denied}\\.`));
      expect(stderr.endsWith(RERUN)).toBe(true);
    },
  );

  test('lists what was removed in its JSON document', async () => {
    // Prepare
    const deployment = await uploaded('DeleteFilter', 'AccessDeniedException');

    // Act
    const { stdout, stderr } = await deployment.whileTimeRuns(
      deployment.run(['destroy', 'small', '--yes', '--with-data', '--json', ...QUICK]),
    );

    // Assess
    expect(JSON.parse(stdout)).toEqual({
      datasetGroup: 'small',
      removed: [expect.objectContaining({ type: 'campaign' })],
      error: expect.stringMatching(/^Access denied: personalize:DeleteFilter\./),
    });
    expect(stderr).toContain('run the same command again to continue it.');
  });
});

describe('a command whose reader closes its standard output', () => {
  test('exits with 141 before the dataset group is deleted, if the command is `destroy`', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    await deployment.account.run(completeSample());
    const args = [cli.file, 'destroy', 'small', '--yes', ...QUICK, '--endpoint-url', deployment.url];

    // Act
    const child = spawn(process.execPath, args, { env: { ...process.env, ...deployment.environment } });
    child.stdout.once('data', () => child.stdout.destroy());
    const [status] = await deployment.whileTimeRuns(once(child, 'close'));

    // Assess
    expect(status).toBe(141);
    expect(deployment.account.named('datasetGroup')).toEqual(['small']);
  });

  test('exits with 0 if it only prints help', async () => {
    // Act
    const child = spawn(process.execPath, [cli.file, '--help']);
    child.stdout.destroy();
    const [status] = await once(child, 'close');

    // Assess
    expect(status).toBe(0);
  });
});

describe('destroy', () => {
  test('lists what it keeps, both before and after the removal', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    await deployment.account.run(completeSample());
    const other = completeSample('other');
    const { datasets } = completeSample();
    for (const [name, dataset] of Object.entries(other.datasets))
      dataset.schema = datasets[name]?.schema ?? dataset.schema;
    await deployment.account.run(other);

    // Act
    const asked = await deployment.run(['destroy', 'small', ...QUICK]);
    const document = await deployment.whileTimeRuns(
      deployment.json<{ leftBehind: { what: string }[]; schedules: string[] }>([
        ...['destroy', 'small', '--yes', ...QUICK],
      ]),
    );

    // Assess
    const left = document.leftBehind.map(({ what }) => what);
    expect(left).toEqual([
      "schema 'small-interactions-schema'",
      expect.stringMatching(/^s3:\/\/.*train\/small\/config\.json$/),
      expect.stringMatching(/train\/small\/interactions\.csv$/),
      expect.stringMatching(/everything under batch\/small\/ \(\d objects\)$/),
      'import and batch jobs: 3',
      expect.stringContaining('history'),
    ]);
    expect(document.schedules).toEqual([]);
    expect(asked.stdout).not.toContain('- schedule');
    const [, kept = ''] = asked.stdout.split('To be kept:\n');
    for (const what of left) expect(kept).toContain(`  ${what} (`);
  });
});
