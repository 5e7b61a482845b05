import { Random } from '../../../../emulator/core/random';
import type { EventsService } from '../../../../emulator/services/eventbridge/service';
import type { ExecutionEvent, ExecutionView } from '../../../../emulator/services/stepfunctions/events';
import { publishStatus } from '../../../../emulator/services/stepfunctions/status-events';

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
  history: { events: [] },
};

/** The events published about an execution. */
function published(kind: ExecutionEvent['kind'], execution: Partial<ExecutionView> = {}) {
  const made: unknown[] = [];
  const events = { publish: (make: () => unknown) => made.push(make()) };
  const event = { kind, execution: { ...EXECUTION, ...execution } } as ExecutionEvent;
  publishStatus(event, events as unknown as EventsService, new Random(1));
  return made;
}

describe('the status event of an execution', () => {
  it('is published when the execution starts', () => {
    expect(published('executionStarted')).toEqual([
      {
        Source: 'aws.states',
        DetailType: 'Step Functions Execution Status Change',
        Resources: [EXECUTION.arn],
        Detail: {
          executionArn: EXECUTION.arn,
          stateMachineArn: EXECUTION.stateMachine.arn,
          name: 'one',
          status: 'RUNNING',
          startDate: expect.any(Number),
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

  it('has a startDate that differs from the start of the execution by 1 to 5 milliseconds', () => {
    for (let run = 0; run < 20; run += 1) {
      // Act
      const [event] = published('executionFinished', { arn: `${EXECUTION.arn}-${run}` });

      // Assess
      const { startDate } = (event as { readonly Detail: { readonly startDate: number } }).Detail;
      const apart = Math.abs(startDate - EXECUTION.startDate.getTime());
      expect(apart).toBeGreaterThanOrEqual(1);
      expect(apart).toBeLessThanOrEqual(5);
    }
  });

  it.each([
    ['SUCCEEDED', { status: 'SUCCEEDED', output: '{}' }, { output: '{}', outputDetails: { included: true } }],
    ['FAILED', { status: 'FAILED', error: 'Broken', cause: 'Why.' }, { error: 'Broken', cause: 'Why.', output: null }],
    ['ABORTED', { status: 'ABORTED', cause: 'Manual stop.' }, { error: null, cause: 'Manual stop.' }],
    ['TIMED_OUT', { status: 'TIMED_OUT' }, { error: null, cause: null }],
  ] as const)('is published when the execution ends as %s', (_, end, expected) => {
    const stopDate = new Date('2026-01-14T13:00:00Z');
    expect(published('executionFinished', { ...end, stopDate })).toMatchObject([
      { Detail: { status: end.status, stopDate: stopDate.getTime(), ...expected } },
    ]);
  });

  it.each([
    ['both input and output if they are small', 60, 60, true, true],
    ['only the output if input and output are large together', 125, 125, false, true],
    ['neither input nor output if the output is large', 1, 250, false, false],
  ])('includes %s', (_what, inputKilobytes, outputKilobytes, withInput, withOutput) => {
    // Prepare
    const inputText = JSON.stringify('x'.repeat(inputKilobytes * 1024));
    const output = JSON.stringify('x'.repeat(outputKilobytes * 1024));

    // Act
    const [event] = published('executionFinished', { status: 'SUCCEEDED', inputText, output });

    // Assess
    expect(event).toMatchObject({
      Detail: {
        input: withInput ? inputText : null,
        inputDetails: { included: withInput },
        output: withOutput ? output : null,
        outputDetails: { included: withOutput },
      },
    });
  });

  it('counts the bytes of the input as escaped text', () => {
    // Prepare: JSON escapes each quote with a second character
    const inputText = '"'.repeat(130 * 1024);

    // Act
    const [event] = published('executionFinished', { status: 'SUCCEEDED', inputText, output: '1' });

    // Assess
    expect(event).toMatchObject({ Detail: { input: null, output: '1' } });
  });

  it('is not published when a state is entered or retried', () => {
    expect(published('stateEntered')).toEqual([]);
    expect(published('stateRetried')).toEqual([]);
  });
});
