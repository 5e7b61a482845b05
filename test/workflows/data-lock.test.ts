import { CallerEnded } from '../../emulator/core/aws';
import { type Call, ServiceError } from '../../emulator/core/service';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { filter, interactions, interactionsKey, parameterFileOf, sample, solution } from '../support/sample';
import { hangAt } from './support/hanging-functions';

const { openQuick } = accounts();

/** Lets time pass until a training is CREATE PENDING. */
async function waitForTraining(account: Account): Promise<void> {
  const isBeginning = () => account.resources().some((each) => /^solutionVersion .* CREATE PENDING$/.test(each));
  while (!isBeginning()) await account.passSeconds(1);
}

/**
 * A file with an import at 2:01, and one training each at 2:00, 2:01, 2:02 and 2:03. When one training has begun, the
 * next one is due.
 */
function staggered() {
  const file = sample();
  file.datasetGroup.workflowConfig = { schedules: { import: 'cron(1 2 * * ? *)' } };
  file.solutions = [0, 1, 2, 3].map((minute) => ({
    ...solution(`solution-${minute}`),
    workflowConfig: { schedules: { full: `cron(${minute} 2 * * ? *)` } },
  }));
  return file;
}

/** Requested imports and trainings, in order: `import`, or the name of the solution. */
function begun(account: Account): readonly string[] {
  return account.changes
    .filter(({ status, type }) => status === 'CREATE PENDING' && /^(?:datasetImportJob|solutionVersion)$/.test(type))
    .map(({ type, arn }) => (type === 'datasetImportJob' ? 'import' : (arn.split('/')[1] ?? '')));
}

/** Opens an account with new csv, in which a training takes a minute to begin. */
async function openWithNewCsv(): Promise<Account> {
  const account = await openQuick();
  await account.run(staggered());
  account.local.personalize.setDuration('solutionVersion', 1200);
  await account.put({ [interactionsKey('small')]: interactions(1080) });
  await account.waitForHour(1);
  account.changes.length = 0;
  return account;
}

describe('an import that is due while a training begins', () => {
  it('waits until Personalize has begun to train', async () => {
    // Prepare
    const account = await openWithNewCsv();

    // Act
    await account.runTask('solution-maintenance-full-solution-0');
    await account.passSeconds(20);
    await account.runTask('personalize-dataset-import-small');
    await account.passSeconds(600);

    // Assess
    const order = account.changes.map(({ type, status }) => `${type} ${status}`);
    expect(order.slice(0, 3)).toEqual([
      'solutionVersion CREATE PENDING',
      'solutionVersion CREATE IN_PROGRESS',
      'datasetImportJob CREATE PENDING',
    ]);
  });

  it('comes before trainings that are due later, so that these trainings use its data and never delay the import', async () => {
    // Prepare
    const account = await openWithNewCsv();

    // Act: the import asks for the lock every five seconds, and the later trainings one to three seconds after it. So
    // the first to ask once the first training has begun is a later training
    await account.runTask('solution-maintenance-full-solution-0');
    await account.passSeconds(23);
    await account.runTask('personalize-dataset-import-small');
    for (const later of ['solution-1', 'solution-2', 'solution-3']) {
      await account.passSeconds(1);
      await account.runTask(`solution-maintenance-full-${later}`);
    }
    await account.passSeconds(600);

    // Assess
    expect(begun(account)).toHaveLength(5);
    expect(begun(account).slice(0, 2)).toEqual(['solution-0', 'import']);
  });
});

describe('an import that is due while an upload begins a training', () => {
  it('waits until Personalize has begun to train, even if the upload polls a filter in the meantime', async () => {
    // Prepare: a training takes a minute to begin; a filter is polled after half a minute
    const account = await openQuick();
    const file = withSchedules();
    await account.run(file);
    account.local.personalize.setDuration('solutionVersion', 1200);
    account.local.personalize.setDuration('filter', 1200);
    file.solutions.push(solution('another'));
    file.filters.push(filter('chosen'));
    account.changes.length = 0;

    // Act
    await account.put(parameterFileOf(file));
    await waitForTraining(account);
    await account.put({ [interactionsKey('small')]: interactions(1080) });
    await account.runTask('personalize-dataset-import-small');
    await account.settle();

    // Assess
    const order = account.changes.map(({ type, status }) => `${type} ${status}`);
    expect(order.indexOf('datasetImportJob CREATE PENDING')).toBeGreaterThan(
      order.indexOf('solutionVersion CREATE IN_PROGRESS'),
    );
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
  });
});

describe('an import that is due while a function hangs just before it releases the lock on the data', () => {
  it('waits until Personalize has begun the training that a second invocation of this function has requested', async () => {
    // Prepare: the upload has nothing to train for the solution that exists, and releases its lock on the data. A training takes a minute
    // to begin
    const account = await openQuick();
    const file = sample();
    file.datasetGroup.workflowConfig = { schedules: { import: 'cron(0 2 1 * ? *)' } };
    await account.run(file);
    account.local.personalize.setDuration('solution', 1);
    account.local.personalize.setDuration('solutionVersion', 1200);
    const isRelease = ({ operation, input }: Call) =>
      operation === 'PutItem' && /^(?=.*STARTED).*lockedOutSince/.test(JSON.stringify(input));
    const hasHung = hangAt(account, isRelease, 'AFTER');
    file.solutions.push(solution('another'));
    account.changes.length = 0;

    // Act
    await account.put(parameterFileOf(file));
    await waitForTraining(account);
    await account.put({ [interactionsKey('small')]: interactions(1080) });
    await account.runTask('personalize-dataset-import-small');
    await account.settle();

    // Assess
    const timeOf = (name: string, status: string) =>
      account.changes.find((change) => change.arn.includes(name) && change.status === status)?.at ?? Number.NaN;
    expect(hasHung()).toBe(true);
    expect(timeOf('dataset-import-job/', 'CREATE PENDING')).toBeGreaterThan(
      timeOf('solution/another/', 'CREATE IN_PROGRESS'),
    );
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
  });
});

describe('an import that is due while trainings begin one after the other', () => {
  it('does not wait for trainings that are due later', async () => {
    // Prepare
    const account = await openWithNewCsv();

    // Act
    await account.passHours(3);

    // Assess
    const order = begun(account);
    expect(order).toHaveLength(5);
    for (const later of ['solution-2', 'solution-3'])
      expect(order.indexOf(later)).toBeGreaterThan(order.indexOf('import'));
  });
});

/** A file with a solution that is trained at 2:00 by its schedule, and with data that are imported at 2:30. */
function withSchedules() {
  const file = sample();
  file.datasetGroup.workflowConfig = { schedules: { import: 'cron(30 2 * * ? *)' } };
  file.solutions = [{ ...solution('scheduled'), workflowConfig: { schedules: { full: 'cron(0 2 * * ? *)' } } }];
  return file;
}

/** More writes than a run makes between the request for a training and the release of its locks. */
const WRITES = 7;

/** Interrupts `ensure-resources` once, at its nth write after the next request for a training. */
function endAfterWrite(account: Account, nth: number): void {
  let run = '';
  let writes = 0;
  account.local.aws.intercept(async ({ service, call: { operation, input }, caller }, perform) => {
    const output = await perform();
    if (operation === 'CreateSolutionVersion' && run === '')
      run = (await account.executions('run', 'RUNNING'))[0]?.name ?? '';
    const isWrite = service === 'dynamodb' && /^(?:Put|Update|Delete)Item$/.test(operation);
    const isOfRun = run !== '' && JSON.stringify(input).includes(run);
    if (!isWrite || !isOfRun || caller.kind !== 'role' || !caller.roleName.includes('ensure-resources')) return output;
    writes += 1;
    if (writes === nth) throw new CallerEnded('Runtime exited with error');
    return output;
  });
}

function refuseTraining({ local }: Account, name: string): void {
  local.aws.intercept(({ call: { operation, input } }, perform) => {
    if (operation === 'CreateSolutionVersion' && String(input.solutionArn).endsWith(`/${name}`))
      throw new ServiceError('InvalidInputException', 'The solution cannot be trained.', 400);
    return perform();
  });
}

/** The imports and campaigns that became ACTIVE, in order. */
function completed({ changes }: Account): readonly string[] {
  return changes
    .filter(({ type, status }) => status === 'ACTIVE' && /^(?:datasetImportJob|campaign)$/.test(type))
    .map(({ type }) => type);
}

describe('an import during an upload', () => {
  it('does not wait for the end of a long training that a scheduled run has begun', async () => {
    // Prepare
    const account = await openQuick();
    const file = withSchedules();
    await account.run(file);
    account.local.personalize.setDuration('solutionVersion', 3 * 3600);
    await account.waitForHour(2);
    await account.passSeconds(300);
    account.changes.length = 0;
    file.solutions.push(solution('another'));

    // Act
    await account.put(parameterFileOf(file));
    await account.passSeconds(600);
    await account.put({ [interactionsKey('small')]: interactions(1080) });
    await account.passSeconds(3600);

    // Assess
    expect(begun(account)).toEqual(['another', 'import']);
  });

  it.each([
    { when: 'after the training has begun', seconds: 1800, first: 1 },
    { when: 'while the training begins', seconds: 0, first: 2 },
  ])(
    'that is due $when does not wait for the campaign of the upload, even if a function of the upload is interrupted',
    async ({ seconds, first }) => {
      // Prepare: the function is interrupted after every other write, each time in another upload
      const account = await openQuick();
      account.local.personalize.setQuota('solution', 100);
      account.local.personalize.setQuota('campaign', 100);
      const file = sample();
      file.datasetGroup.workflowConfig = { schedules: { import: 'cron(0 2 1 * ? *)' } };
      await account.run(file);
      // A training takes a minute to begin.
      account.local.personalize.setDuration('solutionVersion', 1200);
      account.local.personalize.setDuration('campaign', 1800);

      for (let nth = first; nth <= WRITES; nth += 2) {
        // Act
        account.changes.length = 0;
        file.solutions = [solution(`solution-${nth}`, [`campaign-${nth}`])];
        endAfterWrite(account, nth);
        await account.put(parameterFileOf(file));
        await waitForTraining(account);
        await account.passSeconds(seconds);
        await account.put({ [interactionsKey('small')]: interactions(1080 + nth) });
        await account.runTask('personalize-dataset-import-small');
        await account.passSeconds(5000 - seconds);

        // Assess
        expect(completed(account).slice(-2)).toEqual(['datasetImportJob', 'campaign']);
      }
      expect(new Set((await account.runs()).map(({ status }) => status))).toEqual(new Set(['SUCCEEDED']));
    },
  );

  it('does not wait for the campaign of one solution after Personalize has refused to train another solution', async () => {
    // Prepare: a trained solution gets a campaign, which takes four hours
    const account = await openQuick();
    const file = sample();
    file.datasetGroup.workflowConfig = { schedules: { import: 'cron(0 2 1 * ? *)' } };
    file.solutions = [solution('trained')];
    await account.run(file);
    account.local.personalize.setDuration('campaign', 4 * 3600);
    file.solutions = [solution('trained', ['campaign']), solution('refused')];
    refuseTraining(account, 'refused');
    account.changes.length = 0;
    await account.put(parameterFileOf(file));
    await account.passSeconds(1800);

    // Act
    await account.put({ [interactionsKey('small')]: interactions(1080) });
    await account.runTask('personalize-dataset-import-small');
    await account.settle();

    // Assess
    expect(completed(account)).toEqual(['datasetImportJob', 'campaign']);
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'FAILED', 'SUCCEEDED']);
  });
});
