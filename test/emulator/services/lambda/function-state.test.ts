import type { Aws } from '../../../../emulator/core/aws';
import type { Clock } from '../../../../emulator/core/clock';
import { account, createFunction, invoke, START } from './account';

const DAY = 24 * 3_600_000;
const SOURCE = 'exports.handler = async () => "done";';
const NOT_READY = /ResourceNotReady|CodeArtifactUserPending|ResourceConflict/;

/**
 * Creates a function, then advances time by `days` without an invocation.
 * @param idleDays days without an invocation after which functions become inactive. Default: 14
 */
async function idleFor(days: number, idleDays?: number) {
  const { aws, clock, lambda } = await account();
  if (idleDays !== undefined) lambda.setIdleDays(idleDays);
  await createFunction(aws, SOURCE);
  await clock.advanceTo(START + days * DAY);
  return { aws, clock, lambda };
}

async function shown(aws: Aws): Promise<unknown> {
  return aws.call('lambda', 'GetFunctionConfiguration', { FunctionName: 'worker' });
}

async function answerOf(aws: Aws, clock: Clock): Promise<unknown> {
  const answer = invoke(aws).catch((error: unknown) => error);
  await clock.settle();
  return answer;
}

describe('a function that is idle', () => {
  it.each([
    ['13 days by default', 13, undefined],
    ['29 days if functions become inactive after 30 days', 29, 30],
    ['1,000 days if functions never become inactive', 1000, Number.POSITIVE_INFINITY],
  ])('can be invoked after %s', async (_, days, idleDays) => {
    // Prepare
    const { aws, clock } = await idleFor(days, idleDays);

    // Act
    const answer = await answerOf(aws, clock);

    // Assess
    expect(answer).toMatchObject({ StatusCode: 200, Payload: '"done"' });
    expect(await shown(aws)).toMatchObject({ State: 'Active' });
  });

  it('is inactive after 14 days; its first invocation is refused, and makes it active 40 to 106 seconds later', async () => {
    // Prepare
    const { aws, clock } = await idleFor(14);
    const before = await shown(aws);

    // Act
    const first = await answerOf(aws, clock);
    const meanwhile = await shown(aws);
    await clock.advanceTo(clock.now() + 39_000);
    const second = await answerOf(aws, clock);
    await clock.advanceTo(clock.now() + 68_000);
    const third = await answerOf(aws, clock);

    // Assess
    expect(before).toMatchObject({ State: 'Inactive', StateReasonCode: 'Idle' });
    expect(first).toMatchObject({ code: expect.stringMatching(NOT_READY) });
    expect(meanwhile).toMatchObject({ State: 'Pending', StateReasonCode: 'Restoring' });
    expect(second).toMatchObject({ code: expect.stringMatching(NOT_READY) });
    expect(third).toMatchObject({ StatusCode: 200 });
    expect(await shown(aws)).toMatchObject({ State: 'Active' });
  });

  it('keeps an event in the queue until the function is active again, and does not count this wait as an attempt', async () => {
    // Prepare
    const { aws, clock, lambda } = await idleFor(14);

    // Act
    const answer = await invoke(aws, {}, { InvocationType: 'Event' });
    await clock.advanceUntilIdle();

    // Assess
    expect(answer.StatusCode).toBe(202);
    expect(lambda.invocations()).toMatchObject([{ type: 'Event', attempt: 1 }]);
    expect(lambda.failedEvents()).toEqual([]);
  });

  it.each([0, 2])('loses an event that expires before the function is active (%i retries allowed)', async (retries) => {
    // Prepare
    const { aws, clock, lambda } = await idleFor(14);
    await aws.call('lambda', 'PutFunctionEventInvokeConfig', {
      FunctionName: 'worker',
      MaximumEventAgeInSeconds: 60,
      MaximumRetryAttempts: retries,
    });

    // Act
    await invoke(aws, {}, { InvocationType: 'Event' });
    await clock.advanceUntilIdle();

    // Assess
    expect(lambda.failedEvents()).toMatchObject([
      { condition: 'EventAgeExceeded', error: { errorType: expect.stringMatching(NOT_READY) } },
    ]);
    expect(lambda.invocations()).toEqual([]);
  });
});
