import { ServiceError } from '../../emulator/core/service';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { filter, interactionsKey, parameterFileOf, sample } from '../support/sample';

const { openQuick } = accounts();

const isOf = (role: RegExp, caller: { readonly kind: string; readonly roleName?: string }) =>
  caller.kind === 'role' && role.test(caller.roleName ?? '');

/** Loses every response of `begin-run`. */
function loseAnswers({ local }: Account): void {
  local.aws.intercept(async ({ call, caller }, perform) => {
    const output = await perform();
    if (isOf(/-run-states/, caller) && call.operation === 'Invoke' && /begin-run/.test(String(call.input.FunctionName)))
      throw new ServiceError('ServiceException', 'The service encountered an internal error.', 500);
    return output;
  });
}

/** Denies releases of locks. @returns a function that allows releases again */
function denyReleases({ local }: Account): () => void {
  let isDenied = true;
  local.aws.intercept(async ({ service, call, caller }, perform) => {
    if (isDenied && isOf(/end-run/, caller) && service === 'dynamodb' && call.operation === 'DeleteItem')
      throw new ServiceError('AccessDeniedException', 'A policy of the organization denies it.', 400);
    return perform();
  });
  return () => {
    isDenied = false;
  };
}

/**
 * Hides each execution from the DescribeExecution calls of functions for its first half minute. Reads of Step Functions
 * are eventually consistent.
 */
function showExecutionsLate({ local: { aws, clock } }: Account): void {
  const startedAt = new Map<string, number>();
  aws.intercept(async ({ call: { operation, input }, overWire }, perform) => {
    const arn = String(input.executionArn);
    if (operation === 'DescribeExecution' && overWire && clock.now() - (startedAt.get(arn) ?? 0) < 30_000)
      throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`, 400);
    const output = await perform();
    if (operation === 'StartExecution')
      startedAt.set((output as { readonly executionArn: string }).executionArn, clock.now());
    return output;
  });
}

/** Virtual milliseconds at which the resource first had the status. */
function timeOf({ changes }: Account, name: string, status: string): number {
  return changes.find((change) => change.arn.includes(name) && change.status === status)?.at ?? Number.NaN;
}

describe('the lock of a run', () => {
  it('is kept, so that the next upload waits for it, even if Step Functions does not show the run yet', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setDuration('solutionVersion', 1200);
    showExecutionsLate(account);
    const newer = sample();
    newer.filters.push(filter('newer'));

    // Act
    await account.upload(sample());
    await account.passSeconds(5);
    await account.put(parameterFileOf(newer));
    await account.settle();

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(timeOf(account, 'filter/newer', 'CREATE PENDING')).toBeGreaterThan(
      timeOf(account, 'campaign/small-campaign', 'ACTIVE'),
    );
  });

  it('is kept if an operator stops the nested execution while a training begins; the next upload takes the lock over', async () => {
    // Prepare: a training takes a minute to begin
    const account = await openQuick();
    account.local.personalize.setDuration('solutionVersion', 1200);
    await account.upload(sample());
    const isBeginning = () => account.resources().some((each) => /^solutionVersion .* CREATE PENDING$/.test(each));
    while (!isBeginning()) await account.passSeconds(10);

    // Act
    await account.stopNested();
    await account.settle();
    const kept = await account.locks();
    const mails = account.local.sns.messages().length;
    await account.run(sample());

    // Assess
    expect(kept).toEqual(['lock#data', 'lock#dataset-group', 'lock#solution#small-solution']);
    expect(mails).toBe(1);
    expect((await account.runs()).map(({ status }) => status)).toEqual(['FAILED', 'SUCCEEDED']);
    expect(account.count('solutionVersion')).toBe(1);
    expect(await account.locks()).toEqual([]);
  });

  it('is released even if every response of begin-run is lost', async () => {
    // Prepare
    const account = await openQuick();
    loseAnswers(account);

    // Act
    await account.upload(sample());
    await account.settle();

    // Assess
    expect(await account.runs()).toMatchObject([{ status: 'FAILED', workflow: 'personalize-workflow' }]);
    expect(account.local.sns.messages()).toHaveLength(1);
    expect(await account.locks()).toEqual([]);
  });

  it('that cannot be released is taken over by the next run, and the mail still says why the first run failed', async () => {
    // Prepare
    const account = await openQuick();
    const file = sample();
    const allow = denyReleases(account);

    // Act
    await account.put(parameterFileOf(file));
    await account.settle();
    const failed = await account.lastRun();
    const mail = account.lastNotification();
    allow();
    await account.run(file);

    // Assess
    expect(failed).toMatchObject({ status: 'FAILED', error: expect.stringContaining('no csv file found') });
    expect(mail).toContain(interactionsKey('small'));
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(await account.locks()).toEqual([]);
  });
});
