import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { completeSample, filter, parameterFileOf, type Sample, sample, solution } from '../support/sample';
import { prune, stopRun } from './support/prune';

const { openQuick } = accounts();

/** A sample with two filters, a metric attribution, an event tracker and a solution with two campaigns. */
function everything(): Sample {
  const file: Sample = { ...completeSample(), filters: [filter('first-filter'), filter('second-filter')] };
  file.solutions = [solution('small-solution', ['first', 'second'])];
  return file;
}

/** The same dataset group with one campaign. */
function little(): Sample {
  return { ...sample(), solutions: [solution('small-solution', ['first'])] };
}

/**
 * Makes the function of a prune hang for 14 seconds in its first call of an operation, and waits until the function
 * hangs. The SDK would repeat the call after 15 seconds.
 */
async function hangIn(account: Account, meant: string): Promise<void> {
  const { aws, clock } = account.local;
  let hasHung = false;
  aws.intercept(async ({ call: { operation }, overWire }, perform) => {
    if (!overWire || operation !== meant || hasHung) return perform();
    hasHung = true;
    await clock.sleep(14_000);
    return perform();
  });
  while (!hasHung) await account.passSeconds(1);
}

/** An account whose file has lost most resources, and the ARNs of the lost resources. */
async function pruned(): Promise<{ account: Account; gone: readonly string[] }> {
  const account = await openQuick({ publish_parameters: true }, 20);
  await account.run(everything());
  await account.runFile(little());
  const gone = account.local.personalize
    .snapshot()
    .filter(({ type, name }) => /^(campaign|filter|eventTracker|metricAttribution)$/.test(type) && name !== 'first')
    .map(({ arn }) => arn);
  return { account, gone };
}

/** Records the deletions in Amazon Personalize from now on. */
function deletionsOf(account: Account): readonly string[] {
  const deletions: string[] = [];
  account.local.aws.onCall(({ service, call: { operation }, error }) => {
    if (service === 'personalize' && operation.startsWith('Delete') && error === undefined) deletions.push(operation);
  });
  return deletions;
}

describe('a stopped prune', () => {
  test('completes the deletion at which its function hung, and makes no other', async () => {
    // Prepare
    const { account, gone } = await pruned();
    await prune(
      account,
      gone.filter((arn) => !arn.includes('campaign')),
    );
    await hangIn(account, 'DescribeFilter');
    const deletions = deletionsOf(account);

    // Act
    await stopRun(account);
    await account.settle();

    // Assess
    expect(deletions).toEqual(['DeleteFilter']);
  });
});

describe('a prune whose file another upload supersedes', () => {
  test.each(['DescribeFilter', 'ListTagsForResource', 'GetParametersByPath', 'PutParameter'])(
    'deletes nothing that the new file has, if the prune is stopped while its function hangs in %s',
    async (operation) => {
      // Prepare
      const { account, gone } = await pruned();
      const before = account.resources();
      await prune(account, gone);
      await hangIn(account, operation);
      await stopRun(account);
      const deletions = deletionsOf(account);
      await account.passSeconds(1);

      // Act
      await account.put(parameterFileOf(everything()));
      await account.settle();

      // Assess
      expect(deletions).toEqual([]);
      expect(account.resources()).toEqual(before);
      expect((await account.runs()).map(({ status, trigger }) => `${trigger} ${status}`)).toContain('prune FAILED');
      expect(await account.lastRun()).toMatchObject({ trigger: 'upload', status: 'SUCCEEDED' });
    },
  );

  test('deletes nothing that the new file has, if the upload of that file waits for the prune to end', async () => {
    // Prepare
    const { account, gone } = await pruned();
    const before = account.resources();
    const deletions = deletionsOf(account);
    await prune(account, gone);
    await hangIn(account, 'ListTagsForResource');

    // Act
    await account.put(parameterFileOf(everything()));
    await account.settle();

    // Assess
    expect(deletions).toEqual([]);
    expect(account.resources()).toEqual(before);
    expect((await account.runRecords()).map(({ note }) => note?.S)).toContain(
      'Nothing was deleted: another upload has superseded the file for which the deletions were approved.',
    );
    expect((await account.runs()).map(({ status, trigger }) => `${trigger} ${status}`).sort()).toEqual([
      'prune UNCHANGED',
      'upload SUCCEEDED',
      'upload SUCCEEDED',
      'upload SUCCEEDED',
    ]);
  });
});
