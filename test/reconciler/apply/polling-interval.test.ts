import type { ResourceType } from '../../../personalize/resource-types';
import {
  type Expected,
  secondsUntilNextPoll,
  shortestWaitOf,
  waitForQuota,
  waitForRetry,
  waitForWork,
} from '../../../reconciler/apply/polling-interval';
import type { Step, StepState, WaitFor } from '../../../reconciler/step';

const SINCE = new Date('2026-01-05T00:00:00Z');
const HOUR = 3600;

const at = (seconds: number) => new Date(SINCE.getTime() + seconds * 1000);

/** Ages at which work of a length is polled, the one that finds it done included. */
function pollsOf(type: ResourceType, length: number, expected: Expected = {}): readonly number[] {
  const ages = [0];
  for (let age = 0; age < length; ages.push(age)) age += waitForWork(type, 'CREATION', SINCE, at(age), expected);
  return ages;
}

describe('waitForWork', () => {
  test.each([
    ['solutionVersion', 0, 300],
    ['solutionVersion', 300, 660],
    ['solutionVersion', 900, 80],
    ['solutionVersion', HOUR, 81],
    ['solutionVersion', 10 * HOUR, 300],
    ['solutionVersion', 48 * HOUR, 1210],
    ['recommender', 0, 300],
    ['recommender', 300, 1080],
    ['recommender', 1380, 60],
    ['datasetImportJob', 0, 120],
    ['datasetImportJob', 120, 18],
    ['datasetImportJob', 899, 18],
    ['datasetImportJob', 900, 36],
    ['datasetImportJob', HOUR, 81],
    ['dataset', 0, 15],
    ['dataset', 15, 5],
    ['solution', 0, 5],
  ] as const)('for a %s after %i s it waits %i s', (type, age, expected) => {
    // Act
    const wait = waitForWork(type, 'CREATION', SINCE, at(age));

    // Assess
    expect(wait).toBe(expected);
  });

  test.each([
    [3, 5000],
    [30, 25_000],
  ])('work of %i days fits into the history of an execution', (days, limit) => {
    // Prepare: entering and leaving the three states of a poll, and the three events of its function
    const eventsOfPoll = 9;

    // Act
    const polls = pollsOf('solutionVersion', days * 24 * HOUR).length;

    // Assess
    expect(polls * eventsOfPoll).toBeLessThan(limit);
  });

  test('a training that is polled more closely is so once it could have ended', () => {
    // Act
    const waits = [300, 960].map((age) => waitForWork('solutionVersion', 'CREATION', SINCE, at(age), { closeness: 2 }));

    // Assess
    expect(waits).toEqual([660, 40]);
  });

  test('an update of a recommender is not waited for as long as a creation', () => {
    // Act
    const [creation, update] = (['CREATION', 'UPDATE'] as const).map((of) =>
      waitForWork('recommender', of, SINCE, at(250)),
    );

    // Assess
    expect([creation, update]).toEqual([300, 50]);
  });

  test('the beginning of a training is noticed within a minute', () => {
    // Act and assess
    expect(waitForWork('solutionVersion', 'START', SINCE, at(0))).toBe(60);
  });

  test('work that has begun after now, by the clock of another service, is new', () => {
    // Act and assess
    expect(waitForWork('campaign', 'CREATION', SINCE, at(-30))).toBe(waitForWork('campaign', 'CREATION', SINCE, SINCE));
  });

  test.each([
    [20, 40],
    [60, 40],
    [600, 40],
  ])('a training of %i minutes takes at most %i polls an hour', (minutes, limit) => {
    // Act
    const count = pollsOf('solutionVersion', minutes * 60).length;

    // Assess
    expect(count / (minutes / 60)).toBeLessThanOrEqual(limit);
  });

  test.each(['datasetImportJob', 'campaign', 'batchInferenceJob', 'solutionVersion', 'recommender'] as const)(
    'the success of a %s is noticed within 5 minutes, whenever it comes',
    (type) => {
      // Act
      const ages = pollsOf(type, 10 * HOUR);

      // Assess: it does not come before the least time, where the second wait ends
      const waits = ages.slice(1).map((age, index) => age - (ages[index] ?? 0));
      expect(Math.max(...waits.slice(2))).toBe(300);
    },
  );
});

describe('waitForWork, of a training with User-Personalization', () => {
  const expected = { recipe: 'aws-user-personalization-v2' };

  test.each([20, 60, 600])('takes at most 40 polls an hour in %i minutes', (minutes) => {
    // Act and assess
    expect(pollsOf('solutionVersion', minutes * 60, expected).length / (minutes / 60)).toBeLessThanOrEqual(40);
  });

  test('is closest while most of them end', () => {
    // Act
    const waits = [1140, 2999, 3000].map((age) => waitForWork('solutionVersion', 'CREATION', SINCE, at(age), expected));

    // Assess
    expect(waits).toEqual([62, 62, 124]);
  });
});

describe('waitForWork, of work that took a known time before', () => {
  const late = (type: ResourceType, length: number, took?: number) =>
    (pollsOf(type, length, { took }).at(-1) ?? 0) - length;

  test.each([
    ['solutionVersion', 3000],
    ['solutionVersion', 3 * HOUR],
    ['solutionVersion', 10 * HOUR],
    ['datasetImportJob', 1200],
  ] as const)('notices the end of a %s of %i s within a hundredth of it, with fewer polls', (type, length) => {
    // Act
    const ends = [0.95, 1, 1.05].map((share) => late(type, length * share, length));

    // Assess
    expect(Math.max(...ends)).toBeLessThanOrEqual(length / 100);
    expect(pollsOf(type, length, { took: length }).length).toBeLessThan(pollsOf(type, length).length);
  });

  test.each([
    ['batchInferenceJob', 1200],
    ['batchSegmentJob', HOUR],
  ] as const)(
    'notices the end of a %s of %i s, for which nothing waits, as usual, with half as many polls',
    (type, length) => {
      // Act
      const ends = [0.95, 1, 1.05].map((share) => late(type, length * share, length));

      // Assess
      expect(Math.max(...ends)).toBeLessThanOrEqual(length * 0.025);
      expect(pollsOf(type, length, { took: length }).length).toBeLessThan(pollsOf(type, length).length * 0.55);
    },
  );

  test.each([0.5, 0.8, 1.2, 2, 5])(
    'takes no more polls than without, but for two, if it takes %d times as long',
    (share) => {
      // Act
      const counts = [1200, 2400, 3600, 5 * HOUR].map((took) => {
        const length = took * share;
        return pollsOf('solutionVersion', length, { took }).length - pollsOf('solutionVersion', length).length;
      });

      // Assess
      expect(Math.max(...counts)).toBeLessThanOrEqual(2);
    },
  );

  test('still notices an end that comes much earlier within five minutes', () => {
    // Act
    const ends = [1000, 1700, 2400].map((length) => late('solutionVersion', length, 3600));

    // Assess
    expect(Math.max(...ends)).toBeLessThanOrEqual(300);
  });

  test('fits three days of it into the history of an execution', () => {
    // Act
    const polls = pollsOf('solutionVersion', 72 * HOUR, { took: 72 * HOUR }).length;

    // Assess: nine events a poll
    expect(polls * 9).toBeLessThan(5000);
  });
});

describe('waitForRetry', () => {
  test.each([
    [0, 5],
    [99, 5],
    [200, 10],
    [HOUR, 180],
    [6000, 300],
    [48 * HOUR, 300],
  ])('after %i s it waits %i s', (age, expected) => {
    // Act and assess
    expect(waitForRetry(SINCE, at(age))).toBe(expected);
  });
});

describe('waitForQuota', () => {
  test.each([
    [0, 30],
    [200, 30],
    [600, 90],
    [HOUR, 540],
    [48 * HOUR, 600],
  ])('after %i s it waits %i s', (age, expected) => {
    // Act and assess
    expect(waitForQuota(SINCE, at(age))).toBe(expected);
  });
});

describe('the next poll of a step', () => {
  test.each<[WaitFor, StepState['waitingSince'], number]>([
    [{ kind: 'WORK', of: 'CREATION', since: SINCE }, undefined, waitForWork('campaign', 'CREATION', SINCE, at(HOUR))],
    [{ kind: 'QUOTA' }, { QUOTA: SINCE.toISOString() }, 540],
    [{ kind: 'QUOTA' }, { BUSY: SINCE.toISOString() }, 30],
    [{ kind: 'BUSY' }, { BUSY: SINCE.toISOString() }, 180],
    [{ kind: 'BUSY' }, undefined, 5],
  ])('that waits for %j, since %j, is in %i s', (waitFor, waitingSince, expected) => {
    // Prepare
    const step = { resource: { type: 'campaign' }, now: at(HOUR) } as unknown as Step;
    const stepState: StepState = { result: 'UNCHANGED', ...(waitingSince && { waitingSince }) };

    // Act
    const seconds = secondsUntilNextPoll(step, { status: 'WAIT', reason: '', stepState, waitFor });

    // Assess
    expect(seconds).toBe(expected);
  });
});

describe('the next poll of a training', () => {
  const training = (recipe: string, age: number, tookBefore?: number) =>
    secondsUntilNextPoll(
      {
        resource: { type: 'solutionVersion', pointer: '/solutions/0' },
        state: {
          solutions: [{ recipeArn: `arn:aws:personalize:::recipe/${recipe}`, solution: { pointer: '/solutions/0' } }],
        },
        now: at(age),
      } as unknown as Step,
      {
        ...{ status: 'WAIT', reason: '', waitFor: { kind: 'WORK', of: 'CREATION', since: SINCE } },
        stepState: { result: 'CREATED', ...(tookBefore !== undefined && { tookBefore }) },
      },
    );

  test('is by its recipe, and by how long the last one took', () => {
    // Act
    const waits = [
      training('aws-user-personalization-v2', 1140),
      training('aws-sims', 1140),
      training('aws-sims', 1140, 3600),
    ];

    // Assess
    expect(waits).toEqual([62, 80, 160]);
  });

  test('is within five minutes for the first five, however long the last one took', () => {
    // Act
    const waits = [0, 299, 300].map((age) => training('aws-sims', age, 3600));

    // Assess
    expect(waits).toEqual([300, 300, 660]);
  });
});

describe('the next attempt of one that waits for a quota', () => {
  test('is when the quota is estimated to be free', () => {
    // Prepare
    const step = { resource: { type: 'solutionVersion' }, now: at(HOUR) } as unknown as Step;
    const progress = { status: 'WAIT', reason: '', stepState: { result: 'UNCHANGED' } } as const;

    // Act and assess
    expect(secondsUntilNextPoll(step, { ...progress, waitFor: { kind: 'QUOTA', seconds: 52.5 } })).toBe(53);
  });
});

describe('waitForWork, whatever the last time it took', () => {
  test.each([
    ['an update', 'UPDATE', 100, 2000],
    ['what took five minutes', 'CREATION', 0, 300],
    ['what takes a tenth longer', 'CREATION', 1100, 1000],
    ['what takes much longer', 'CREATION', 5000, 1000],
  ] as const)('waits for %s as if it was not known', (_what, work, age, took) => {
    // Act
    const [known, unknown] = [{ took }, {}].map((expected) => waitForWork('campaign', work, SINCE, at(age), expected));

    // Assess
    expect(known).toBe(unknown);
  });
});

describe('the shortest wait of a step of several resources', () => {
  test.each([
    [0, 1],
    [100, 1],
    [1000, 7],
    [1001, 8],
  ])('after %i s is %i s', (age, expected) => {
    // Act and assess
    expect(shortestWaitOf(SINCE, at(age))).toBe(expected);
  });
});
