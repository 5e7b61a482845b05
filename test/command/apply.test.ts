import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ServiceError } from '../../emulator/core/service';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import {
  completeSample,
  filter,
  interactions,
  interactionsKey,
  parameterFileKey,
  parameterFileOf,
  type Sample,
  sample,
} from '../support/sample';
import { served } from '../support/served';
import { folders } from './support/folder';

const QUICK = ['--yes', '--interval', '0.001'];

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);
const folderOf = folders();

describe('apply', () => {
  test('shows the plan, sends data before the parameter file, follows the run, and sends nothing when repeated', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { dataBucket } = deployment.account.local.names;
    const folder = await folderOf(completeSample());

    // Act: the first time in a separate process, as a person runs it
    const first = await deployment.whileTimeRuns(deployment.run(['apply', folder, ...QUICK], ''));
    const second = await deployment.run(['apply', folder, ...QUICK]);

    // Assess
    expect(first).toMatchObject({ status: 0, stderr: '' });
    const [plan = '', , rest = ''] = first.stdout.split(/\n(Plan: \d+ to create, .*)\n\n/);
    expect(plan).toMatch(/^Plan for deployment 'personalize' in us-east-1, account \d{12}:\n/m);
    expect(plan).toContain("  + create campaign 'small-campaign'\n");
    expect(plan).toContain("\n    campaign 'small-campaign': 720 TPS-hours, 144.00 USD (minProvisionedTPS 1, line ");
    const lines = rest.split('\n');
    expect(lines.slice(0, 5)).toEqual([
      '+ train/small/interactions.csv',
      '+ batch/small/small-segments/job_config.json',
      '+ batch/small/small-solution/job_config.json',
      '+ train/small/config.json',
      `4 files uploaded to ${dataBucket}, 0 unchanged.`,
    ]);
    expect(rest).toMatch(/\n +\d+ min \d+ s {2}CREATING {12}campaign 'small-campaign'\n/);
    expect(rest).toMatch(/\n +\d+ min \d+ s {2}CREATED {13}campaign 'small-campaign' \(5 min( 1 s)?\)\n/);
    expect(rest).toMatch(/\nsmall: SUCCEEDED after .*: \d+ created\.\n.*`personalize-mlops status small`\.\n$/);
    expect(second.status).toBe(0);
    expect(second.stdout).toContain(`0 files uploaded to ${dataBucket}, 4 unchanged.\n`);
  });

  test('sends an unchanged parameter file again if its csv has changed', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const folder = await folderOf(sample());
    await deployment.run(['apply', folder, '--yes', '--no-wait']);
    await writeFile(join(folder, interactionsKey('small')), interactions(1040, 60));

    // Act
    const document = await deployment.json<object>(['apply', folder, '--yes', '--no-wait']);

    // Assess
    expect(document).toMatchObject({ uploaded: [interactionsKey('small'), parameterFileKey('small')], skipped: 0 });
  });

  test('sends an unchanged parameter file again only if its own dataset group has new data', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const folder = await folderOf(sample());
    const other = await folderOf(sample('other'));
    await rename(join(other, 'train/other'), join(folder, 'train/other'));
    await deployment.whileTimeRuns(deployment.run(['apply', folder, ...QUICK]));
    await writeFile(join(folder, interactionsKey('small')), interactions(1040, 60));

    // Act
    const { uploaded } = await deployment.json<{ uploaded: string[] }>(['apply', folder, '--yes', '--no-wait']);

    // Assess
    expect(uploaded).toEqual([interactionsKey('small'), parameterFileKey('small')]);
  });

  test('sends an unchanged parameter file again if a resource was changed manually', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    const folder = await folderOf(sample());
    await deployment.whileTimeRuns(deployment.run(['apply', folder, ...QUICK]));
    const campaignArn = account.local.aws.arn('personalize', 'campaign/small-campaign');
    await account.call('personalize', 'UpdateCampaign', { campaignArn, minProvisionedTPS: 3 });
    await account.settle();

    // Act
    const { status, stdout } = await deployment.whileTimeRuns(deployment.run(['apply', folder, ...QUICK]));

    // Assess
    expect(status).toBe(0);
    expect(stdout).toContain('train/small/config.json is sent again: the plan has changes\n');
    expect(stdout).toMatch(/UPDATED +campaign 'small-campaign'/);
  });

  test.each(['train/config.json', 'train/eu/shop/config.json'])(
    'sends %s and the csv beside it to the same folder of the bucket, and follows the run',
    async (key) => {
      // Prepare
      const deployment = await serve(await openQuick());
      const folder = await folderOf(sample());
      const place = dirname(join(folder, key));
      await mkdir(place, { recursive: true });
      await rename(join(folder, 'train/small/config.json'), join(folder, key));
      await rename(join(folder, 'train/small/interactions.csv'), join(place, 'interactions.csv'));

      // Act
      const { status, stdout } = await deployment.whileTimeRuns(deployment.run(['apply', join(folder, key), ...QUICK]));

      // Assess
      expect(status).toBe(0);
      expect(stdout).toContain(`\n+ ${dirname(key)}/interactions.csv\n+ ${key}\n`);
      expect(stdout).toContain('\nsmall: SUCCEEDED after ');
    },
  );

  test('applies a folder with two dataset groups, and names the group of a created resource and of each result', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const folder = await folderOf(sample());
    await rename(
      await folderOf(sample('other')).then((other) => join(other, 'train/other')),
      join(folder, 'train/other'),
    );

    // Act
    const { status, stdout } = await deployment.whileTimeRuns(deployment.run(['apply', folder, ...QUICK]));

    // Assess
    expect(status).toBe(0);
    expect(stdout).toMatch(/CREATED +other: solution 'other-solution'/);
    expect(stdout).toMatch(/\nother: SUCCEEDED/);
    expect(stdout).toMatch(/\nsmall: SUCCEEDED/);
  });

  test('prints, with --no-wait, a command that follows the run and works even before the run has begun', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const sent = await deployment.run(['apply', await folderOf(sample()), '--yes', '--no-wait']);
    const [, command = ''] = /^Follow the runs with `personalize-mlops ([^`]*)`/m.exec(sent.stdout) ?? [];

    // Act: virtual time does not pass, so the run cannot begin before the command asks.
    const { status, stdout } = await deployment.run([...command.split(' '), '--no-wait', '--json']);

    // Assess
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ uploaded: [], runs: [] });
    expect(command).toMatch(/^apply /);
  });

  /** A folder with two dataset groups, and a deployment whose bucket refuses the object with the given key. */
  async function refusing(key: string) {
    const deployment = await serve(await openQuick());
    const folder = await folderOf(sample());
    await rename(join(await folderOf(sample('other')), 'train/other'), join(folder, 'train/other'));
    deployment.account.local.aws.intercept(async ({ call }, perform) => {
      if (call.operation === 'PutObject' && call.input.Key === key) throw new ServiceError('AccessDenied', 'No.');
      return perform();
    });
    return { deployment, folder };
  }

  test.each([
    [
      'the last parameter file',
      'train/small/config.json',
      "Already sent: 3 of 4 files. A run of dataset group 'other' begins: `personalize-mlops status` shows it then.",
    ],
    ['the first csv', 'train/other/interactions.csv', 'Nothing was sent.'],
    ['the second csv', 'train/small/interactions.csv', 'Already sent: 1 of 4 files. No run begins.'],
  ])('says what was sent, and which runs begin, if S3 refuses %s', async (_, key, says) => {
    // Prepare
    const { deployment, folder } = await refusing(key);

    // Act
    const { status, stdout, stderr } = await deployment.run(['apply', folder, ...QUICK]);

    // Assess
    expect(status).toBe(1);
    expect(stdout.match(/(?<=^\+ ).*/gm)?.sort() ?? []).toEqual(await deployment.account.objects(''));
    expect(stderr).toMatch(/^Error: Access denied: s3:PutObject\./);
    expect(stderr).toContain(`${says} Run \`apply\` again`);
  });

  test('prints a JSON document that lists what was sent, if S3 refuses a file', async () => {
    // Prepare
    const { deployment, folder } = await refusing('train/small/config.json');

    // Act
    const document = await deployment.json(['apply', folder, ...QUICK]);

    // Assess
    expect(document).toMatchObject({
      uploaded: ['train/other/interactions.csv', 'train/small/interactions.csv', 'train/other/config.json'],
      error: expect.stringMatching(/^Access denied: s3:PutObject\./),
      runs: [],
    });
  });
});

describe('the JSON document of a command that can no longer follow its run', () => {
  /**
   * A deployment whose record table refuses the command's credentials after the first call of the given operation (with the
   * given key, if any).
   */
  async function expiring(operation: string, key?: string) {
    const account = await openQuick();
    await account.run(sample());
    const deployment = await serve(account);
    let hasExpired = false;
    account.local.aws.intercept(async ({ service, call, caller }, perform) => {
      if (hasExpired && service === 'dynamodb' && caller.kind === 'administrator')
        throw new ServiceError('ExpiredTokenException', 'The security token has expired.');
      const output = await perform();
      if (call.operation === operation && (key === undefined || call.input.Key === key)) hasExpired = true;
      return output;
    });
    return deployment;
  }

  test('lists what apply has sent, and the error message names a command that shows the run later', async () => {
    // Prepare
    const deployment = await expiring('PutObject', 'train/small/config.json');
    const folder = await folderOf(sample());

    // Act
    const { status, stdout, stderr } = await deployment.run(['apply', folder, '--force', '--json', ...QUICK]);

    // Assess
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      uploaded: ['train/small/config.json'],
      runs: [],
      error: 'AWS refused the credentials (ExpiredTokenException): The security token has expired.',
    });
    expect(stderr).toContain("The run of 'small' may begin later: `personalize-mlops status small` shows it.");
  });

  test('has the id of the run that retry has started', async () => {
    // Prepare
    const deployment = await expiring('StartExecution');

    // Act
    const { status, stdout } = await deployment.run(['retry', 'small', '--json', '--interval', '0.001']);

    // Assess
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      datasetGroup: 'small',
      run: expect.stringMatching(/^[0-9a-f-]{36}$/),
      runs: [],
      error: expect.stringMatching(/^AWS refused the credentials/),
    });
  });
});

interface Case {
  readonly what: string;
  readonly file?: (file: Sample) => void;
  readonly before?: (account: Account, folder: string) => unknown;
  readonly options?: readonly string[];
  readonly status: number;
  readonly says: RegExp;
  readonly sends: boolean;
}

const CASES: readonly Case[] = [
  { what: 'a file that is applied', status: 0, says: /small: SUCCEEDED/, sends: true },
  {
    what: 'a file that is sent with --no-wait',
    options: ['--yes', '--no-wait'],
    status: 0,
    says: /Follow the runs with `personalize-mlops apply \S+`/,
    sends: true,
  },
  {
    what: 'a plan that cannot be confirmed',
    options: [],
    status: 2,
    says: /Plan: \d+ to create[\s\S]*Error: The plan cannot be confirmed.*\nPass --yes/,
    sends: false,
  },
  {
    what: 'a plan that cannot be confirmed, with --json',
    options: ['--json'],
    status: 2,
    says: /"plans": \[[\s\S]*"uploaded": \[\][\s\S]*Error: The plan cannot be confirmed/,
    sends: false,
  },
  {
    what: 'an invalid file',
    file: (file) => {
      file.datasetGroup.serviceConfig.nmae = 'small';
    },
    status: 1,
    says: /unknown-member[\s\S]*Nothing was sent: fix/,
    sends: false,
  },
  {
    what: 'a file with invalid data',
    before: (_account, folder) => writeFile(join(folder, interactionsKey('small')), 'USER_ID,ITEM_ID\nu1,i1\n'),
    status: 1,
    says: /interactions\.csv.*error[\s\S]*Nothing was sent: fix/,
    sends: false,
  },
  {
    what: 'a file whose csv is missing',
    before: (_account, folder) => rm(join(folder, interactionsKey('small'))),
    status: 1,
    says: /blocked dataset import job[\s\S]*no csv file found[\s\S]*Nothing was sent/,
    sends: false,
  },
  {
    what: 'a file in conflict with an existing resource',
    before: async (account) => {
      const file = sample();
      for (const { serviceConfig } of file.solutions) serviceConfig.recipeArn = 'arn:aws:personalize:::recipe/aws-sims';
      await account.run(file);
      await account.call('s3', 'DeleteObject', {
        Bucket: account.local.names.dataBucket,
        Key: interactionsKey('small'),
      });
    },
    status: 1,
    says: /conflict solution 'small-solution'[\s\S]*Nothing was sent: resolve/,
    sends: false,
  },
  {
    what: 'a folder with two files of one dataset group',
    before: async (_account, folder) => {
      await mkdir(join(folder, 'train/copy'));
      await writeFile(join(folder, 'train/copy/config.json'), JSON.stringify(sample()));
    },
    status: 1,
    says: /Several parameter files describe dataset group 'small': \S+, \S+\./,
    sends: false,
  },
  {
    what: 'a file whose run failed',
    before: (account) => account.local.personalize.failNext({ resource: 'campaign/small-campaign', reason: 'No way.' }),
    status: 1,
    says: /FAILED +campaign 'small-campaign'.*No way\.[\s\S]*small: FAILED after .*1 failed[\s\S]*What to do: Fix the cause/,
    sends: true,
  },
  {
    what: 'a file whose run was stopped',
    before: (account) => {
      account.local.stepFunctions.onEvent((event) => {
        if (event.kind !== 'executionStarted' || !/:personalize-run:/.test(event.execution.arn)) return;
        void account.call('states', 'StopExecution', { executionArn: event.execution.arn });
      });
    },
    status: 1,
    says: /small: FAILED[\s\S]*What to do: To run it again/,
    sends: true,
  },
  {
    what: 'a folder whose files S3 refuses',
    before: (account) => {
      account.local.aws.intercept(async ({ call: { operation } }, perform) => {
        if (operation === 'PutObject') throw new ServiceError('AccessDenied', 'Access Denied', 403);
        return perform();
      });
    },
    status: 1,
    says: /^Error: Access denied: s3:PutObject/m,
    sends: false,
  },
  {
    what: 'a file whose promotion rules hold the new version',
    file: (file) => {
      const promotion = { rules: [{ metric: 'coverage', minimum: 0.99 }] };
      for (const solution of file.solutions) solution.workflowConfig = { ...solution.workflowConfig, promotion };
    },
    status: 0,
    says: /small: SUCCEEDED[\s\S]*Decision needed on 1 solution version/,
    sends: true,
  },
  {
    what: 'a file that the deployment refuses',
    before: (account) => {
      // A deployment of another release may have other rules than the command.
      account.local.aws.intercept(async ({ call: { operation, input }, caller }, perform) => {
        const isFile = operation === 'GetObject' && caller.kind === 'role' && String(input.Key).endsWith('.json');
        return isFile ? { ContentLength: 2, Body: Buffer.from('{}') } : perform();
      });
    },
    status: 1,
    says: /small: REFUSED\.[\s\S]*What to do: Fix the parameter file and apply it again\./,
    sends: true,
  },
];

describe('The exit status of apply', () => {
  test('is 1 for a file that a newer upload supersedes', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    const withFilter = (name: string) => ({ ...sample(), filters: [filter(name)] });
    // The run of an earlier upload holds the lock until a newer upload has arrived.
    account.local.personalize.setDuration('solutionVersion', 3600);
    await account.upload(withFilter('earlier'));
    await account.passSeconds(600);
    let runs = 0;
    account.local.stepFunctions.onEvent((event) => {
      if (event.kind !== 'executionStarted' || !/:personalize-run:/.test(event.execution.arn)) return;
      runs += 1;
      if (runs === 1) void account.put(parameterFileOf(withFilter('newer')));
    });

    // Act
    const apply = deployment.run(['apply', await folderOf(sample()), ...QUICK]);
    const { status, stdout } = await deployment.whileTimeRuns(apply);

    // Assess
    expect(stdout).toMatch(
      /small: UNCHANGED.*\n.*superseded this upload.*To use this file after all, apply it again\./,
    );
    expect(status).toBe(1);
  });

  test.each(CASES)('is $status for $what', async ({ file, before, options = QUICK, status, says, sends }) => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    const content = sample();
    file?.(content);
    const folder = await folderOf(content);
    await before?.(account, folder);
    const earlier = await account.objects('');

    // Act
    const result = await deployment.whileTimeRuns(deployment.run(['apply', folder, ...options]));

    // Assess
    expect(`${result.stdout}${result.stderr}`).toMatch(says);
    expect(result.status).toBe(status);
    expect((await account.objects('')).length > earlier.length).toBe(sends);
  });
});
