import { failureOf } from '../../../functions/end-run/failure';

const EXECUTION = 'arn:aws:states:us-east-1:123456789012:execution:personalize-run:movies-1';
const CHILD = 'arn:aws:states:us-east-1:123456789012:execution:personalize-ensure-resources:c1';

describe('failureOf', () => {
  test('is absent for a run that succeeded', () => {
    expect(failureOf({}, EXECUTION)).toBeUndefined();
  });

  test.each([
    [
      'a function that threw',
      { error: 'TypeError', cause: '{"errorType":"TypeError","errorMessage":"no file"}' },
      { error: 'TypeError', cause: 'no file [personalize-run: Begin]' },
    ],
    [
      'an execution that failed with an error and a cause',
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
        error: 'RunStopped',
        cause: `The execution was stopped; no reason was given. [personalize-run: Begin] (${CHILD})`,
      },
    ],
    [
      'an execution that a person stopped, with a reason',
      {
        error: 'States.TaskFailed',
        cause: JSON.stringify({ ExecutionArn: CHILD, Status: 'ABORTED', Error: 'Wrong', Cause: 'not today' }),
      },
      {
        error: 'RunStopped',
        cause: `The execution was stopped: Wrong: not today [personalize-run: Begin] (${CHILD})`,
      },
    ],
    [
      'an execution that failed because its function threw',
      {
        error: 'States.TaskFailed',
        cause: JSON.stringify({
          ExecutionArn: CHILD,
          Status: 'FAILED',
          Error: 'TypeError',
          Cause: '{"errorType":"TypeError","errorMessage":"no file"}',
        }),
      },
      { error: 'TypeError', cause: 'no file [personalize-ensure-resources]' },
    ],
    [
      'an execution that failed because its function ended without a message',
      {
        error: 'States.TaskFailed',
        cause: JSON.stringify({ ExecutionArn: CHILD, Status: 'FAILED', Error: 'Unhandled', Cause: '{"trace":[]}' }),
      },
      { error: 'Unhandled', cause: '{"trace":[]} [personalize-ensure-resources]' },
    ],
    [
      'an execution that timed out',
      { error: 'States.TaskFailed', cause: JSON.stringify({ ExecutionArn: CHILD, Status: 'TIMED_OUT' }) },
      { error: 'RunTimedOut', cause: `The execution timed out. [personalize-run: Begin] (${CHILD})` },
    ],
    [
      'an execution whose JSON was cut off',
      { error: 'States.TaskFailed', cause: '{"Cause":"full","Input":"{\\"work' },
      { error: 'States.TaskFailed', cause: '{"Cause":"full","Input":"{\\"work [personalize-run: Begin]' },
    ],
    [
      'an error whose JSON has none of the expected members',
      { error: 'States.Runtime', cause: '{"code":1}' },
      { error: 'States.Runtime', cause: '{"code":1} [personalize-run: Begin]' },
    ],
    [
      'an error whose text is not JSON',
      { error: 'States.DataLimitExceeded', cause: '{not JSON' },
      { error: 'States.DataLimitExceeded', cause: '{not JSON [personalize-run: Begin]' },
    ],
  ])('gives the error and the reason of %s', (_name, end, expected) => {
    expect(failureOf({ ...end, step: 'Begin' }, EXECUTION)).toEqual(expected);
  });
});
