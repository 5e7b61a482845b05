import { CallerEnded } from '../../emulator/core/aws';
import { ServiceError } from '../../emulator/core/service';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { type Sample, sample, solution } from '../support/sample';
import { endAfter } from './support/ended-functions';

const { openQuick } = accounts();

const SOLUTION = 'small-solution';

/** A file whose solution is trained at 2:00. @param name name of its solution versions; empty for none */
function file(name = ''): Sample {
  const made = sample();
  for (const solution of made.solutions) {
    solution.workflowConfig = { schedules: { full: 'cron(0 2 * * ? *)' } };
    if (name !== '') solution.serviceConfig.solutionVersion = { name };
  }
  return made;
}

/** ARN of each version, oldest first. */
function versions({ local }: Account): readonly string[] {
  return local.personalize
    .snapshot()
    .filter(({ type }) => type === 'solutionVersion')
    .map(({ arn }) => arn);
}

async function trainInConsole(account: Account): Promise<void> {
  const solutionArn = account.local.aws.arn('personalize', `solution/${SOLUTION}`);
  await account.call('personalize', 'CreateSolutionVersion', { solutionArn });
}

/** Recorded results of runs for solution versions, each as [number of the version, result]. */
async function results(account: Account): Promise<readonly (readonly [number, string | undefined])[]> {
  return (await account.results())
    .filter(({ type }) => type?.S === 'solutionVersion')
    .map(({ arn, result }) => [versions(account).indexOf(arn?.S ?? '') + 1, result?.S] as const);
}

/** Ends the function that creates the first version, and lets an operator train before the function is called again. */
function interruptFirstTraining(account: Account): ReadonlySet<string> {
  return endAfter(account, ['CreateSolutionVersion'], async () => {
    await account.local.clock.sleep(5000);
    await trainInConsole(account);
  });
}

describe('a training whose function was interrupted after its request', () => {
  it.each([
    ['no name', ''],
    ['a name', 'weekly'],
  ])(
    'is found again if its version has %s, even if an operator has started another training since',
    async (_what, name) => {
      // Prepare
      const account = await openQuick();
      const ended = interruptFirstTraining(account);

      // Act
      await account.run(file(name));

      // Assess
      expect(ended.size).toBe(1);
      expect(versions(account)).toHaveLength(2);
      expect(await results(account)).toEqual([[1, 'CREATED']]);
    },
  );
});

describe('a training whose creation was answered with an internal error', () => {
  /**
   * Answers the first request to train `second` with an error, although the training begins. Then refuses to list the
   * versions of `second` until the schedule of the other solution is set.
   */
  function loseSecondTraining(account: Account): void {
    const isOtherReady = async () => (await account.scheduleNames()).some((name) => name.endsWith('small-solution'));
    let isAsked = false;
    account.local.aws.intercept(async ({ call: { operation, input }, caller }, perform) => {
      const isOfSecond = caller.kind === 'role' && String(input.solutionArn).endsWith('solution/second');
      if (isOfSecond && operation === 'ListSolutionVersions' && isAsked && !(await isOtherReady()))
        throw new ServiceError('ThrottlingException', 'Rate exceeded', 400);
      const output = await perform();
      if (!isOfSecond || operation !== 'CreateSolutionVersion' || isAsked) return output;
      isAsked = true;
      throw new ServiceError('InternalFailure', 'An internal error occurred.', 500);
    });
  }

  it('is not repeated, and is reported as created once it is found', async () => {
    // Prepare: the training is found only after the other solution is ready
    const account = await openQuick();
    const both = file();
    both.solutions.push({ ...solution('second'), workflowConfig: { schedules: { full: 'cron(0 3 * * ? *)' } } });
    account.local.personalize.setDuration('solutionVersion', 900);
    loseSecondTraining(account);

    // Act
    await account.run(both);

    // Assess
    const versions = account.local.personalize.snapshot().filter(({ type }) => type === 'solutionVersion');
    expect(versions.map(({ arn, status }) => `${arn.split('/')[1]} ${status}`)).toEqual([
      'small-solution ACTIVE',
      'second ACTIVE',
    ]);
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.lastNotification()).toMatch(/\nCreated \(9\):[\s\S]*\n- solution version of solution 'second', /);
    expect(account.lastNotification()).not.toContain('Unchanged');
  });

  it('is not repeated if Personalize shows it only after 30 seconds', async () => {
    // Prepare: lists lack the training for 30 seconds
    const account = await openQuick();
    const { aws, clock } = account.local;
    let askedAt = Number.NaN;
    aws.intercept(async ({ call: { operation } }, perform) => {
      const output = await perform();
      if (operation === 'ListSolutionVersions' && clock.now() < askedAt + 30_000) return { solutionVersions: [] };
      if (operation !== 'CreateSolutionVersion' || !Number.isNaN(askedAt)) return output;
      askedAt = clock.now();
      throw new ServiceError('InternalFailure', 'An internal error occurred.', 500);
    });

    // Act
    await account.run(file());

    // Assess
    expect(askedAt).not.toBeNaN();
    expect(await results(account)).toEqual([[1, 'CREATED']]);
    expect(versions(account)).toHaveLength(1);
  });
});

describe('a training that an operator starts', () => {
  it.each([
    ['', 0],
    [', even if the function ends before it has requested the scheduled training', 1],
  ])('immediately before a scheduled training is not mistaken for that scheduled training%s', async (_, ends) => {
    // Prepare
    const account = await openQuick();
    await account.run(file());
    await account.waitForHour(1);
    await account.passSeconds(3595);
    await trainInConsole(account);
    let ended = 0;
    account.local.aws.intercept(async ({ call }, perform) => {
      if (call.operation !== 'CreateSolutionVersion' || ended === ends) return perform();
      ended += 1;
      throw new CallerEnded('Runtime exited with error: signal: killed');
    });

    // Act
    await account.passHours(3);

    // Assess
    expect(ended).toBe(ends);
    expect(versions(account)).toHaveLength(3);
    expect(await results(account)).toContainEqual([3, 'CREATED']);
  });

  it('while a scheduled training waits for the quota is not mistaken for that scheduled training', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(file());
    let isRefused = false;
    account.local.aws.intercept(async ({ call, caller }, perform) => {
      if (call.operation !== 'CreateSolutionVersion' || caller.kind !== 'role' || isRefused) return perform();
      isRefused = true;
      throw new ServiceError(
        'LimitExceededException',
        'More than 20 resources with PENDING or IN_PROGRESS status.',
        400,
      );
    });
    await account.waitForHour(2);
    await account.passSeconds(30);
    await trainInConsole(account);

    // Act
    await account.passHours(3);

    // Assess
    expect(isRefused).toBe(true);
    expect(versions(account)).toHaveLength(3);
    expect(await results(account)).toContainEqual([3, 'CREATED']);
  });
});
