import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { planOf } from '../support/planned';
import { type Sample, sample } from '../support/sample';
import { served } from '../support/served';

const { openQuick } = accounts();
const serve = served();

const DAY = 24;

/** A sample whose solution version has a name, by default one of the maximum length. */
function named(name = 'v'.repeat(63)): Sample {
  const file = sample();
  for (const { serviceConfig } of file.solutions) serviceConfig.solutionVersion = { name };
  return file;
}

async function versionNames(account: Account): Promise<readonly string[]> {
  const arns = account.local.personalize
    .snapshot()
    .filter(({ type }) => type === 'solutionVersion')
    .map(({ arn }) => arn);
  const names = arns.map(async (solutionVersionArn) => {
    const { solutionVersion } = await account.call<{ solutionVersion: { name: string } }>(
      'personalize',
      'DescribeSolutionVersion',
      { solutionVersionArn },
    );
    return solutionVersion.name.replace('small-solution/', '');
  });
  return Promise.all(names);
}

const STAMPED = expect.stringMatching(/^v{48}-\d{14}$/);

describe.each([
  ['an id', false],
  ['its name', true],
])('a named solution version, whose ARN ends in %s', (_what, endsInName) => {
  async function open(...variables: Parameters<typeof openQuick>): Promise<Account> {
    const account = await openQuick(...variables);
    if (endsInName) account.local.personalize.choose('personalize-version-arn');
    return account;
  }

  it('is trained again under another name after a failure', async () => {
    // Prepare
    const account = await open();
    account.local.personalize.failNext({ resource: 'solution/small-solution', reason: 'Internal error.' });
    await account.run(named());

    // Act
    await account.runFile(named());

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(['FAILED', 'SUCCEEDED']);
    expect(await versionNames(account)).toEqual(['v'.repeat(63), STAMPED]);
  });

  it('is trained again under another name when it is older than maxAge', async () => {
    // Prepare
    const account = await open();
    const file = named();
    for (const solution of file.solutions) solution.workflowConfig = { maxAge: '1 day' };
    await account.run(file);
    await account.passHours(2 * DAY);

    // Act
    await account.runFile(file);
    await account.runFile(file);

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    expect(await versionNames(account)).toEqual(['v'.repeat(63), STAMPED]);
  });

  it('is reported by its actual name, not by the name in the file', async () => {
    // Prepare
    const account = await open({ notify_on: 'all' });
    const file = named('tuned');
    for (const solution of file.solutions) solution.workflowConfig = { maxAge: '1 day' };
    await account.run(file);
    await account.passHours(2 * DAY);

    // Act
    await account.runFile(file);
    const retrained = account.lastNotification();
    await account.runFile(file);

    // Assess
    expect(retrained).toMatch(/\nCreated \(1\):\n- solution version 'tuned-\d{14}', /);
    expect(account.lastNotification()).toMatch(/- solution version 'tuned-\d{14}'/);
  });

  it('is reported by its actual name when its training fails', async () => {
    // Prepare
    const account = await open();
    const file = named('tuned');
    account.local.personalize.failNext({ resource: 'solution/small-solution', reason: 'First.' });
    await account.run(file);
    account.local.personalize.failNext({ resource: 'solution/small-solution', reason: 'Second.' });

    // Act
    await account.runFile(file);

    // Assess
    expect(account.lastNotification()).toMatch(/solution version 'tuned-\d{14}': .*Second\./);
    expect(account.lastNotification()).not.toContain("'tuned'");
  });

  it('is trained on its schedule under new names', async () => {
    // Prepare
    const account = await open();
    const file = named();
    for (const solution of file.solutions) solution.workflowConfig = { schedules: { full: 'rate(1 day)' } };
    await account.run(file);

    // Act
    await account.passHours(2 * DAY + 1);

    // Assess
    const names = await versionNames(account);
    expect(names).toEqual(['v'.repeat(63), STAMPED, STAMPED]);
    expect(new Set(names).size).toBe(3);
  });
});

describe('plan', () => {
  it('notes that a version gets a timestamp after its name if an earlier version has the name already', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    account.local.personalize.failNext({ resource: 'solution/small-solution', reason: 'Internal error.' });
    const before = await planOf(deployment, named('tuned'));
    await account.run(named('tuned'));

    // Act
    const after = await planOf(deployment, named('tuned'));

    // Assess
    const change = { action: 'create', label: "solution version 'tuned'" };
    expect(before.changes).toContainEqual(expect.objectContaining(change));
    expect(before.changes).not.toContainEqual(expect.objectContaining({ ...change, note: expect.anything() }));
    expect(after.changes).toContainEqual(
      expect.objectContaining({
        ...change,
        note: expect.stringContaining('with a timestamp after the name'),
      }),
    );
  });
});
