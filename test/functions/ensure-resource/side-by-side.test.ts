import { definition } from '../../../functions/ensure-resource/definition';
import { type Part, pollSideBySide, type SeveralResources } from '../../../functions/ensure-resource/side-by-side';
import type { PollAnswer } from '../../../reconciler/apply/poll';
import { waitForQuota, waitForWork } from '../../../reconciler/apply/polling-interval';
import { MissingInput } from '../../../reconciler/errors';
import type { ResourceReference } from '../../../reconciler/resource-reference';

const HOUR = 3600;
const FILTERS: readonly ResourceReference[] = [0, 1].map((index) => ({ type: 'filter', pointer: `/filters/${index}` }));

/** Answers of the resources, by their places; undefined: it is not to be polled. */
type Answers = readonly (Partial<PollAnswer> | Error | undefined)[];

interface Rules extends Pick<SeveralResources, 'until'> {
  readonly before?: readonly Part[];
  readonly now?: number;
  readonly secondsOfPoll?: number;
}

/** A step of two filters at a time in seconds, which passes by `secondsOfPoll` with each poll. */
async function step(
  answers: Answers,
  { before = [] as readonly Part[], now = 0, secondsOfPoll = 0, ...rules }: Rules = {},
) {
  const polled: number[] = [];
  let time = now * 1000;
  const pollOne = async ({ index }: { readonly index: number }) => {
    polled.push(index);
    time += secondsOfPoll * 1000;
    const answer = answers[index];
    if (answer instanceof Error || answer === undefined) throw answer ?? new Error(`Polled ${index}.`);
    return { stepState: { result: 'CREATED', arn: `filter-${index}` }, ...answer } as PollAnswer;
  };
  const isTransient = ({ name }: Error) => name === 'Throttling';
  const answer = pollSideBySide({ resources: FILTERS, before, since: 0, ...rules }, pollOne, isTransient, () => time);
  return { answer: await answer, polled };
}

const waiting = (waitSeconds: number): Partial<PollAnswer> => ({ status: 'WAIT', waitSeconds });
const READY: Partial<PollAnswer> = { status: 'READY' };
const missing = () => new MissingInput("filter 'one'", 'has no data.', 'Import them.');
const named = (name: string) => Object.assign(new Error(`${name}.`), { name });

describe('pollSideBySide', () => {
  test('polls each resource of a step, and waits for the first that is due again', async () => {
    // Act
    const { answer, polled } = await step([waiting(60), waiting(20)]);

    // Assess
    expect(polled).toEqual([0, 1]);
    expect(answer).toMatchObject({ status: 'WAIT', waitSeconds: 20 });
  });

  test.each([
    ['leaves alone what is not due', 20, [1]],
    ['polls what will soon be due with what is', 45, [1, 0]],
  ])('%s', async (_, now, expected) => {
    // Prepare
    const { answer } = await step([waiting(60), waiting(20)]);

    // Act
    const { polled } = await step([waiting(60), waiting(60)], { before: answer.stepState, now });

    // Assess
    expect(polled).toEqual(expected);
  });

  test.each([4, 9, 15])('makes one loop of two of 18 s that begin %i s apart', async (apart) => {
    // Prepare
    const filters = [waiting(18), waiting(18)];
    let before: readonly Part[] = (await step([waiting(18), waiting(apart)])).answer.stepState;
    const together: (readonly number[])[] = [];

    // Act
    for (let now = apart; together.length < 4; ) {
      const { answer, polled } = await step(filters, { before, now });
      ({ stepState: before } = answer);
      now += answer.waitSeconds ?? 0;
      together.push(polled);
    }

    // Assess
    expect(together.slice(-2)).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  test('is ready when every resource is, none of which is polled again', async () => {
    // Prepare
    const { answer: first } = await step([READY, waiting(20)]);

    // Act
    const { answer, polled } = await step([undefined, READY], { before: first.stepState, now: 20 });

    // Assess
    expect(polled).toEqual([1]);
    expect(answer).toMatchObject({ status: 'READY', stepState: [{ stepState: { arn: 'filter-0' } }, {}] });
  });

  test('is ready without resources', async () => {
    // Act and assess
    const nothing = pollSideBySide(
      { resources: [], before: [], since: 0 },
      () => Promise.reject(new Error('Polled.')),
      () => false,
    );
    expect(await nothing).toEqual({ status: 'READY', stepState: [] });
  });

  test('ends with what Personalize still creates where that is enough, and leaves it to another step', async () => {
    // Prepare
    const until = 'STARTED';
    const { answer: begun } = await step([{ ...waiting(60), isInProgress: true }, waiting(20)], { until });

    // Act
    const { answer, polled } = await step([undefined, READY], { before: begun.stepState, now: 20, until });
    const next = await step([waiting(20), undefined], { before: answer.stepState, now: 60 });

    // Assess
    expect([begun.status, answer.status, polled]).toEqual(['WAIT', 'READY', [1]]);
    expect([next.answer.status, next.polled]).toEqual(['WAIT', [0]]);
  });

  test('waits for what Personalize still creates, even if that is enough, once another one has failed', async () => {
    // Prepare
    const until = 'STARTED';
    const { answer } = await step([{ ...waiting(60), isInProgress: true }, missing()], { until });

    // Act
    const end = step([READY, undefined], { before: answer.stepState, now: 60, until });

    // Assess
    expect(answer).toMatchObject({ status: 'WAIT', waitSeconds: 60 });
    await expect(end).rejects.toMatchObject({ name: 'MissingInput' });
  });

  test('goes on with the others when one has failed, and fails at the end with every reason', async () => {
    // Prepare
    const { answer } = await step([missing(), waiting(20)]);

    // Act
    const end = step([undefined, new TypeError('no path')], { before: answer.stepState, now: 20 });

    // Assess
    expect(answer).toMatchObject({ status: 'WAIT', waitSeconds: 20 });
    await expect(end).rejects.toMatchObject({
      name: 'MissingInput',
      message: "filter 'one': has no data. Import them.\nfilter at /filters/1: TypeError: no path",
    });
  });

  test('names the resource that broke, as only it knows which of several it was', async () => {
    // Act
    const end = step([READY, new TypeError('no path')]);

    // Assess: the state machine passes on what ends a run as it is
    await expect(end).rejects.toMatchObject({ name: 'StepBroke', message: 'filter at /filters/1: TypeError: no path' });
  });

  test('polls again soon after a transient error, and keeps what the others have become', async () => {
    // Act
    const { answer } = await step([READY, named('Throttling')]);
    const next = await step([undefined, READY], { before: answer.stepState, now: 2 });

    // Assess
    expect(answer).toMatchObject({ status: 'WAIT', waitSeconds: 2 });
    expect([next.polled, next.answer.status]).toEqual([[1], 'READY']);
  });

  test('gives up on what does not pass after an hour, and names what failed before too', async () => {
    // Prepare
    let { answer } = await step([missing(), named('Throttling')]);
    let now = 0;
    let longest = 0;
    while (now + (answer.waitSeconds ?? 0) < HOUR) {
      now += answer.waitSeconds ?? 0;
      ({ answer } = await step([undefined, named('Throttling')], { before: answer.stepState, now }));
      longest = Math.max(longest, answer.waitSeconds ?? 0);
    }
    now += answer.waitSeconds ?? 0;

    // Act
    const end = step([undefined, named('Throttling')], { before: answer.stepState, now });

    // Assess
    expect(longest).toBe(120);
    await expect(end).rejects.toMatchObject({
      name: 'MissingInput',
      message: "filter 'one': has no data. Import them.\nfilter at /filters/1: Throttling: Throttling.",
    });
  });

  test('names the resources whose data are to be checked first', async () => {
    // Prepare
    const check = { fingerprint: 'f', parts: 2 };

    // Act
    const { answer } = await step([{ ...waiting(5), check }, waiting(20)]);

    // Assess
    expect(answer).toMatchObject({
      status: 'CHECK',
      checks: [{ resource: FILTERS[0], index: 0, check }],
      waitSeconds: 5,
    });
  });

  test('leaves the rest to the next invocation when polls are slow, which begins with it', async () => {
    // Prepare
    const { answer, polled } = await step([waiting(5), waiting(5)], { secondsOfPoll: 26 });

    // Act
    const next = await step([waiting(5), waiting(5)], { before: answer.stepState, now: 60 });

    // Assess
    expect([answer.waitSeconds, polled, next.polled]).toEqual([1, [0], [1, 0]]);
  });

  test('begins no poll that might not end before the function does', async () => {
    // Prepare: two calls, of three attempts each, that nothing answers (functions/shared/create-client.ts)
    const longestPoll = 2 * 3 * 15;
    const latestBegin = definition.timeoutSeconds - longestPoll;

    // Act
    const { polled } = await step([waiting(5), waiting(5)], { secondsOfPoll: latestBegin });

    // Assess
    expect(polled).toEqual([0]);
  });

  test('leaves the rest to the next invocation at once, however old the step is', async () => {
    // Act
    const { answer } = await step([waiting(5), waiting(5)], { now: 48 * HOUR, secondsOfPoll: 26 });

    // Assess
    expect(answer.waitSeconds).toBe(1);
  });

  test.each([1, 20, 100])('fits into the history if %i batch jobs of three days begin within two', async (count) => {
    // Prepare: entering and leaving the three states of a poll, and the three events of its function
    const eventsOfPoll = 9;

    // Act
    const polls = await pollsOf(Array.from({ length: count }, (_, index) => (index * 48 * HOUR) / count));

    // Assess: of 25,000
    expect(polls * eventsOfPoll).toBeLessThan(8000);
  });
});

/** Polls of a step of batch jobs that take three days, by their beginnings in seconds, until which a quota is reached. */
async function pollsOf(beginnings: readonly number[]): Promise<number> {
  let before: readonly Part[] = [];
  let now = 0;
  const pollOne = async ({ index }: { readonly index: number }) => {
    const [begun, at] = [new Date((beginnings[index] ?? 0) * 1000), new Date(now * 1000)];
    if (at.getTime() - begun.getTime() >= 72 * HOUR * 1000) return READY as PollAnswer;
    const waits = begun > at ? waitForQuota(new Date(0), at) : waitForWork('batchInferenceJob', 'CREATION', begun, at);
    return { ...waiting(waits), stepState: {} } as PollAnswer;
  };
  const resources = beginnings.map((_, index) => ({ type: 'batchInferenceJob' as const, pointer: `/jobs/${index}` }));
  for (let polls = 1; ; polls++) {
    const answer = await pollSideBySide(
      { resources, before, since: 0 },
      pollOne,
      () => false,
      () => now * 1000,
    );
    if (answer.status === 'READY') return polls;
    before = answer.stepState;
    now += answer.waitSeconds ?? 0;
  }
}
