import type { EventsService } from '../../../local/events/service';
import type { ExecutionEvent, ExecutionView } from '../../../local/stepfunctions/events';
import { announceStatus } from '../../../local/stepfunctions/status-events';

const EXECUTION: ExecutionView = {
  arn: 'arn:aws:states:us-east-1:123456789012:execution:machine:one',
  name: 'one',
  stateMachine: { arn: 'arn:aws:states:us-east-1:123456789012:stateMachine:machine', name: 'machine' },
  status: 'RUNNING',
  startDate: new Date('2026-01-14T12:00:00.123Z'),
  stopDate: undefined,
  inputText: '{"a":1}',
  output: undefined,
  error: undefined,
  cause: undefined,
};

/** What is announced of an execution. */
function announced(kind: ExecutionEvent['kind'], execution: Partial<ExecutionView> = {}) {
  const made: unknown[] = [];
  const events = { announce: (make: () => unknown) => made.push(make()) };
  const event = { kind, execution: { ...EXECUTION, ...execution } } as ExecutionEvent;
  announceStatus(event, events as unknown as EventsService);
  return made;
}

describe('the status of an execution', () => {
  it('is announced when it begins', () => {
    expect(announced('executionStarted')).toEqual([
      {
        Source: 'aws.states',
        DetailType: 'Step Functions Execution Status Change',
        Resources: [EXECUTION.arn],
        Detail: {
          executionArn: EXECUTION.arn,
          stateMachineArn: EXECUTION.stateMachine.arn,
          name: 'one',
          status: 'RUNNING',
          startDate: Date.UTC(2026, 0, 14, 12, 0, 0, 123),
          stopDate: null,
          input: '{"a":1}',
          inputDetails: { included: true },
          output: null,
          outputDetails: null,
          error: null,
          cause: null,
        },
      },
    ]);
  });

  it.each([
    [
      { status: 'SUCCEEDED', output: '{}' },
      { output: '{}', outputDetails: { included: true } },
    ],
    [
      { status: 'FAILED', error: 'Broken', cause: 'Why.' },
      { error: 'Broken', cause: 'Why.', output: null },
    ],
    [
      { status: 'ABORTED', cause: 'By hand.' },
      { error: null, cause: 'By hand.' },
    ],
    [{ status: 'TIMED_OUT' }, { error: null, cause: null }],
  ] as const)('is announced when it ends: %j', (end, expected) => {
    const stopDate = new Date('2026-01-14T13:00:00Z');
    expect(announced('executionFinished', { ...end, stopDate })).toMatchObject([
      { Detail: { status: end.status, stopDate: stopDate.getTime(), ...expected } },
    ]);
  });

  it('leaves out input and output that are large together', () => {
    const half = JSON.stringify('x'.repeat(125 * 1024));
    expect(
      announced('executionFinished', { status: 'SUCCEEDED', inputText: half, output: half }),
    ).toMatchObject([
      {
        Detail: {
          input: null,
          inputDetails: { included: false },
          output: null,
          outputDetails: { included: false },
        },
      },
    ]);
  });

  it('is not announced in between', () => {
    expect(announced('stateEntered')).toEqual([]);
    expect(announced('stateRetried')).toEqual([]);
  });
});
