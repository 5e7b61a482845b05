import { ServiceError } from '../../local-aws/core/service';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { interactionsKey, parameterFileOf, sample } from '../support/sample';

const { openQuick } = accounts();

const isOf = (role: RegExp, caller: { readonly kind: string; readonly roleName?: string }) =>
  caller.kind === 'role' && role.test(caller.roleName ?? '');

/** Loses every response of `begin-run`, which has acquired the lock by then. */
function loseAnswers({ local }: Account): void {
  local.aws.intercept(async ({ call, caller }, perform) => {
    const output = await perform();
    if (isOf(/-run-states/, caller) && call.operation === 'Invoke' && /begin-run/.test(String(call.input.FunctionName)))
      throw new ServiceError('ServiceException', 'The service encountered an internal error.', 500);
    return output;
  });
}

/** @returns how it may again */
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

describe('the lock of a run', () => {
  it('is released if it is not known whether it was acquired', async () => {
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

  it('does not hide why its workflow failed if it cannot be released, and is taken over', async () => {
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
