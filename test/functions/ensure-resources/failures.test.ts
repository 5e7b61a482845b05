import { failureOfItem, failureOfRun } from '../../../functions/ensure-resources/failures';
import type { StepProgress } from '../../../functions/ensure-resources/work-poll';
import { RefusedBefore, ResourceFailed } from '../../../lib/reconciler/errors';
import { SUPERSEDED_FILE } from '../../../lib/record-table/progress';
import { item } from '../../support/loop-world';

const CHECK = item('check', { type: 'datasetImportJob', stepOptions: { until: 'CHECKED' } });
const LIST = [item('a'), CHECK, item('b'), item('c')];

const FULL = failed('full');

function failed(message: string, name = 'ResourceFailed'): StepProgress {
  return { status: 'FAILED', failure: { name, message } };
}

/** The failure of a run with this progress. All other items are ready. */
function failure(progress: Readonly<Record<string, StepProgress>>) {
  const ready = LIST.map(({ id }): [string, StepProgress] => [id, { status: 'READY' }]);
  return failureOfRun(LIST, new Map([...ready, ...Object.entries(progress)]));
}

describe('the failure of an item', () => {
  it('has name and message of an error that names its resource', () => {
    // Act and assess
    expect(failureOfItem(LIST[0] ?? CHECK, new ResourceFailed("campaign 'x'", 'no capacity'))).toEqual({
      name: 'ResourceFailed',
      message: "campaign 'x': no capacity",
    });
    expect(failureOfItem(CHECK, new RefusedBefore('import', 'no rows')).name).toBe('RefusedBefore');
  });

  it('begins with the title of the item if the error names no resource', () => {
    // Act
    const { name, message } = failureOfItem(LIST[0] ?? CHECK, new TypeError('x is not a function'));

    // Assess
    expect(name).toBe('StepBroke');
    expect(message).toMatch(/^title of a: .*x is not a function/);
  });
});

describe('the failure of a run', () => {
  it('is absent if no item has failed', () => {
    // Act and assess
    expect(failure({ a: { status: 'READY' } })).toBeUndefined();
  });

  it('lists the failed items in the order of the work, and has the error name of the first', () => {
    // Act and assess
    expect(failure({ c: failed('c: gone', 'ResourceConflict'), a: failed('a: full') })).toEqual({
      error: 'ResourceFailed',
      cause: 'a: full\nc: gone',
    });
  });

  it('begins with refused data, and says that nothing was imported', () => {
    // Act and assess
    expect(failure({ a: failed('a: full'), check: failed('interactions.csv: no rows', 'UnmetNeed') })).toEqual({
      error: 'UnmetNeed',
      cause:
        'interactions.csv: no rows\nNo import was started, because not all data of the run passed their check.\na: full',
    });
  });

  it.each(['RefusedBefore', SUPERSEDED_FILE])('is absent if %s is the only failure', (name) => {
    // Act and assess
    expect(failure({ check: failed('the same as before', name) })).toBeUndefined();
  });

  it('also lists failures that alone would not make the run fail', () => {
    // Act and assess
    expect(failure({ check: failed('refused before', 'RefusedBefore'), b: failed('b: full') })).toMatchObject({
      error: 'ResourceFailed',
      cause: expect.stringMatching(/^refused before\n.*\nb: full$/),
    });
  });

  it('lists the items that were not started because of the failure', () => {
    // Prepare
    const list = [
      ...LIST,
      item('import', { type: 'datasetImportJob' }),
      item('start', { type: 'solutionVersion', stepOptions: { until: 'STARTED' } }),
      item('version', { type: 'solutionVersion', continues: 'start' }),
    ];

    // Act
    const last = (failed: string) =>
      failureOfRun(list, new Map([[failed, FULL]]))
        ?.cause.split('\n')
        .at(-1);

    // Assess: after `check` has failed, the list has no import, because another line says that no import was started
    expect(last('a')).toBe(
      'As a result, these were not started: title of b, title of c, title of import, title of version.',
    );
    expect(last('check')).toBe(
      'As a result, these were not started: title of a, title of b, title of c, title of version.',
    );
    expect(last('start')).toBe(
      'As a result, these were not started: title of a, title of b, title of c, title of import.',
    );
  });

  it.each([
    ['the file was not put in force', item('file', { work: { kind: 'FILE' } }), 'ResourceConflict'],
    ['the decision was refused', item('decision', { work: { kind: 'DECISION', solution: 'x' } }), 'DecisionRefused'],
  ])('lists no items that were not started if %s', (_, condition, error) => {
    // Act and assess
    expect(failureOfRun([condition, ...LIST], new Map([[condition.id, failed('no', error)]]))).toEqual({
      error,
      cause: 'no',
    });
  });

  it('lists at most twenty items that were not started', () => {
    // Prepare
    const list = Array.from({ length: 25 }, (_, index) => item(`i${index}`));

    // Act and assess
    expect(failureOfRun(list, new Map([['i0', failed('full')]]))?.cause).toMatch(/title of i20 and 4 more\.$/);
  });

  it('fits into a cause of Step Functions even if 2,000 items have failed', () => {
    // Prepare
    const list = Array.from({ length: 2000 }, (_, index) => item(`i${index}`));
    const progress = new Map(list.map(({ id }) => [id, failed(`${id}: ${'x'.repeat(200)}`)]));

    // Act
    const cause = failureOfRun(list, progress)?.cause ?? '';

    // Assess
    expect(cause).toContain('i0: xxx');
    // A cause has at most 32,768 characters (Step Functions API reference, StopExecution, November 2026). This cause
    // may become part of another cause, and is then escaped as JSON twice.
    expect(JSON.stringify(JSON.stringify({ Cause: cause })).length).toBeLessThan(32_768);
  });
});
