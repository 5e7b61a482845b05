import { ServiceError } from '../../emulator/core/service';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { filter, parameterFileOf, type Sample, sample, withItems } from '../support/sample';
import { wakeUpRarely, withEditedMachine } from './support/edited-machine';

const { openQuick } = accounts();

/** Prevents the stop of nested executions, which is best effort in Step Functions. */
function keepNested({ local }: Account): void {
  local.aws.intercept(({ call, caller }, perform) => {
    if (call.operation === 'StopExecution' && caller.kind === 'role')
      throw new ServiceError('ThrottlingException', 'Rate exceeded', 400);
    return perform();
  });
}

/**
 * Uploads the sample, and stops its run during the training, as an operator does in the console.
 * @param beforeStop lets time pass before the stop
 */
async function stopDuringTraining(account: Account, beforeStop = async () => {}): Promise<void> {
  keepNested(account);
  account.local.personalize.setDuration('solutionVersion', 1200);
  await account.upload(sample());
  const isTraining = () => account.resources().some((each) => /^solutionVersion .* CREATE IN_PROGRESS$/.test(each));
  while (!isTraining()) await account.passSeconds(30);
  await beforeStop();
  const [run] = await account.executions('run', 'RUNNING');
  await account.call('states', 'StopExecution', { executionArn: run?.executionArn });
}

/** A file with trainings at 2:00, and with this minProvisionedTPS of its campaign. */
function training(minProvisionedTPS: number): Sample {
  const file = sample();
  for (const solution of file.solutions) {
    solution.workflowConfig = { schedules: { full: 'cron(0 2 * * ? *)' } };
    for (const { serviceConfig } of solution.campaigns ?? []) Object.assign(serviceConfig, { minProvisionedTPS });
  }
  return file;
}

/** Virtual milliseconds at which executions of `ensure-resources` ended. */
function endsOfLoops({ local: { stepFunctions, clock } }: Account): readonly number[] {
  const ends: number[] = [];
  stepFunctions.onEvent(({ kind, execution: { stateMachine } }) => {
    if (kind === 'executionFinished' && stateMachine.name.endsWith('ensure-resources')) ends.push(clock.now());
  });
  return ends;
}

describe('a run that is stopped while its nested execution continues', () => {
  it('creates nothing more when its training has ended', async () => {
    // Prepare
    const account = await openQuick();

    // Act
    await stopDuringTraining(account);
    await account.settle();

    // Assess
    expect(account.counts()).toMatchObject({ solutionVersion: 1 });
    expect(account.named('campaign')).toEqual([]);
    expect((await account.runs()).map(({ status }) => status)).toEqual(['FAILED']);
    expect(account.local.sns.messages()).toHaveLength(1);
  });

  it('creates neither schemas nor datasets when its dataset group becomes ACTIVE after the stop', async () => {
    // Prepare
    const account = await openQuick();
    keepNested(account);
    account.local.personalize.setDuration('datasetGroup', 300);
    await account.upload(sample());
    await account.passSeconds(60);
    const [run] = await account.executions('run', 'RUNNING');

    // Act
    await account.call('states', 'StopExecution', { executionArn: run?.executionArn });
    await account.passSeconds(3600);

    // Assess
    expect(account.resources()).toEqual(['datasetGroup small ACTIVE']);
    expect(await account.running()).toEqual([]);
  });

  it.each([
    ['schema', 'CreateSchema', 0],
    ['filter', 'CreateFilter', 2],
  ] as const)('creates no %s except the one whose creation hung before the stop', async (type, operation, refusals) => {
    // Prepare: Personalize first refuses each filter once. The call hangs for 14 s; the SDK would repeat it after 15 s
    const account = await openQuick();
    keepNested(account);
    let refused = 0;
    let hasHung = false;
    account.local.aws.intercept(async ({ call, overWire }, perform) => {
      if (!overWire || call.operation !== operation || hasHung) return perform();
      refused += 1;
      if (refused <= refusals) throw new ServiceError('ThrottlingException', 'Rate exceeded', 400);
      hasHung = true;
      await account.local.clock.sleep(14_000);
      return perform();
    });
    const file = withItems(sample());
    await account.put({ 'train/small/items.csv': 'ITEM_ID,GENRE\nitem-1,drama\n' });
    await account.upload({ ...file, filters: [filter('one'), filter('two')], solutions: [] });
    while (!hasHung) await account.passSeconds(1);
    const [run] = await account.executions('run', 'RUNNING');
    const { [type]: before = 0 } = account.counts();

    // Act
    await account.call('states', 'StopExecution', { executionArn: run?.executionArn });
    await account.settle();

    // Assess
    expect([before, account.count(type)]).toEqual([0, 1]);
    expect((await account.runs()).map(({ status }) => status)).toEqual(['FAILED']);
  });

  it('does not put its file in force, so the next scheduled training does not raise the capacity of the campaign', async () => {
    // Prepare: the function hangs just before it puts a file with more capacity in force
    const account = await openQuick();
    keepNested(account);
    await account.run(training(1));
    let hasHung = false;
    account.local.aws.intercept(async ({ call: { operation, input }, overWire }, perform) => {
      const isMeant = operation === 'TransactWriteItems' && JSON.stringify(input).includes('"parameter-file"');
      if (!overWire || !isMeant || hasHung) return perform();
      hasHung = true;
      await account.local.clock.sleep(14_000);
      return perform();
    });
    await account.put(parameterFileOf(training(5)));
    while (!hasHung) await account.passSeconds(1);
    const [run] = await account.executions('run', 'RUNNING');

    // Act
    await account.call('states', 'StopExecution', { executionArn: run?.executionArn });
    await account.waitForHour(2);
    await account.settle();

    // Assess
    expect(await account.minProvisionedTps('small-campaign')).toBe(1);
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'FAILED', 'SUCCEEDED']);
    expect(account.count('solutionVersion')).toBe(2);
  });

  it('keeps its locks until the nested execution has ended; then the next upload completes the work', async () => {
    // Prepare
    const account = await openQuick();
    const ends = endsOfLoops(account);
    await stopDuringTraining(account);
    const file = sample();
    file.filters.push(filter('newer'));

    // Act
    await account.upload(file);
    await account.settle();

    // Assess
    const begun = account.changes.find(({ arn }) => arn.includes('filter/newer'))?.at ?? Number.NaN;
    expect(begun).toBeGreaterThan(ends[0] ?? Number.NaN);
    expect((await account.runs()).map(({ status }) => status)).toEqual(['FAILED', 'SUCCEEDED']);
    expect(account.counts()).toMatchObject({ solutionVersion: 1, campaign: 1 });
    expect(await account.locks()).toEqual([]);
  });

  it('keeps its locks until its last nested execution has ended, if it has continued in several', async () => {
    // Prepare
    const account = await openQuick();
    const file = sample();
    file.filters.push(filter('newer'));
    let ends: readonly number[] = [];

    // Act
    await withEditedMachine(account, 'ensure-resources', wakeUpRarely, async () => {
      await stopDuringTraining(account, async () => {
        while ((await account.executions('ensure-resources')).length < 3) await account.passSeconds(30);
        ends = endsOfLoops(account);
      });
      await account.upload(file);
      await account.settle();
    });

    // Assess
    const begun = account.changes.find(({ arn }) => arn.includes('filter/newer'))?.at ?? Number.NaN;
    expect(begun).toBeGreaterThan(ends[0] ?? Number.NaN);
    expect(await account.locks()).toEqual([]);
  });
});
