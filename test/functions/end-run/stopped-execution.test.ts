import { failureOf } from '../../../functions/end-run/failure';
import { endOfStopped, isStatusChange, type StatusChange } from '../../../functions/end-run/stopped-execution';

const ARN = 'arn:aws:states:us-east-1:123456789012:execution:personalize-run:movies-1';
const SCHEDULED_RUN = { datasetGroup: 'movies', task: 'top', scheduledTime: '2026-01-05T00:00:00Z' };

function statusChange(changes: Partial<StatusChange['detail']> = {}): StatusChange {
  return {
    source: 'aws.states',
    detail: {
      executionArn: ARN,
      name: 'movies-1',
      status: 'ABORTED',
      startDate: Date.UTC(2026, 0, 5, 0, 0, 1, 120),
      input: JSON.stringify(SCHEDULED_RUN),
      error: null,
      cause: null,
      ...changes,
    },
  };
}

/** Returns error and cause of the run as its record and its notification have them. */
function failure(changes: Partial<StatusChange['detail']>) {
  return failureOf(endOfStopped(statusChange(changes)).end, ARN);
}

describe('an execution that was stopped or timed out', () => {
  test('has an event that can be distinguished from the input that `run` sends', () => {
    expect(isStatusChange(statusChange())).toBe(true);
    expect(isStatusChange(endOfStopped(statusChange()))).toBe(false);
  });

  test('is reported with its name, start and input', () => {
    expect(endOfStopped(statusChange())).toMatchObject({
      begun: {},
      execution: { Id: ARN, Name: 'movies-1', StartTime: '2026-01-05T00:00:01.120Z', Input: SCHEDULED_RUN },
    });
  });

  test.each([
    ['a stop without a reason', {}, 'RunStopped', 'The execution was stopped; no reason was given.'],
    ['a stop with a cause', { cause: 'By hand.' }, 'RunStopped', 'The execution was stopped: By hand.'],
    [
      'a stop with an error and a cause in JSON',
      { error: 'Stopped', cause: '{"by": "hand"}' },
      'RunStopped',
      'The execution was stopped: Stopped: {"by": "hand"}',
    ],
    ['a timeout', { status: 'TIMED_OUT' }, 'RunTimedOut', 'The execution timed out.'],
    [
      'a timeout with an error',
      { status: 'TIMED_OUT', error: 'States.Timeout' },
      'RunTimedOut',
      'The execution timed out: States.Timeout',
    ],
  ] as const)('has a failure that says how it ended: %s', (_, changes, error, cause) => {
    expect(failure(changes)).toEqual({ error, cause });
  });

  test('cannot be reported without its input', () => {
    expect(() => endOfStopped(statusChange({ input: null }))).toThrow(
      `The event about execution ${ARN} (ABORTED) has no input: Step Functions leaves out an input above 248 KiB.`,
    );
  });
});
