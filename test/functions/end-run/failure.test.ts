import { failureOf } from '../../../functions/end-run/failure';

const EXECUTION = 'arn:aws:states:us-east-1:123456789012:execution:personalize-run:movies-1';
const CHILD = 'arn:aws:states:us-east-1:123456789012:execution:personalize-dataset-import:c1';

describe('failureOf', () => {
  test('is nothing for a run that succeeded', () => {
    expect(failureOf({}, EXECUTION)).toBeUndefined();
  });

  test.each([
    [
      'a function that threw',
      { error: 'TypeError', cause: '{"errorType":"TypeError","errorMessage":"no file"}' },
      { error: 'TypeError', cause: 'no file [personalize-run: Begin]' },
    ],
    [
      'an execution that failed, in its own words',
      {
        error: 'States.TaskFailed',
        cause: JSON.stringify({
          ExecutionArn: CHILD,
          Status: 'FAILED',
          Error: 'ResourceFailed',
          Cause: 'full',
        }),
      },
      { error: 'ResourceFailed', cause: 'full' },
    ],
    [
      'an execution that was stopped',
      { error: 'States.TaskFailed', cause: JSON.stringify({ ExecutionArn: CHILD, Status: 'ABORTED' }) },
      {
        error: 'States.TaskFailed',
        cause: `${CHILD} ended as ABORTED [personalize-run: Begin]`,
      },
    ],
    [
      'an execution that a person stopped, with a reason',
      {
        error: 'States.TaskFailed',
        cause: JSON.stringify({ ExecutionArn: CHILD, Status: 'ABORTED', Error: 'Wrong', Cause: 'not today' }),
      },
      { error: 'Wrong', cause: 'not today [personalize-run: Begin]' },
    ],
    [
      'anything else',
      { error: 'States.DataLimitExceeded', cause: '{not JSON' },
      { error: 'States.DataLimitExceeded', cause: '{not JSON [personalize-run: Begin]' },
    ],
  ])('names the step of %s', (_name, end, expected) => {
    expect(failureOf({ ...end, step: 'Begin' }, EXECUTION)).toEqual(expected);
  });
});
