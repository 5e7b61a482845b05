import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ServiceError } from '../../emulator/core/service';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import {
  completeSample,
  interactions,
  interactionsKey,
  parameterFileKey,
  type Sample,
  sample,
} from '../support/sample';
import { served } from '../support/served';
import { folders } from './support/folder';

const IMPORT = 'personalize-dataset-import-small';
const TRAINING = 'solution-maintenance-full-small-solution';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);
const folderOf = folders();

/** A sample with each type of resource that a custom dataset group can have, and two schedules. */
function scheduled(): Sample {
  const file = completeSample();
  file.datasetGroup.workflowConfig = {
    schedules: { import: { expression: 'cron(30 4 ? * MON-FRI *)', timezone: 'Europe/Berlin' } },
  };
  const [solution] = file.solutions;
  if (solution !== undefined) solution.workflowConfig = { schedules: { full: 'rate(7 days)' } };
  return file;
}

async function uploadedAccount(): Promise<Account> {
  const account = await openQuick();
  await account.run(scheduled());
  return account;
}

async function uploaded() {
  return serve(await uploadedAccount());
}

let readOnly: Promise<Account> | undefined;

/** Serves an account that tests share. Their commands must change nothing. */
async function uploadedToRead() {
  readOnly ??= uploadedAccount();
  return serve(await readOnly);
}

interface PlanDocument {
  readonly changes: readonly {
    readonly action: string;
    readonly type: string;
    readonly name: string;
    readonly note?: string;
  }[];
  readonly unmanaged: readonly unknown[];
}

describe('plan', () => {
  test('is blocked if the bucket has csv in a subfolder, where an import would not read them', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const folder = await folderOf(sample());
    await deployment.account.put({ 'train/small/interactions/2024/part.csv': interactions() });

    // Act
    const { status, stdout } = await deployment.run(['plan', folder]);

    // Assess
    expect(status).toBe(1);
    expect(stdout).toContain('where Personalize does not read them: 2024/part.csv.');
    expect(stdout).toContain('Move them up into that folder, or remove them.');
  });

  test('shows and counts the resources to create, and exits with 2 if --detailed-exitcode is given', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const folder = await folderOf(scheduled());

    // Act
    const people = await deployment.run(['plan', folder]);
    const detailed = await deployment.run(['plan', folder, '--detailed-exitcode', '--json']);

    // Assess
    expect([people.status, detailed.status]).toEqual([0, 2]);
    expect(people.stdout).toContain("  + create campaign 'small-campaign'\n");
    expect(people.stdout).toContain(`  + create schedule '${TRAINING}' (rate(7 days), UTC)\n`);
    expect(people.stdout).toMatch(/\nPlan: 16 to create, 0 to update, 0 conflicts \(0 unchanged\)\.\n$/);
    const [{ changes } = { changes: [] }] = JSON.parse(detailed.stdout) as PlanDocument[];
    expect(changes.map(({ action }) => action)).toEqual(Array(16).fill('create'));
  });

  test('exits with 1 for wrong usage if --detailed-exitcode is given, because 2 would mean changes', async () => {
    // Act
    const wrong = ['nowhere', '--nowhere'].map((path) => ['plan', path, '--detailed-exitcode']);
    const statuses = await Promise.all(wrong.map(async (words) => (await cli.run(words)).status));

    // Assess
    expect(statuses).toEqual([1, 1]);
  });

  test('shows old and new values of updates, how to resolve conflicts, and which resources are no longer in the file', async () => {
    // Prepare
    const deployment = await uploadedToRead();
    const file = scheduled();
    const [solution] = file.solutions;
    const [campaign] = solution?.campaigns ?? [];
    if (campaign !== undefined) campaign.serviceConfig.minProvisionedTPS = 5;
    if (solution?.workflowConfig?.schedules) solution.workflowConfig.schedules.full = 'rate(14 days)';
    file.filters[0] = {
      serviceConfig: {
        name: 'small-other',
        filterExpression: 'INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("click")',
      },
    };
    file.eventTracker = { serviceConfig: { name: 'other-tracker' } };
    const folder = await folderOf(file);

    // Act
    const { status, stdout } = await deployment.run(['plan', folder, '--detailed-exitcode']);

    // Assess
    expect(status).toBe(1);
    expect(stdout).toContain("  ~ update campaign 'small-campaign'\n      minProvisionedTPS: 1 -> 5\n");
    expect(stdout).toContain(
      `  ~ update schedule '${TRAINING}' (time zone UTC)\n      ScheduleExpression: "rate(7 days)" -> "rate(14 days)"\n`,
    );
    expect(stdout).toContain(
      '  ! conflict event tracker \'other-tracker\'\n      name: "small-tracker" -> "other-tracker"\n      A dataset group has one',
    );
    expect(stdout).toContain("Not in the file any more:\n    filter 'small-filter': ACTIVE\n");
    expect(stdout).toContain('\nPlan: 1 to create, 2 to update, 1 conflict (');
  });

  test('says of a new and of an updated solution that its automatic training starts soon and is billed', async () => {
    // Prepare
    const deployment = await uploadedToRead();
    const file = scheduled();
    const [solution] = file.solutions;
    if (solution === undefined) throw new Error('The sample has no solution.');
    solution.serviceConfig.performAutoTraining = true;
    file.solutions.push({ serviceConfig: { ...solution.serviceConfig, name: 'small-automatic' } });
    const folder = await folderOf(file);
    const note =
      'a billed automatic training starts within an hour, unless another training of the solution begins first';

    // Act
    const people = await deployment.run(['plan', folder]);
    const { stdout } = await deployment.run(['plan', folder, '--json']);

    // Assess
    expect(people.stdout).toContain(`  ~ update solution 'small-solution' (${note})\n`);
    expect(people.stdout).toContain(`  + create solution 'small-automatic' (${note})\n`);
    const [{ changes } = { changes: [] }] = JSON.parse(stdout) as PlanDocument[];
    const marked = changes.filter((change) => change.note === note).map(({ action, type }) => `${action} ${type}`);
    expect(marked).toEqual(['update solution', 'create solution']);
  });

  test('shows no changes after an upload of the same file', async () => {
    // Prepare
    const deployment = await uploadedToRead();
    const folder = await folderOf(scheduled());

    // Act
    const { status, stdout } = await deployment.run(['plan', folder, '--detailed-exitcode']);

    // Assess
    expect(status).toBe(0);
    expect(stdout).toContain('No changes: 16 unchanged.');
  });

  test('is blocked if the csv of a dataset does not exist', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const folder = await folderOf(scheduled());
    await rm(join(folder, interactionsKey('small')));

    // Act
    const { status, stdout } = await deployment.run(['plan', folder]);

    // Assess
    expect(status).toBe(1);
    expect(stdout).toMatch(
      / {2}! blocked dataset import job of .*'small-interactions'\n {6}no csv file found; expected s3:\S+\/\*\.csv or \S+\.csv\.\n {6}Upload the csv before the parameter file/,
    );
    expect(stdout).toMatch(/, 0 conflicts, 1 blocked \(/);
  });

  test('is blocked if the filter of a batch job is in another account', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const file = scheduled();
    const filterArn = 'arn:aws:personalize:us-east-1:999999999999:filter/small-filter';
    for (const job of file.solutions[0]?.batchInferenceJobs ?? []) Object.assign(job, { serviceConfig: { filterArn } });

    // Act
    const { status, stdout } = await deployment.run(['plan', await folderOf(file)]);

    // Assess
    expect(status).toBe(1);
    expect(stdout).toMatch(
      / {2}! blocked batch inference job .*\n {6}its filter \S+ is in another account or region, where the job cannot use it\.\n {6}Replace filterArn by "filterName": "small-filter"\./,
    );
    expect(stdout).toMatch(/, 0 conflicts, 1 blocked \(/);
  });
});

describe('status', () => {
  test('shows runs, resources and next runs', async () => {
    // Prepare
    const deployment = await uploadedToRead();

    // Act
    const { status, stdout } = await deployment.run(['status']);

    // Assess
    expect(status).toBe(0);
    expect(stdout).toContain("Dataset group 'small'");
    expect(stdout).toMatch(/personalize-workflow +upload +2026-01-05 00:00 UTC +SUCCEEDED/);
    expect(stdout).toMatch(/Campaign +small-campaign +ACTIVE +\d+ (s|min)/);
    expect(stdout).toMatch(new RegExp(`${IMPORT} +ENABLED +2026-01-05 04:30 Europe/Berlin`));
  });

  test('lists the refusal of a file without a dataset group under the group whose file in force has the same key', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    await deployment.account.put({
      'train/other/interactions.csv': interactions(),
      'train/other/config.json': JSON.stringify(sample()),
      'train/small/interactions.csv': interactions(),
      'train/small/config.json': JSON.stringify(sample('other')),
    });
    await deployment.account.settle();
    await deployment.account.put({ 'train/other/config.json': '{}' });
    await deployment.account.settle();

    // Act
    const groups = await deployment.json<{ datasetGroup: string; runs: { status: string }[] }[]>(['status']);

    // Assess
    const statuses = groups.map(({ datasetGroup, runs }) => [datasetGroup, runs.map(({ status }) => status)]);
    expect(Object.fromEntries(statuses)).toEqual({
      small: ['REFUSED', 'SUCCEEDED'],
      other: ['SUCCEEDED'],
    });
  });

  test('shows the state of a run, and with --watch follows the run to its end', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    deployment.account.local.personalize.setDuration('solutionVersion', 3600);
    await deployment.account.upload(scheduled());
    await deployment.account.passSeconds(600);

    // Act
    const [now] = await deployment.json<{ runs: object[]; resources: object[] }[]>(['status', 'small']);
    const watched = await deployment.whileTimeRuns(
      deployment.run(['status', 'small', '--watch', '--interval', '0.001']),
    );

    // Assess
    expect(now?.runs).toMatchObject([
      {
        status: 'RUNNING',
        trigger: 'upload',
        states: [/^solution version of solution 'small-solution' \(CREATE/, /small-segments/].map((each) =>
          expect.stringMatching(each),
        ),
      },
    ]);
    expect(now?.resources).toContainEqual(
      expect.objectContaining({ type: 'solutionVersion', status: 'CREATE IN_PROGRESS' }),
    );
    expect(watched.status).toBe(0);
    expect(watched.stdout).toMatch(/RUNNING +solution version of .* for \d+ (min|h)/);
    expect(watched.stdout.trim().split("Dataset group 'small'").at(-1)).toMatch(
      /upload +2026-01-05 00:00 UTC +SUCCEEDED/,
    );
  });

  test('shows refused files in folders below train/eu/, even a file that names no dataset group', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const file = { ...sample(), filter: [] };
    await deployment.account.put({
      'train/eu/notin/config.json': JSON.stringify(file),
      'train/eu/broken/config.json': '{',
    });
    await deployment.account.settle();

    // Act
    const all = await deployment.run(['status']);
    const one = await deployment.json<object[]>(['status', 'small']);

    // Assess
    const { dataBucket } = deployment.account.local.names;
    expect(all.stdout).toContain(`Refused files in s3://${dataBucket}/train/eu/notin/\n`);
    expect(all.stdout).toContain(`Refused files in s3://${dataBucket}/train/eu/broken/\n`);
    expect(all.stdout.match(/REFUSED +Parameter file s3:/g)).toHaveLength(2);
    expect(one).toMatchObject([
      {
        datasetGroup: 'small',
        runs: [{ status: 'REFUSED', file: `s3://${dataBucket}/train/eu/notin/config.json` }],
      },
    ]);
  });

  test('says before the first upload that there are no uploads yet, and later names a destroyed dataset group', async () => {
    // Prepare
    const deployment = await serve(await openQuick());

    // Act
    const before = await deployment.run(['status']);
    await deployment.account.run(sample());
    await deployment.whileTimeRuns(deployment.run(['destroy', 'small', '--yes', '--interval', '0.001']));
    const after = await deployment.run(['status']);
    const ofGroup = await deployment.run(['status', 'small']);
    const document = await deployment.json<object[]>(['status']);

    // Assess
    expect(document).toEqual([
      { datasetGroup: 'small', destroyedAt: expect.stringMatching(/Z$/), runs: [], resources: [], tasks: [] },
    ]);
    expect(before.stdout).toBe('No uploads yet. `personalize-mlops apply` sends parameter files.\n');
    expect(after.stdout).toMatch(
      /^No dataset groups\.\nDataset group 'small' was destroyed \d[\w ]+ ago: `personalize-mlops status small` shows its runs\.\n$/,
    );
    expect(ofGroup.stdout).toMatch(/^Dataset group 'small', destroyed \d[\w ]+ ago\n\nRUN +WORKFLOW/);
  });

  test('names all destroyed dataset groups, even if a file of one group was refused before its destruction', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    await deployment.account.run(sample());
    await deployment.account.run(sample('other'));
    await deployment.account.put({ [parameterFileKey('small')]: JSON.stringify({ ...sample(), filter: [] }) });
    await deployment.account.settle();
    for (const group of ['small', 'other'])
      await deployment.whileTimeRuns(deployment.run(['destroy', group, '--yes', '--interval', '0.001']));

    // Act
    const { stdout } = await deployment.run(['status']);

    // Assess
    expect(stdout.match(/^Dataset group '\w+' was destroyed /gm)).toEqual([
      "Dataset group 'small' was destroyed ",
      "Dataset group 'other' was destroyed ",
    ]);
    expect(stdout).not.toContain('No parameter file is in force.');
  });

  test('shows the name that the parameter file gives to a solution version', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const file = sample();
    for (const { serviceConfig } of file.solutions) serviceConfig.solutionVersion = { name: 'tuned' };
    await deployment.account.run(file);

    // Act
    const { stdout } = await deployment.run(['status', 'small']);

    // Assess
    expect(stdout).toMatch(/Solution Version +small-solution\/\w+ \(tuned\) +ACTIVE/);
  });

  test('shows the tracking id with which applications send events', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const file = sample();
    file.eventTracker = { serviceConfig: { name: 'small-tracker' } };
    await deployment.account.run(file);
    const call = async (operation: string, input: Readonly<Record<string, unknown>>) =>
      (await deployment.account.call('personalize', operation, input)) as Record<string, unknown>;
    const { eventTrackers } = await call('ListEventTrackers', {});
    const [{ eventTrackerArn }] = eventTrackers as [{ eventTrackerArn: string }];
    const { eventTracker } = await call('DescribeEventTracker', { eventTrackerArn });
    const { trackingId } = eventTracker as { trackingId: string };

    // Act
    const { stdout } = await deployment.run(['status', 'small']);
    const [group] = await deployment.json<[{ resources: object[] }]>(['status', 'small']);

    // Assess
    expect(trackingId).not.toBe('');
    expect(stdout).toContain(`\nTracking ID of event tracker 'small-tracker': ${trackingId}\n`);
    expect(group.resources).toContainEqual(expect.objectContaining({ arn: eventTrackerArn, trackingId }));
    expect(group.resources.filter((resource) => 'trackingId' in resource)).toHaveLength(1);
  });

  test.each([
    ['--data', '--watch'],
    ['--capacity', '--watch'],
    ['--data', '--capacity'],
  ])('refuses %s together with %s, instead of ignoring one of these options', async (one, other) => {
    // Act
    const { status, stderr } = await cli.run(['status', 'small', one, other]);

    // Assess
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: option '--\w+' cannot be used with option '--\w+'/);
  });

  test('says, if --data or --capacity is given, that the dataset group has not been checked yet', async () => {
    // Prepare
    const deployment = await uploadedToRead();

    // Act
    const data = await deployment.run(['status', 'small', '--data']);
    const capacity = await deployment.run(['status', 'small', '--capacity']);

    // Assess
    expect(data).toMatchObject({ status: 0, stdout: expect.stringContaining('No checks of rows are recorded') });
    expect(capacity).toMatchObject({ status: 0, stdout: expect.stringContaining('Not checked yet') });
  });
});

describe('schedules', () => {
  test('are listed with their next runs', async () => {
    // Prepare
    const deployment = await uploadedToRead();

    // Act
    const people = await deployment.run(['schedules', 'list']);
    const document = await deployment.json<object[]>(['schedules', 'list', 'small']);

    // Assess
    expect(people.stdout).toMatch(
      new RegExp(
        `small +${IMPORT} +yes +cron\\(30 4 \\? \\* MON-FRI \\*\\), Europe/Berlin +2026-01-05 04:30 Europe/Berlin`,
      ),
    );
    expect(document).toMatchObject([{ name: IMPORT, nextRun: '2026-01-05T03:30:00.000Z' }, { name: TRAINING }]);
  });

  test('are described in words, with their last runs, and with their next five runs in their own time zone', async () => {
    // Prepare
    const deployment = await uploaded();
    await deployment.account.passHours(5);

    // Act
    const { stdout } = await deployment.run(['schedules', 'describe', IMPORT]);

    // Assess
    expect(stdout).toContain('In words       At 04:30, Monday through Friday, Europe/Berlin\n');
    expect(stdout).toMatch(/Workflow +dataset-import\n/);
    expect(stdout).toMatch(
      /Last runs\n {2}[0-9a-f]{8} {2}2026-01-05 03:30 UTC {2}UNCHANGED {2}No csv has changed since its last import.\n/,
    );
    expect(stdout.split('Next runs\n')[1]?.trimEnd().split('\n')).toEqual([
      '  2026-01-06 04:30 Europe/Berlin',
      '  2026-01-07 04:30 Europe/Berlin',
      '  2026-01-08 04:30 Europe/Berlin',
      '  2026-01-09 04:30 Europe/Berlin',
      '  2026-01-12 04:30 Europe/Berlin',
    ]);
  });

  test('are described with their last runs, even if another schedule has run 250 times since', async () => {
    // Prepare
    const deployment = await uploaded();
    const { account } = deployment;
    await account.passHours(5);
    for (let minute = 0; minute < 250; minute += 1) {
      const startedAt = new Date(account.local.clock.now() + minute * 60_000).toISOString();
      const run = { datasetGroup: 'small', item: `run#${startedAt}#other`, startedAt, trigger: TRAINING };
      const texts = {
        ...run,
        status: 'SUCCEEDED',
        workflow: 'solution-maintenance',
        file: 's3://b/k',
        fileVersion: '1',
      };
      const Item = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, { S: text }]));
      await account.call('dynamodb', 'PutItem', { TableName: account.local.names.recordTable, Item });
    }

    // Act
    const { stdout } = await deployment.run(['schedules', 'describe', IMPORT]);

    // Assess
    expect(stdout).toMatch(/Last runs\n {2}[0-9a-f]{8} {2}2026-01-05 03:30 UTC {2}UNCHANGED/);
  });

  test('remain deactivated after an upload of a changed file, until an operator activates them', async () => {
    // Prepare
    const deployment = await uploaded();
    const state = async () => (await deployment.account.schedules()).find(({ Name }) => Name === IMPORT)?.State;

    // Act
    const off = await deployment.run(['schedules', 'deactivate', IMPORT]);
    const changed = scheduled();
    changed.filters = [];
    await deployment.account.run(changed);
    const afterUpload = await state();
    const on = await deployment.json<object>(['schedules', 'activate', IMPORT]);

    // Assess
    expect(off.stdout).toContain(`${IMPORT} stays deactivated`);
    expect(afterUpload).toBe('DISABLED');
    expect(on).toMatchObject({ name: IMPORT, active: true });
    expect(await state()).toBe('ENABLED');
  });

  test('can be run immediately, and the command follows that run to its end', async () => {
    // Prepare
    const deployment = await uploaded();
    const versions = deployment.account.count('solutionVersion');

    // Act
    const { status, stdout } = await deployment.whileTimeRuns(
      deployment.run(['schedules', 'run', TRAINING, '--interval', '0.001']),
    );
    const described = await deployment.run(['schedules', 'describe', TRAINING]);

    // Assess
    expect(status).toBe(0);
    expect(stdout).toContain(`${TRAINING}: the run has started. Its progress: \`personalize-mlops runs show `);
    expect(stdout).toMatch(/small: SUCCEEDED after .*: 1 created/);
    expect(deployment.account.count('solutionVersion')).toBe(versions + 1);
    expect(described.stdout).toMatch(/Last runs\n {2}[0-9a-f]{8} {2}2026-01-05 00:\d\d UTC {2}SUCCEEDED {2}manual/);
  });

  test('cannot be run if they do not exist, and the message names the command that lists all tasks', async () => {
    // Prepare
    const deployment = await uploadedToRead();

    // Act
    const { status, stderr } = await deployment.run(['schedules', 'run', 'nothing']);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toBe(`Error: Task 'nothing' not found.\n\`personalize-mlops schedules list\` lists the tasks.\n`);
  });
});

describe('an error message', () => {
  test('for an unknown deployment names the missing SSM parameter, the region and the option --outputs', async () => {
    // Prepare
    const deployment = await serve(await openQuick());

    // Act
    const { status, stdout, stderr } = await deployment.run(['status', '--name', 'other', '--region', 'us-east-1']);

    // Assess
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(
      "Deployment 'other' not found in region us-east-1: SSM parameter /other/names does not exist.",
    );
    expect(stderr).toContain('--outputs FILE');
  });

  test('for missing credentials names the option --profile', async () => {
    // Prepare
    const deployment = await serve(await openQuick());

    // Act
    const { status, stderr } = await cli.run(['status', '--region', 'us-east-1', '--endpoint-url', deployment.url]);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain('AWS credentials not found');
    expect(stderr).toContain('--profile');
  });

  test('for a missing region says how to set the region', async () => {
    // Act
    const { status, stderr } = await cli.run(['status']);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toBe(
      'Error: The AWS region is missing.\nPass --region, set AWS_REGION, or add a region to the profile.\n',
    );
  });

  test('for a missing permission names the denied action', async () => {
    // Prepare
    const deployment = await uploaded();
    deployment.account.local.aws.intercept(async ({ call, overWire }, perform) => {
      if (overWire && call.operation === 'ListSolutions') {
        throw new ServiceError(
          'AccessDeniedException',
          'User: arn:aws:iam::123456789012:user/ops is not authorized to perform: personalize:ListSolutions on resource: *',
        );
      }
      return perform();
    });

    // Act
    const { status, stderr } = await deployment.run(['status', 'small']);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain('Access denied: personalize:ListSolutions.');
  });
});

describe('--outputs', () => {
  test('makes a command read the resource names of the deployment from a file of Terraform outputs', async () => {
    // Prepare
    const deployment = await uploadedToRead();
    const { Parameter: parameter } = await deployment.account.call<{ Parameter: { Value: string } }>(
      'ssm',
      'GetParameter',
      {
        Name: '/personalize/names',
      },
    );
    const names: Record<string, string> = JSON.parse(parameter.Value);
    const outputs = Object.entries(names).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      { value },
    ]);
    const folder = await folderOf(scheduled());
    const path = join(folder, 'outputs.json');
    await writeFile(path, JSON.stringify(Object.fromEntries(outputs)));

    // Act
    const { status, stdout } = await deployment.run(['schedules', 'list', '--outputs', path, '--name', 'whatever']);

    // Assess
    expect(status).toBe(0);
    expect(stdout).toContain(IMPORT);
  });
});

test.each([
  ['schedules describe', ['schedules', 'describe', IMPORT]],
  ['schedules deactivate', ['schedules', 'deactivate', IMPORT]],
  ['schedules run', ['schedules', 'run', IMPORT, '--no-wait']],
  ['import-dataset-group', ['import-dataset-group', '-d', 'small', '-p', 'train/small/config.json']],
])('%s prints one JSON document and nothing else with --json', async (_command, command) => {
  // Prepare
  const deployment = await uploaded();

  // Act
  const { status, stdout, stderr } = await deployment.run([...command, '--json']);

  // Assess
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(Object.keys(JSON.parse(stdout)).length).toBeGreaterThan(0);
});

test.each(['status', 'status --data', 'status --capacity', 'schedules list'])(
  '`%s` refuses an unknown dataset group',
  async (command) => {
    // Prepare
    const deployment = await serve(await openQuick());

    // Act
    const answer = await deployment.run([...command.split(' '), 'nobody']);

    // Assess
    const message = "Dataset group 'nobody' not found, and no accepted upload of it is recorded.";
    expect(answer).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining(message) });
  },
);
