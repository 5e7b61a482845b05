import type { ResourceType } from '../../../../lib/personalize/resource-types';
import {
  secondsUntilNextPoll,
  waitForQuota,
  waitForRetry,
  waitForWork,
} from '../../../../lib/reconciler/apply/polling-interval';
import type { StepState, WaitFor } from '../../../../lib/reconciler/step';

const SINCE = new Date('2026-01-05T00:00:00Z');
const HOUR = 3600;

const at = (seconds: number) => new Date(SINCE.getTime() + seconds * 1000);

/** Ages in seconds at which work of `length` seconds is polled. The last poll finds its end. */
function pollsOf(type: ResourceType, length: number): readonly number[] {
  const ages = [0];
  for (let age = 0; age < length; ages.push(age)) age += waitForWork(type, 'CREATION', SINCE, at(age));
  return ages;
}

describe('waitForWork', () => {
  test.each([
    ['solutionVersion', 0, 300],
    ['solutionVersion', 300, 300],
    ['solutionVersion', 600, 300],
    ['solutionVersion', 900, 75],
    ['solutionVersion', HOUR, 81],
    ['solutionVersion', 10 * HOUR, 300],
    ['solutionVersion', 12 * HOUR, 303],
    ['solutionVersion', 48 * HOUR, 1210],
    ['recommender', 0, 300],
    ['recommender', 1380, 60],
    ['datasetImportJob', 0, 120],
    ['datasetImportJob', 120, 20],
    ['datasetImportJob', 899, 21],
    ['datasetImportJob', HOUR, 81],
    ['dataset', 0, 15],
    ['dataset', 15, 5],
    ['solution', 0, 5],
  ] as const)('for a %s whose creation began %i s ago is %i s', (type, age, expected) => {
    // Act
    const wait = waitForWork(type, 'CREATION', SINCE, at(age));

    // Assess
    expect(wait).toBe(expected);
  });

  test.each([
    [3, 5000],
    [30, 25_000],
  ])('polls a training of %i days so rarely that all polls cause fewer than %i events', (days, limit) => {
    // Prepare: a poll enters and leaves three states, and its function adds three events
    const eventsOfPoll = 9;

    // Act
    const polls = pollsOf('solutionVersion', days * 24 * HOUR).length;

    // Assess
    expect(polls * eventsOfPoll).toBeLessThan(limit);
  });

  test('waits less for an update of a recommender than for its creation', () => {
    // Act
    const [creation, update] = (['CREATION', 'UPDATE'] as const).map((of) =>
      waitForWork('recommender', of, SINCE, at(250)),
    );

    // Assess
    expect([creation, update]).toEqual([300, 50]);
  });

  test('notices the beginning of a training within a minute', () => {
    // Act and assess
    expect(waitForWork('solutionVersion', 'START', SINCE, at(0))).toBe(60);
  });

  test('treats work as new if it seems to begin in the future, because the clocks of services differ', () => {
    // Act and assess
    expect(waitForWork('campaign', 'CREATION', SINCE, at(-30))).toBe(waitForWork('campaign', 'CREATION', SINCE, SINCE));
  });

  test.each([20, 60, 600])('polls a training of %i minutes at most 60 times an hour', (minutes) => {
    // Act
    const count = pollsOf('solutionVersion', minutes * 60).length;

    // Assess
    expect(count / (minutes / 60)).toBeLessThanOrEqual(60);
  });

  test.each(['datasetImportJob', 'campaign', 'batchInferenceJob', 'solutionVersion', 'recommender'] as const)(
    'notices within 5 minutes the end of a %s that takes up to ten hours',
    (type) => {
      // Act
      const ages = pollsOf(type, 10 * HOUR);

      // Assess
      const waits = ages.slice(1).map((age, index) => age - (ages[index] ?? 0));
      expect(Math.max(...waits)).toBe(300);
    },
  );
});

describe('waitForRetry', () => {
  test.each([
    [0, 5],
    [99, 5],
    [200, 10],
    [HOUR, 180],
    [6000, 300],
    [48 * HOUR, 300],
  ])('for a step that has waited %i s is %i s', (age, expected) => {
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
  ])('for a step that has waited %i s for a quota is %i s', (age, expected) => {
    // Act and assess
    expect(waitForQuota(SINCE, at(age))).toBe(expected);
  });
});

describe('the next poll of a step', () => {
  test.each<[string, WaitFor, StepState['waitingSince'], number]>([
    [
      'that has waited an hour for the creation of a campaign is in 81 s',
      { kind: 'WORK', of: 'CREATION', since: SINCE },
      undefined,
      waitForWork('campaign', 'CREATION', SINCE, at(HOUR)),
    ],
    ['that has waited for a quota for an hour is in 540 s', { kind: 'QUOTA' }, { QUOTA: SINCE.toISOString() }, 540],
    [
      'that begins to wait for a quota, after it has waited for other work, is in 30 s',
      { kind: 'QUOTA' },
      { BUSY: SINCE.toISOString() },
      30,
    ],
    ['that has waited for other work for an hour is in 180 s', { kind: 'BUSY' }, { BUSY: SINCE.toISOString() }, 180],
    ['that begins to wait for other work is in 5 s', { kind: 'BUSY' }, undefined, 5],
  ])('%s', (_, waitFor, waitingSince, expected) => {
    // Prepare
    const stepState: StepState = { result: 'UNCHANGED', ...(waitingSince && { waitingSince }) };

    // Act
    const seconds = secondsUntilNextPoll('campaign', { status: 'WAIT', reason: '', stepState, waitFor }, at(HOUR));

    // Assess
    expect(seconds).toBe(expected);
  });
});
