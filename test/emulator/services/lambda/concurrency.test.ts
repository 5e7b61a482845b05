import { account, createFunction, invoke } from './account';

const SOURCE = 'exports.handler = async () => "done";';

/** Creates a function that runs for a minute, in an account that allows `limit` invocations at once. */
async function prepare(limit: number) {
  const { aws, clock, lambda } = await account();
  await createFunction(aws, SOURCE);
  lambda.setConcurrency(limit);
  lambda.setBusyTime(() => 60_000);
  return { aws, clock, lambda, call: () => invoke(aws).catch((error: unknown) => error) };
}

describe('an account that allows two invocations at once', () => {
  it('refuses a third invocation while two are running, and accepts an invocation after they have ended', async () => {
    // Prepare
    const { clock, call } = await prepare(2);

    // Act
    const together = Promise.all([call(), call(), call()]);
    await clock.advanceUntilIdle();
    const later = call();
    await clock.advanceUntilIdle();

    // Assess
    const done = { StatusCode: 200 };
    const refused = { code: 'TooManyRequestsException', status: 429, message: 'Rate Exceeded.' };
    expect(await together).toMatchObject([done, done, refused]);
    expect(await later).toMatchObject(done);
  });
});

describe('GetAccountSettings', () => {
  it('returns how many invocations may run at once, and the part of this limit that is not reserved', async () => {
    // Prepare
    const { aws, lambda } = await prepare(10);
    lambda.setConcurrency(10, 4);

    // Act
    const settings = await aws.call('lambda', 'GetAccountSettings', {});

    // Assess
    expect(settings).toMatchObject({
      AccountLimit: { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 6 },
      AccountUsage: { FunctionCount: 1 },
    });
  });
});
