import { STEPS } from '../../emulator/services/personalize/durations';
import type { DataStatistics } from '../../lib/record-table/data-statistics';
import { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { type Files, interactions, interactionsKey, sample, withChecks, withItems } from '../support/sample';
import { policies, withEdited } from './support/edited-stack';

const { openQuick, stackFile } = accounts();

const CSV = interactionsKey('small');
const CHECKS = { maximumRowDrop: '30%', minimumRows: 10 };
/** A csv with one row whose time is invalid. */
const BROKEN = interactions(2000).replace('user-7,item-49,click,1700000420', 'a secret,item-49,click,yesterday');

async function upload(account: Account, csv: string, checks: object = CHECKS): Promise<void> {
  await account.put({ [CSV]: csv });
  await account.runFile(withChecks(sample(), checks));
}

async function statistics(account: Account): Promise<readonly DataStatistics[]> {
  const [item] = await account.items('data-statistics#interactions');
  const checks = item?.checks as { readonly L: readonly { readonly S: string }[] } | undefined;
  return checks?.L.map(({ S }) => JSON.parse(S)) ?? [];
}

/** Number of invocations of `check-data` so far. */
const checkedParts = (account: Account) =>
  account.local.lambda.invocations().filter(({ functionName }) => functionName.endsWith('check-data')).length;

/** Splits the rows of interactions into a number of files. */
function inFiles(number: number, text = interactions()): Files {
  const [header = '', ...rows] = text.trim().split('\n');
  const size = Math.ceil(rows.length / number);
  const file = (index: number) => [header, ...rows.slice(index * size, (index + 1) * size), ''].join('\n');
  return Object.fromEntries(
    Array.from({ length: number }, (_, index) => [`train/small/interactions/${index}.csv`, file(index)]),
  );
}

/** Opens an account in which one invocation of `check-data` has time for eight of twenty files, at ten seconds each. */
async function openHurried(): Promise<Account> {
  return withEdited(
    stackFile,
    ({ resource }) => {
      const body = resource.aws_lambda_function?.check_data_function;
      if (body) body.timeout = 134;
    },
    async (edited) => {
      const account = await Account.open(edited);
      for (const step of STEPS) account.local.personalize.setDuration(step, 10);
      const { aws, clock } = account.local;
      aws.intercept(async ({ call, caller }, perform) => {
        const isCsv = call.operation === 'GetObject' && String(call.input.Key).endsWith('.csv');
        if (isCsv && caller.kind === 'role' && caller.roleName.includes('check-data')) await clock.sleep(10_000);
        return perform();
      });
      return account;
    },
  );
}

describe('A dataset that cannot be read within one invocation', () => {
  it('is read by several invocations, and its rows are counted and judged as a whole', async () => {
    // Prepare
    const account = await openHurried();
    await account.put(inFiles(20));

    // Act
    await account.runFile(withChecks(sample(), { ...CHECKS, minimumRows: 1040 }));

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(await statistics(account)).toEqual([
      expect.objectContaining({ verdict: 'ACCEPTED', rows: 1040, users: 40, items: 50, isComplete: true }),
    ]);
    expect(checkedParts(account)).toBeGreaterThan(2);
  });
});

describe('A dataset whose rows are checked', () => {
  it('is imported if the check accepts it, and the numbers that the check counted are recorded', async () => {
    // Prepare
    const account = await openQuick();

    // Act
    await upload(account, interactions());

    // Assess
    expect(account.count('datasetImportJob')).toBe(1);
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(await statistics(account)).toEqual([
      expect.objectContaining({
        verdict: 'ACCEPTED',
        rows: 1040,
        users: 40,
        items: 50,
        eventTypes: 1,
        isComplete: true,
      }),
    ]);
  });

  it('keeps its earlier data if new data are refused, and the notification names the reasons, but no values of the csv', async () => {
    // Prepare
    const account = await openQuick();
    await upload(account, interactions(2000));

    // Act
    await upload(account, BROKEN.split('\n').slice(0, 1201).join('\n'));

    // Assess
    expect(account.count('datasetImportJob')).toBe(1);
    const text = account.lastNotification();
    expect(text).toContain('2 violations in the data (maximumRowDrop 1, value-type 1).');
    expect(text).toContain('No import was started');
    expect(text).toContain('- 1200 rows, 40.0% fewer than the 2000 of the last accepted import; the maximum is 30%.');
    expect(text).toContain(`- ${CSV}:9: Column TIMESTAMP: the value is not of type long. (value-type)`);
    expect(text).not.toMatch(/secret|yesterday/);
    expect((await statistics(account)).map(({ verdict, rows }) => [verdict, rows])).toEqual([
      ['REFUSED', 1200],
      ['ACCEPTED', 2000],
    ]);
  });

  it('is refused without another check while its csv is unchanged, and imported once the csv is correct', async () => {
    // Prepare
    const account = await openQuick();
    await upload(account, BROKEN);
    const before = checkedParts(account);

    // Act
    await upload(account, BROKEN);
    const again = checkedParts(account);
    await upload(account, interactions(2000));

    // Assess
    expect([before, again]).toEqual([1, 1]);
    expect(account.count('datasetImportJob')).toBe(1);
  });

  it('is imported despite a violation if onViolation is "notify", and the notification names the violation', async () => {
    // Prepare
    const account = await openQuick();
    const checks = { maximumUnknownItems: '1.5%', onViolation: 'notify' };
    const items = Array.from({ length: 49 }, (_, index) => `item-${index},drama`);
    await account.put({ 'train/small/items.csv': `ITEM_ID,GENRE\n${items.join('\n')}\n` });

    // Act
    await account.run(withChecks(withItems(sample()), checks));

    // Assess
    expect(account.count('datasetImportJob')).toBe(2);
    expect(account.lastNotification()).toContain(
      '(1 violation in the data (maximumUnknownItems 1)\n- 2.0% of the interactions are with items that are in no items file; the maximum is 1.5%. (maximumUnknownItems))',
    );
  });

  it('prevents the import of all datasets if `check-data` may not read its csv', async () => {
    // Prepare
    const account = await openWithoutItems();
    await account.put({ 'train/small/items.csv': 'ITEM_ID,GENRE\nitem-1,a\n' });
    const file = withChecks(withItems(sample()), { minimumRows: 1 });
    Object.assign(file.datasets.items ?? {}, { workflowConfig: { checks: { minimumRows: 1 } } });

    // Act
    await account.run(file);

    // Assess
    const text = account.lastNotification();
    expect(text).toMatch(/dataset import job of the items dataset '[^']+': .*not authorized.* \[.*: Check csv files\]/);
    expect(text).not.toContain('Reconcile the resource');
    expect(text).not.toContain('errorMessage');
    expect(text).toContain('No import was started');
    expect(text).toContain('What to do: Check the logs');
    expect(account.count('datasetImportJob')).toBe(0);
    expect((await account.lastRun()).status).toBe('FAILED');
  });
});

/** An account in which `check-data` may not read the items. */
async function openWithoutItems(): Promise<Account> {
  return withEdited(
    stackFile,
    (json) => {
      const [name, statements] = policies(json).find(([role]) => role === 'check_data_function_role_policy') ?? [];
      const body = json.resource.aws_iam_role_policy?.[name ?? ''];
      const denied = { Effect: 'Deny', Action: 's3:GetObjectVersion', Resource: 'arn:aws:s3:::*/items.csv' };
      if (body) body.policy = JSON.stringify({ Version: '2012-10-17', Statement: [...(statements ?? []), denied] });
    },
    async (edited) => {
      const account = await Account.open(edited);
      for (const step of STEPS) account.local.personalize.setDuration(step, 10);
      return account;
    },
  );
}
