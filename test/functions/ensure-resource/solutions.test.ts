import type { Part } from '../../../functions/ensure-resource/side-by-side';
import { solutionSteps } from '../../../functions/ensure-resource/solution-steps';
import { type DataLock, pollSolutions, type SolutionsAnswer } from '../../../functions/ensure-resource/solutions';
import { desiredState } from '../../../parameter-file/desired-state';
import type { PollAnswer } from '../../../reconciler/apply/poll';
import { waitForWork } from '../../../reconciler/apply/polling-interval';
import { MissingInput, StepBroke } from '../../../reconciler/errors';

const named = (name: string) => ({ serviceConfig: { name } });

function stateWith(count: number, campaigns = 1) {
  return desiredState({
    datasetGroup: named('shop'),
    datasets: {
      interactions: {
        dataset: named('clicks'),
        schema: { serviceConfig: { name: 'click-schema', schema: {} } },
      },
    },
    solutions: Array.from({ length: count }, (_, index) => ({
      serviceConfig: { name: `s${index}`, recipeArn: '…' },
      campaigns: Array.from({ length: campaigns }, (_, place) => named(`c${index}-${place}`)),
      batchInferenceJobs: [{ serviceConfig: {} }],
    })),
  });
}

function namesOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `s${index}`);
}

/** The type and solution of a step: `s0: solution`. */
type Answers = Readonly<Record<string, Partial<PollAnswer> | Error>>;

const HELD: DataLock = { held: true };
const NOT_HELD: DataLock = { held: false };
const READY: Partial<PollAnswer> = { status: 'READY' };
const waiting = (waitSeconds: number): Partial<PollAnswer> => ({ status: 'WAIT', waitSeconds });
const QUOTA: Partial<PollAnswer> = { status: 'QUOTA_REACHED', waitSeconds: 35 };

/** Polls some solutions, of which what has no answer must not be polled, at a time in seconds. */
class Maintenance {
  polled: string[] = [];
  /** How many times as often as usual, by the same places. */
  closeness: number[] = [];
  private parts: readonly Part[] = [];
  private readonly steps;

  constructor(
    private readonly count: number,
    withBatchJobs = false,
    isLastUnused = false,
  ) {
    const state = stateWith(count);
    const steps = solutionSteps(
      state,
      state.solutions.map(({ name }) => name),
      withBatchJobs,
    );
    this.steps = isLastUnused ? steps.slice(0, -1) : steps;
  }

  async poll(now: number, dataLock: DataLock, answers: Answers): Promise<SolutionsAnswer> {
    [this.polled, this.closeness] = [[], []];
    const owner = { datasetGroup: 'shop' };
    const answer = await pollSolutions(
      { steps: this.steps, before: this.parts, since: 0, at: now * 1000, dataLock, owner },
      async ({ resource: { type, until, solution } }, { stepState, brokenCheck }, closeness) => {
        const name = `${solution}: ${until === undefined ? type : 'start'}`;
        this.polled.push(name);
        this.closeness.push(closeness);
        if (brokenCheck !== undefined) throw new StepBroke(name, brokenCheck);
        const found = answers[name] ?? (this.count > 2 ? answers[until ?? type] : undefined);
        if (found === undefined) throw new Error(`${name} is polled.`);
        if (found instanceof Error) throw found;
        return { stepState: { result: 'CREATED', ...stepState, arn: name }, ...found } as PollAnswer;
      },
      ({ name }) => name === 'Throttling',
      () => now * 1000,
    );
    this.parts = answer.stepState;
    return answer;
  }
}

const ONE_STARTS = { 's0: solution': READY, 's0: start': waiting(60) };
const ONE_TRAINS = { 's0: start': READY, 's0: solutionVersion': waiting(300) };
const BOTH_START = { ...ONE_STARTS, 's1: solution': READY, 's1: start': waiting(60) };
const BOTH_TRAIN = { ...ONE_TRAINS, 's1: start': READY, 's1: solutionVersion': waiting(300) };
const LOST = Object.assign(new Error('No answer.'), { name: 'Throttling' });
const missing = () => new MissingInput("solution version of solution 's0'", 'has no data.', 'Import them.');

describe('pollSolutions', () => {
  test('ensures a solution and asks for its training in one poll, if the data are locked', async () => {
    // Prepare
    const maintenance = new Maintenance(1);

    // Act
    const answer = await maintenance.poll(0, HELD, ONE_STARTS);

    // Assess
    expect(maintenance.polled).toEqual(['s0: solution', 's0: start']);
    expect(answer).toMatchObject({ status: 'WAIT', waitSeconds: 60 });
  });

  test('asks for the lock before it asks for a training', async () => {
    // Prepare
    const maintenance = new Maintenance(1);

    // Act
    const answer = await maintenance.poll(0, NOT_HELD, { 's0: solution': READY });

    // Assess
    expect(answer).toMatchObject({
      status: 'HAND_OVER',
      handOver: {
        action: 'ACQUIRE',
        work: [{ workflow: 'training-start', datasetGroup: 'shop' }],
        isIdle: true,
        isOver: false,
      },
    });
  });

  test('asks again for a lock that others hold, since when it was first asked for, and polls the rest meanwhile', async () => {
    // Prepare
    const maintenance = new Maintenance(2);
    const refusedAt = (seconds: number) => ({
      ...{ held: false, waitSeconds: 20, askedAt: new Date(seconds * 1000).toISOString() },
    });
    const first = { 's0: solution': READY, 's1: solution': waiting(5) };

    // Act
    const answers = [
      await maintenance.poll(0, NOT_HELD, first),
      await maintenance.poll(1, refusedAt(1), {}),
      await maintenance.poll(5, refusedAt(1), { 's1: solution': waiting(30) }),
      await maintenance.poll(21, refusedAt(1), {}),
    ];

    // Assess
    const since = new Date(0).toISOString();
    expect(answers).toMatchObject([
      { status: 'HAND_OVER', handOver: { action: 'ACQUIRE', since, isIdle: false } },
      { status: 'WAIT', waitSeconds: 4 },
      { status: 'WAIT', waitSeconds: 16 },
      { status: 'HAND_OVER', handOver: { action: 'ACQUIRE', since } },
    ]);
  });

  test('releases the lock when every training has begun, and goes on with their progress', async () => {
    // Prepare
    const maintenance = new Maintenance(2);
    await maintenance.poll(0, HELD, BOTH_START);

    // Act
    const one = await maintenance.poll(60, HELD, { ...BOTH_TRAIN, 's1: start': waiting(20) });
    const other = await maintenance.poll(80, HELD, BOTH_TRAIN);

    // Assess
    expect(one).toMatchObject({ status: 'WAIT', waitSeconds: 20 });
    expect(other).toMatchObject({
      status: 'HAND_OVER',
      handOver: {
        action: 'RELEASE',
        work: [{ workflow: 'training-start' }],
        dataLock: NOT_HELD,
        ended: [],
        isOver: false,
      },
    });
    expect(other.stepState[2]?.stepState?.arn).toBe('s0: solutionVersion');
  });

  test('does not hold the lock while it waits for a quota, and asks for it without a poll when it is to try again', async () => {
    // Prepare
    const maintenance = new Maintenance(1);

    // Act
    const refused = await maintenance.poll(0, HELD, { ...ONE_STARTS, 's0: start': QUOTA });
    const again = await maintenance.poll(35, HELD, { 's0: start': QUOTA });

    // Assess
    const releases = { action: 'RELEASE', work: [{ workflow: 'training-start' }], dataLock: NOT_HELD };
    expect([refused, again]).toMatchObject([
      { handOver: { ...releases, since: new Date(35_000).toISOString(), isQueued: true, isIdle: true } },
      { handOver: { ...releases, since: new Date(70_000).toISOString(), isQueued: true, isIdle: true } },
    ]);
  });

  test('polls the others while one waits for a quota', async () => {
    // Prepare
    const maintenance = new Maintenance(2);
    await maintenance.poll(0, HELD, BOTH_START);

    // Act
    const one = await maintenance.poll(60, HELD, { ...BOTH_TRAIN, 's1: start': QUOTA });
    const later = await maintenance.poll(61, NOT_HELD, {});
    const again = await maintenance.poll(95, NOT_HELD, {});

    // Assess
    expect(one).toMatchObject({ handOver: { action: 'RELEASE', isQueued: false, isIdle: false } });
    expect([later.waitSeconds, again.handOver?.action]).toEqual([34, 'ACQUIRE']);
  });

  test('a lock that cannot be had ends the solutions that wait for it only', async () => {
    // Prepare
    const maintenance = new Maintenance(2);
    const begins = { ...ONE_STARTS, 's1: solution': waiting(90) };
    await maintenance.poll(0, HELD, begins);
    await maintenance.poll(60, HELD, ONE_TRAINS);
    const asked = await maintenance.poll(90, NOT_HELD, { 's1: solution': READY });
    const Cause = JSON.stringify({ errorType: 'WaitedTooLong', errorMessage: 'gave up.' });

    // Act
    const failed = await maintenance.poll(91, { held: false, Cause, Name: 'Acquire' }, {});
    const ready = await maintenance.poll(360, NOT_HELD, { 's0: solutionVersion': READY, 's0: campaign': READY });

    // Assess
    const cause = 's1: start: gave up. [solution-maintenance: Acquire]';
    expect(asked.handOver?.action).toBe('ACQUIRE');
    expect(failed.handOver).toMatchObject({
      action: 'RELEASE',
      work: [{ solutions: ['s1'] }],
      ended: [],
      isOver: false,
    });
    expect(ready.handOver).toMatchObject({ ended: ['s0'], isOver: true, failure: { error: 'StepBroke', cause } });
  });

  test('asks again for a lock that could not be had before anything was known', async () => {
    // Prepare
    const maintenance = new Maintenance(1);

    // Act
    const answer = await maintenance.poll(
      0,
      { held: false, Cause: 'Lost.', Name: 'Acquire' },
      { 's0: solution': READY },
    );

    // Assess
    expect(answer.handOver).toMatchObject({ action: 'ACQUIRE', isOver: false });
  });

  test('keeps the lock while it is not known whether a training was asked for again after it was refused', async () => {
    // Prepare
    const maintenance = new Maintenance(1);
    await maintenance.poll(0, HELD, { ...ONE_STARTS, 's0: start': QUOTA });

    // Act
    const answer = await maintenance.poll(35, HELD, { 's0: start': LOST });

    // Assess
    expect(answer).toMatchObject({ status: 'WAIT', waitSeconds: 2 });
  });

  test('goes on with what uses a version as soon as it is ready, and reports what has ended', async () => {
    // Prepare
    const maintenance = new Maintenance(2);
    await maintenance.poll(0, HELD, BOTH_START);
    await maintenance.poll(60, HELD, BOTH_TRAIN);

    // Act
    const ready = await maintenance.poll(360, NOT_HELD, {
      ...{ 's0: solutionVersion': READY, 's0: campaign': waiting(30), 's1: solutionVersion': waiting(300) },
    });
    const ended = await maintenance.poll(390, NOT_HELD, { 's0: campaign': READY });
    const after = await maintenance.poll(391, NOT_HELD, {});

    // Assess
    expect(ready).toMatchObject({ status: 'WAIT', waitSeconds: 30 });
    expect(ended).toMatchObject({
      status: 'HAND_OVER',
      handOver: {
        ...{ action: 'RELEASE', work: [{ workflow: 'solution-maintenance', solutions: ['s0'], datasetGroup: 'shop' }] },
        ...{ dataLock: NOT_HELD, ended: ['s0'], isOver: false },
      },
    });
    expect(after).toMatchObject({ status: 'WAIT', waitSeconds: 269 });
  });

  test.each<[string, Partial<PollAnswer> | Error, number]>([
    ['a campaign', waiting(30), 30],
    ['what may pass by itself', Object.assign(new Error('No answer.'), { name: 'Throttling' }), 2],
  ])('polls %s as closely after a training of a day, beside another one', async (_, campaign, expected) => {
    // Prepare
    const day = 24 * 3600;
    const maintenance = new Maintenance(2);
    await maintenance.poll(0, HELD, BOTH_START);
    await maintenance.poll(60, HELD, BOTH_TRAIN);
    const other = { 's1: solutionVersion': waiting(1) };

    // Act
    const answer = await maintenance.poll(day, NOT_HELD, {
      ...{ 's0: solutionVersion': READY, 's0: campaign': campaign, ...other },
    });
    const next = await maintenance.poll(day + expected, NOT_HELD, { 's0: campaign': waiting(30), ...other });

    // Assess: the other training is due after a second, and has as many polls as its age allows
    expect([answer.waitSeconds, next.waitSeconds]).toEqual([expected, 30]);
    expect(maintenance.polled).toEqual(['s1: solutionVersion', 's0: campaign']);
  });

  test('keeps the lock if it is not known, after a quota was reached, whether a training was asked for', async () => {
    // Prepare
    const maintenance = new Maintenance(1);
    const lost = Object.assign(new Error('No answer.'), { name: 'Throttling' });
    await maintenance.poll(0, HELD, { ...ONE_STARTS, 's0: start': QUOTA });

    // Act
    const answer = await maintenance.poll(35, HELD, { 's0: start': lost });

    // Assess
    expect(answer).toMatchObject({ status: 'WAIT', waitSeconds: 2 });
  });

  test('polls the start of a training closely, however long it has waited for a quota', async () => {
    // Prepare
    const maintenance = new Maintenance(1);
    await maintenance.poll(0, HELD, { ...ONE_STARTS, 's0: start': QUOTA });

    // Act
    const answer = await maintenance.poll(24 * 3600, HELD, ONE_STARTS);

    // Assess
    expect(answer).toMatchObject({ status: 'WAIT', waitSeconds: 60 });
  });

  test('polls a training for which nothing waits late, but at once when the last campaign is ready', async () => {
    // Prepare
    const maintenance = new Maintenance(2, false, true);
    const training = { 's0: solutionVersion': waiting(80), 's1: solutionVersion': waiting(80) };
    const over = { 's0: solutionVersion': READY, 's0: campaign': READY };
    await maintenance.poll(0, HELD, BOTH_START);
    await maintenance.poll(60, HELD, { ...BOTH_TRAIN, ...training });

    // Act
    const polls: (readonly string[])[] = [];
    for (const [now, answers] of [
      [140, training],
      [220, training],
      [300, training],
      [360, training],
      [435, { ...training, ...over }],
    ] as const) {
      await maintenance.poll(now, NOT_HELD, answers);
      polls.push(maintenance.polled);
    }

    // Assess
    const [used, unused, campaign] = ['s0: solutionVersion', 's1: solutionVersion', 's0: campaign'];
    expect(polls).toEqual([[used], [used], [used], [unused], [used, campaign, unused]]);
  });

  test('is over when everything is ready; the last locks are released with the workflow', async () => {
    // Prepare
    const maintenance = new Maintenance(1);
    const nothingNew = {
      's0: solution': READY,
      's0: start': READY,
      's0: solutionVersion': READY,
      's0: campaign': READY,
    };

    // Act
    const answer = await maintenance.poll(0, NOT_HELD, nothingNew);
    const unchanged = await maintenance.poll(0, HELD, nothingNew);

    // Assess
    expect(answer.handOver).toMatchObject({ action: 'ACQUIRE' });
    expect(unchanged.handOver).toMatchObject({
      ...{ action: 'RELEASE', work: [{ workflow: 'training-start' }], ended: ['s0'], isOver: true },
    });
    expect(unchanged.handOver).not.toHaveProperty('failure');
  });

  test('a failed training ends its own solution, of which nothing is begun, and is reported at the end', async () => {
    // Prepare
    const maintenance = new Maintenance(2);
    await maintenance.poll(0, HELD, BOTH_START);
    await maintenance.poll(60, HELD, BOTH_TRAIN);

    // Act
    const failed = await maintenance.poll(360, NOT_HELD, {
      ...{ 's0: solutionVersion': missing(), 's1: solutionVersion': READY, 's1: campaign': waiting(30) },
    });
    const over = await maintenance.poll(390, NOT_HELD, { 's1: campaign': READY });

    // Assess
    expect(failed.handOver).toMatchObject({ work: [{ solutions: ['s0'] }], ended: [], isOver: false });
    expect(over.handOver).toEqual({
      ...{ action: 'NONE', work: [], ended: ['s1'], isIdle: false, isQueued: false, isOver: true },
      failure: { error: 'MissingInput', cause: "solution version of solution 's0': has no data. Import them." },
    });
  });

  test('keeps the lock while it is not known whether a training was asked for', async () => {
    // Prepare
    const maintenance = new Maintenance(1);

    // Act
    const answer = await maintenance.poll(0, HELD, { 's0: solution': READY, 's0: start': LOST });

    // Assess
    expect(answer).toMatchObject({ status: 'WAIT', waitSeconds: 2 });
  });

  test('has twenty trainings in progress at once, and begins the next when one has ended', async () => {
    // Prepare
    const maintenance = new Maintenance(22);
    const all = { solution: READY, STARTED: READY, solutionVersion: waiting(300), campaign: waiting(30) };

    // Act
    await maintenance.poll(0, HELD, all);
    const begun = maintenance.polled.filter((name) => name.endsWith('start')).length;
    const ended = await maintenance.poll(300, NOT_HELD, { ...all, 's3: solutionVersion': READY });
    await maintenance.poll(301, HELD, all);

    // Assess
    expect(begun).toBe(20);
    expect(ended.handOver).toMatchObject({ action: 'ACQUIRE' });
    expect(maintenance.polled).toEqual(['s20: start', 's20: solutionVersion']);
  });

  test('goes on with twenty trainings that have been asked for', async () => {
    // Prepare
    const maintenance = new Maintenance(21);
    const answers = { solution: READY, STARTED: waiting(60) };
    await maintenance.poll(0, HELD, answers);

    // Act
    await maintenance.poll(60, HELD, answers);

    // Assess
    expect(maintenance.polled).toEqual(namesOf(20).map((name) => `${name}: start`));
  });

  test('polls a training more closely with the calls that another one has left', async () => {
    // Prepare
    const maintenance = new Maintenance(2);
    await maintenance.poll(0, HELD, { ...BOTH_START, ...BOTH_TRAIN });
    await maintenance.poll(300, HELD, { ...BOTH_TRAIN, 's0: solutionVersion': waiting(2700) });
    const ends = { 's0: solutionVersion': READY, 's0: campaign': waiting(600), 's1: solutionVersion': waiting(300) };
    await maintenance.poll(3000, HELD, ends);

    // Act
    await maintenance.poll(3300, HELD, { 's1: solutionVersion': READY, 's1: campaign': waiting(600) });

    // Assess
    expect(maintenance.polled[0]).toBe('s1: solutionVersion');
    expect(maintenance.closeness[0]).toBeGreaterThan(1);
  });

  test('runs batch jobs after an upload only', async () => {
    // Prepare
    const types = (withBatchJobs: boolean) =>
      solutionSteps(stateWith(1), ['s0'], withBatchJobs).map(({ type, place }) => `${type} ${place}`);

    // Act and assess
    expect(types(false)).toEqual(['solution 0', 'solutionVersion 0', 'solutionVersion 0', 'campaign 0']);
    expect(types(true).slice(3)).toEqual(['campaign 0', 'batchInferenceJob 1']);
  });

  test.each<[string, Partial<PollAnswer> | Error]>([
    ['', READY],
    [', even if every one fails', new MissingInput('campaign', 'has no data. '.repeat(200), 'Import them.')],
  ])('six campaigns of each of a hundred solutions fit into the result of a task%s', async (_, answerOfEnd) => {
    // Prepare: state of a usual length
    const steps = solutionSteps(stateWith(100, 6), namesOf(100), true);
    const time = new Date(0).toISOString();
    const stepState = { arn: 'a'.repeat(110), result: 'CREATED', createdAt: time, since: time, tookBefore: 1234 };
    const [limit, sizes]: [number, number[]] = [262_144, []];
    let [before, now, failure]: [readonly Part[], number, string | undefined] = [[], 1_800_000_000, undefined];
    let dataLock = HELD;

    // Act
    for (let isOver = false; !isOver; ) {
      const answer = await pollSolutions(
        { steps, before, since: now * 1000, at: now * 1000, dataLock, owner: { datasetGroup: 'shop' } },
        async ({ resource: { type, until } }, part) => {
          const isEnd = part.stepState !== undefined && until === undefined;
          if (isEnd && type === 'campaign' && answerOfEnd instanceof Error) throw answerOfEnd;
          return { stepState, ...(until === 'STARTED' || isEnd ? READY : waiting(30)) } as PollAnswer;
        },
        () => false,
        () => now * 1000,
      );
      // The task is given the state before, and both are in its result, with some more
      sizes.push(JSON.stringify(before).length + JSON.stringify(answer.stepState).length);
      before = answer.stepState;
      now += answer.waitSeconds ?? 0;
      dataLock = answer.handOver?.action === 'ACQUIRE' ? HELD : (answer.handOver?.dataLock ?? dataLock);
      isOver = answer.handOver?.isOver ?? false;
      failure = answer.handOver?.failure?.cause;
    }

    // Assess
    expect(Math.max(...sizes)).toBeLessThan(limit - 50_000);
    expect(failure?.length).toBe(answerOfEnd instanceof Error ? 8001 : undefined);
  });

  test.each([
    ['at most a hundred campaigns are in progress', 101, false, [100, 0]],
    ['batch jobs, which may wait for days, leave places to campaigns', 70, true, [70, 25]],
  ] as const)('%s', async (_, count, withBatchJobs, expected) => {
    // Prepare
    const maintenance = new Maintenance(count, withBatchJobs);
    const all = { solution: READY, STARTED: READY, solutionVersion: READY, campaign: waiting(30) };

    // Act
    await maintenance.poll(0, HELD, { ...all, batchInferenceJob: waiting(300) });

    // Assess
    const begun = (type: string) => maintenance.polled.filter((name) => name.endsWith(`: ${type}`)).length;
    expect([begun('campaign'), begun('batchInferenceJob')]).toEqual(expected);
  });

  test.each([1, 10])('fits into the history if %i trainings take three days', async (count) => {
    // Prepare: entering and leaving the three states of a poll, and the three events of its function
    const eventsOfPoll = 9;
    const state = stateWith(count);
    const names = state.solutions.map(({ name }) => name);
    const steps = solutionSteps(state, names, false);
    const hours = 3600;
    let [before, now, polls]: [readonly Part[], number, number] = [[], 0, 0];

    // Act: they begin an hour after another
    for (let isOver = false; !isOver; polls += 1) {
      const clock = () => now * 1000;
      const answer = await pollSolutions(
        { steps, before, since: 0, at: clock(), dataLock: HELD, owner: { datasetGroup: 'shop' } },
        async ({ resource: { type, solution } }) => {
          const begun = names.indexOf(solution) * hours;
          const isDone = type !== 'solutionVersion' || now - begun >= 72 * hours;
          const wait = () => waitForWork('solutionVersion', 'CREATION', new Date(begun * 1000), new Date(clock()));
          return { stepState: {}, ...(isDone ? READY : waiting(wait())) } as PollAnswer;
        },
        () => false,
        clock,
      );
      before = answer.stepState;
      now += answer.waitSeconds ?? 0;
      isOver = answer.handOver?.isOver ?? false;
    }

    // Assess: of 25,000
    expect(polls * eventsOfPoll).toBeLessThan(8000);
  });
});
