import type { ResourceType } from '../../../../lib/personalize/resource-types';
import { withinLimit } from '../../../../lib/reconciler/apply/wait-limits';
import type { Obstacle, Progress, WaitFor, WaitingSince } from '../../../../lib/reconciler/step';

const START = Date.parse('2026-01-05T10:00:00Z');
const HOUR = 3600;
const DAY = 24 * HOUR;

function stepAt(seconds: number, type: ResourceType = 'campaign') {
  return { type, title: "campaign 'top'", now: new Date(START + seconds * 1000) };
}

function waiting(waitFor: WaitFor, reason = 'ThrottlingException: Rate exceeded.'): Progress {
  return { status: 'WAIT', reason, stepState: { result: 'UNCHANGED' }, waitFor };
}

/**
 * Calls `withinLimit` for these waits of one step in order, and returns the `waitingSince` of the last call.
 *
 * @param met waits, each with the seconds since the start of the step
 */
function meet(type: ResourceType, ...met: readonly (readonly [number, WaitFor])[]): WaitingSince | undefined {
  let noted: WaitingSince | undefined;
  for (const [seconds, waitFor] of met)
    noted = withinLimit(stepAt(seconds, type), noted, waiting(waitFor)).stepState.waitingSince;
  return noted;
}

const obstacle = (kind: Obstacle): WaitFor => ({ kind });
const work = (of: 'CREATION' | 'UPDATE' | 'START'): WaitFor => ({ kind: 'WORK', of, since: new Date(START) });

describe('withinLimit', () => {
  test.each<[string, ResourceType, WaitFor, number]>([
    ['a name to become free', 'campaign', obstacle('ALREADY_EXISTS'), 600],
    ['an answer of the service', 'campaign', obstacle('NO_ANSWER'), HOUR],
    ['a parent that is in use', 'dataset', obstacle('IN_USE'), 6 * HOUR],
    ['a solution that is in use', 'solutionVersion', obstacle('IN_USE'), 6 * HOUR],
    ['the quota for a filter', 'filter', obstacle('QUOTA'), 4 * DAY],
    ['the quota for an import', 'datasetImportJob', obstacle('QUOTA'), 4 * DAY],
    ['the quota for a training', 'solutionVersion', obstacle('QUOTA'), 4 * DAY],
    ['a deletion', 'dataset', obstacle('DELETION'), 6 * HOUR],
    ['another import', 'datasetImportJob', obstacle('PREREQUISITE'), 4 * DAY],
    ['a filter', 'batchInferenceJob', obstacle('PREREQUISITE'), 4 * DAY],
    ['the creation of a campaign', 'campaign', work('CREATION'), 6 * HOUR],
    ['the beginning of a training', 'solutionVersion', work('START'), 6 * HOUR],
  ])('waits for %s, in a step of a %s, and gives up at the limit', (_what, type, waitFor, limit) => {
    // Act and assess
    expect(() => meet(type, [0, waitFor], [limit - 1, waitFor])).not.toThrow();
    expect(() => meet(type, [0, waitFor], [limit, waitFor])).toThrow(/gave up after waiting for/);
  });

  test.each<ResourceType>([
    'solutionVersion',
    'datasetImportJob',
    'batchInferenceJob',
    'batchSegmentJob',
    'recommender',
  ])('waits without a limit while Personalize works on a %s', (type) => {
    // Act and assess
    expect(() => meet(type, [0, work('CREATION')], [30 * DAY, work('CREATION')])).not.toThrow();
  });

  test('waits without a limit while the resource is BUSY, and then counts a wait with IN_USE anew', () => {
    // Prepare
    const busy = obstacle('BUSY');

    // Act
    const noted = meet(
      'dataset',
      [0, obstacle('IN_USE')],
      [60, busy],
      [3 * DAY, busy],
      [3 * DAY + 60, obstacle('IN_USE')],
    );

    // Assess
    expect(noted).toEqual({ IN_USE: '2026-01-08T10:01:00.000Z' });
  });

  test('says, when it gives up, for which resource, after how long, why, and what to do', () => {
    // Act
    const act = () =>
      withinLimit(stepAt(HOUR), { NO_ANSWER: new Date(START).toISOString() }, waiting(obstacle('NO_ANSWER')));

    // Assess
    expect(act).toThrow(
      "campaign 'top': gave up after waiting for 1 h: ThrottlingException: Rate exceeded. Check that this service is available",
    );
  });

  test.each<[ResourceType, RegExp]>([
    ['campaign', /choose another name in the parameter file/],
    ['dataset', /A dataset group has one dataset of a type/],
    ['eventTracker', /A dataset group has one event tracker/],
    ['datasetImportJob', /the job gets another name/],
    ['batchInferenceJob', /the job gets another name/],
  ])('gives advice if the name of a %s is in use', (type, advice) => {
    // Act
    const act = () => meet(type, [0, obstacle('ALREADY_EXISTS')], [600, obstacle('ALREADY_EXISTS')]);

    // Assess
    expect(act).toThrow(advice);
  });

  test('counts the wait for an answer anew when Personalize has answered in between', () => {
    // Act
    const noted = meet('campaign', [0, obstacle('NO_ANSWER')], [3000, work('CREATION')], [4000, obstacle('NO_ANSWER')]);

    // Assess
    expect(noted).toEqual({ WORK: '2026-01-05T10:50:00.000Z', NO_ANSWER: '2026-01-05T11:06:40.000Z' });
  });

  test('goes on counting the wait for a quota after a lost answer', () => {
    // Act
    const noted = meet('campaign', [0, obstacle('QUOTA')], [3000, obstacle('NO_ANSWER')], [3300, obstacle('QUOTA')]);

    // Assess
    expect(noted).toEqual({ QUOTA: '2026-01-05T10:00:00.000Z' });
  });

  test('names the quota of work in progress, and how to raise it, when it gives up', () => {
    // Act
    const act = () => meet('solutionVersion', [0, obstacle('QUOTA')], [4 * DAY, obstacle('QUOTA')]);

    // Assess
    expect(act).toThrow(
      /"Pending or In Progress solution versions": `aws service-quotas .* L-9C16B368 .*`\. Then upload the parameter file again\.$/,
    );
  });

  test('gives up after an hour even if NO_ANSWER and NOT_VISIBLE alternate', () => {
    // Prepare
    const met = Array.from({ length: 130 }, (_, index): [number, WaitFor] => [
      index * 30,
      obstacle(index % 2 === 0 ? 'NO_ANSWER' : 'NOT_VISIBLE'),
    ]);

    // Act and assess
    expect(() => meet('solutionVersion', ...met)).toThrow('gave up after waiting for 1 h');
  });

  test('returns the progress of a ready resource unchanged', () => {
    // Prepare
    const ready: Progress = { status: 'READY', stepState: { result: 'CREATED' } };

    // Act and assess
    expect(withinLimit(stepAt(0), { NO_ANSWER: 'before' }, ready)).toBe(ready);
  });
});
