import { datasetGroup } from '../../../../scripts/account-check/personalize';
import { type Account, Sandbox, Shared } from '../../../../scripts/account-check/sandbox';
import { tearDown } from '../../../../scripts/account-check/teardown/teardown';
import { accountIn, type Handle, quickLocalAws } from '../local-account';

describe('the teardown', () => {
  it('repeats throttled calls that list resources, and removes the dataset group', async () => {
    // Prepare
    const { local, account, fails } = await leftovers();
    fails('ListDatasets', 'ThrottlingException', 1);
    fails('ListTables', 'ThrottlingException', 1);

    // Act
    await tearDown(account);

    // Assess
    expect(local.personalize.snapshot()).toEqual([]);
  });

  it('removes the dataset group even if campaigns cannot be listed; the error names the list and the command to run again', async () => {
    // Prepare
    const { local, account, fails } = await leftovers();
    fails('ListCampaigns', 'AccessDeniedException');

    // Act
    const ends = tearDown(account);

    // Assess
    await expect(ends).rejects.toThrow(
      /whatever campaigns there are \(AccessDeniedException: .*--teardown account-check-1a2b3c4d\./,
    );
    expect(local.personalize.snapshot()).toEqual([]);
  });

  it('stops after three waits if the credentials have expired', async () => {
    // Prepare
    const { account, fails, passes } = await leftovers();
    fails('', 'ExpiredTokenException');

    // Act
    const ends = tearDown(account);

    // Assess
    await expect(ends).rejects.toThrow(/ExpiredTokenException: .*--teardown account-check-1a2b3c4d\./);
    expect(passes()).toBe(3);
  });
});

/** A local AWS with a dataset group of a check. Its operations can be made to fail. */
async function leftovers() {
  const local = quickLocalAws();
  const failures: { operation: string; error: string; left: number }[] = [];
  let sleeps = 0;
  const handle: Handle = async (request) => {
    const target = request.headers['x-amz-target'] ?? request.path;
    const failure = failures.find(({ operation, left }) => left > 0 && target.endsWith(operation));
    if (failure === undefined) return local.aws.handle(request);
    failure.left -= 1;
    const body = JSON.stringify({ __type: failure.error, message: 'Not now.' });
    return { status: 400, headers: { 'content-type': 'application/x-amz-json-1.1' }, body };
  };
  const inLocal = accountIn(local, handle);
  await datasetGroup(new Sandbox(inLocal, new Shared(inLocal)));
  const account: Account = {
    ...inLocal,
    sleep: (seconds) => {
      sleeps += 1;
      return inLocal.sleep(seconds);
    },
  };
  const fails = (operation: string, error: string, left = Number.POSITIVE_INFINITY) =>
    failures.push({ operation, error, left });
  return { local, account, fails, passes: () => sleeps };
}
