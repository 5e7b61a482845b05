import { FunctionError, fakeLambda, Harness, invoke, only } from '../harness';

const PASS_EACH = { StartAt: 'Each', States: { Each: { Type: 'Pass', End: true } } };
const TASK_EACH = { StartAt: 'Each', States: { Each: invoke({ End: true }) } };

const NEVER = new Promise<never>(() => undefined);

const failing = () => fakeLambda(() => FunctionError.named('Broken'));

/**
 * Event sequences of the real Step Functions, as `id<-previousEventId type` (snapshots of LocalStack's
 * `test_base_scenarios`, validated on AWS; read 2026-11).
 */
const HISTORIES: readonly {
  readonly title: string;
  readonly definition: object;
  readonly input?: unknown;
  readonly lambda?: () => ReturnType<typeof fakeLambda>;
  readonly history: readonly string[];
}[] = [
  {
    title: 'a Task that succeeds',
    definition: only(invoke({ End: true })),
    history: [
      '1<-0 ExecutionStarted',
      '2<-0 TaskStateEntered',
      '3<-2 TaskScheduled',
      '4<-3 TaskStarted',
      '5<-4 TaskSucceeded',
      '6<-5 TaskStateExited',
      '7<-6 ExecutionSucceeded',
    ],
  },
  {
    title: 'a Task retried once, then caught',
    definition: {
      StartAt: 'Work',
      States: {
        Work: invoke({
          Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 1 }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Rescue' }],
          End: true,
        }),
        Rescue: { Type: 'Pass', End: true },
      },
    },
    lambda: failing,
    history: [
      '1<-0 ExecutionStarted',
      '2<-0 TaskStateEntered',
      '3<-2 TaskScheduled',
      '4<-3 TaskStarted',
      '5<-4 TaskFailed',
      '6<-5 TaskScheduled',
      '7<-6 TaskStarted',
      '8<-7 TaskFailed',
      '9<-8 TaskStateExited',
      '10<-9 PassStateEntered',
      '11<-10 PassStateExited',
      '12<-11 ExecutionSucceeded',
    ],
  },
  {
    title: 'a failed Task without Catch',
    definition: only(invoke({ End: true })),
    lambda: failing,
    history: [
      '1<-0 ExecutionStarted',
      '2<-0 TaskStateEntered',
      '3<-2 TaskScheduled',
      '4<-3 TaskStarted',
      '5<-4 TaskFailed',
      '6<-5 ExecutionFailed',
    ],
  },
  {
    title: 'a Pass whose Output cannot be evaluated',
    definition: only({ Type: 'Pass', Output: '{% $nothing %}', End: true }),
    history: ['1<-0 ExecutionStarted', '2<-0 PassStateEntered', '3<-0 EvaluationFailed', '4<-3 ExecutionFailed'],
  },
  {
    title: 'a Wait whose Timestamp is not a time',
    definition: only({ Type: 'Wait', Timestamp: "{% 'tomorrow' %}", End: true }),
    history: ['1<-0 ExecutionStarted', '2<-0 WaitStateEntered', '3<-2 EvaluationFailed', '4<-3 ExecutionFailed'],
  },
  {
    title: 'a Fail state',
    definition: only({ Type: 'Fail' }),
    history: ['1<-0 ExecutionStarted', '2<-0 FailStateEntered', '3<-2 ExecutionFailed'],
  },
  {
    title: 'a Map of two items, one at a time',
    definition: only({ Type: 'Map', MaxConcurrency: 1, ItemProcessor: PASS_EACH, End: true }),
    input: ['a', 'b'],
    history: [
      '1<-0 ExecutionStarted',
      '2<-0 MapStateEntered',
      '3<-2 MapStateStarted',
      '4<-3 MapIterationStarted',
      '5<-4 PassStateEntered',
      '6<-5 PassStateExited',
      '7<-6 MapIterationSucceeded',
      '8<-6 MapIterationStarted',
      '9<-8 PassStateEntered',
      '10<-9 PassStateExited',
      '11<-10 MapIterationSucceeded',
      '12<-11 MapStateSucceeded',
      '13<-11 MapStateExited',
      '14<-13 ExecutionSucceeded',
    ],
  },
  {
    title: 'a Map of two items at once',
    definition: only({ Type: 'Map', ItemProcessor: PASS_EACH, End: true }),
    input: ['a', 'b'],
    history: [
      '1<-0 ExecutionStarted',
      '2<-0 MapStateEntered',
      '3<-2 MapStateStarted',
      '4<-3 MapIterationStarted',
      '5<-3 MapIterationStarted',
      '6<-4 PassStateEntered',
      '7<-5 PassStateEntered',
      '8<-6 PassStateExited',
      '9<-7 PassStateExited',
      '10<-8 MapIterationSucceeded',
      '11<-9 MapIterationSucceeded',
      '12<-11 MapStateSucceeded',
      '13<-11 MapStateExited',
      '14<-13 ExecutionSucceeded',
    ],
  },
  {
    title: 'an empty Map',
    definition: only({ Type: 'Map', Items: [], ItemProcessor: PASS_EACH, End: true }),
    history: [
      '1<-0 ExecutionStarted',
      '2<-0 MapStateEntered',
      '3<-2 MapStateStarted',
      '4<-3 MapStateSucceeded',
      '5<-3 MapStateExited',
      '6<-5 ExecutionSucceeded',
    ],
  },
  {
    title: 'a Map whose Items are not a list',
    definition: only({ Type: 'Map', Items: '{% 1 %}', ItemProcessor: PASS_EACH, End: true }),
    history: [
      '1<-0 ExecutionStarted',
      '2<-0 MapStateEntered',
      '3<-0 EvaluationFailed',
      '4<-3 MapStateFailed',
      '5<-4 ExecutionFailed',
    ],
  },
  {
    title: 'a Map whose first item fails while the second runs',
    definition: only({ Type: 'Map', ItemProcessor: TASK_EACH, End: true }),
    input: ['bad', 'good'],
    lambda: () => fakeLambda((payload) => (payload === 'bad' ? FunctionError.named('Broken') : NEVER)),
    history: [
      '1<-0 ExecutionStarted',
      '2<-0 MapStateEntered',
      '3<-2 MapStateStarted',
      '4<-3 MapIterationStarted',
      '5<-3 MapIterationStarted',
      '6<-4 TaskStateEntered',
      '7<-5 TaskStateEntered',
      '8<-6 TaskScheduled',
      '9<-8 TaskStarted',
      '10<-7 TaskScheduled',
      '11<-10 TaskStarted',
      '12<-9 TaskFailed',
      '13<-12 MapIterationFailed',
      '14<-12 TaskStateAborted',
      '15<-12 MapIterationAborted',
      '16<-12 TaskStateAborted',
      '17<-12 MapStateFailed',
      '18<-17 ExecutionFailed',
    ],
  },
  {
    title: 'a Map that is retried',
    definition: only({
      Type: 'Map',
      ItemProcessor: { StartAt: 'Each', States: { Each: { Type: 'Fail', Error: 'Broken' } } },
      Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 1 }],
      End: true,
    }),
    input: ['a'],
    history: [
      '1<-0 ExecutionStarted',
      '2<-0 MapStateEntered',
      '3<-2 MapStateStarted',
      '4<-3 MapIterationStarted',
      '5<-4 FailStateEntered',
      '6<-5 MapIterationFailed',
      '7<-5 MapStateStarted',
      '8<-7 MapIterationStarted',
      '9<-8 FailStateEntered',
      '10<-9 MapIterationFailed',
      '11<-9 MapStateFailed',
      '12<-11 ExecutionFailed',
    ],
  },
  {
    title: 'a Parallel',
    definition: only({ Type: 'Parallel', Branches: [PASS_EACH, other(PASS_EACH)], End: true }),
    history: [
      '1<-0 ExecutionStarted',
      '2<-0 ParallelStateEntered',
      '3<-2 ParallelStateStarted',
      '4<-3 PassStateEntered',
      '5<-3 PassStateEntered',
      '6<-4 PassStateExited',
      '7<-5 PassStateExited',
      '8<-7 ParallelStateSucceeded',
      '9<-7 ParallelStateExited',
      '10<-9 ExecutionSucceeded',
    ],
  },
  {
    title: 'a Parallel whose failure is caught',
    definition: {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, End: true } } },
            { StartAt: 'Fail', States: { Fail: { Type: 'Fail', Error: 'Broken' } } },
          ],
          Catch: [{ ErrorEquals: ['Broken'], Next: 'Done' }],
          Next: 'Done',
        },
        Done: { Type: 'Succeed' },
      },
    },
    history: [
      '1<-0 ExecutionStarted',
      '2<-0 ParallelStateEntered',
      '3<-2 ParallelStateStarted',
      '4<-3 WaitStateEntered',
      '5<-3 FailStateEntered',
      '6<-5 WaitStateAborted',
      '7<-5 ParallelStateFailed',
      '8<-7 ParallelStateExited',
      '9<-8 SucceedStateEntered',
      '10<-9 SucceedStateExited',
      '11<-10 ExecutionSucceeded',
    ],
  },
];

describe('the history of an execution', () => {
  it.each(HISTORIES)('matches the recording for $title', async ({ definition, input, lambda, history }) => {
    // Prepare
    const harness = new Harness({ services: [(lambda ?? (() => fakeLambda((payload) => payload)))()] });

    // Act
    const run = await harness.run(definition, input);

    // Assess
    expect(run.history).toEqual(history);
  });

  it('contains each event’s details', async () => {
    // Prepare
    const harness = new Harness({ services: [fakeLambda(() => 'done')] });
    const definition = only(invoke({ TimeoutSeconds: 5, Assign: { text: 'v', number: 42 }, End: true }));

    // Act
    const { events } = await harness.run(definition, { a: 1 });

    // Assess
    const details = events.map(({ id, previousEventId, timestamp, type, ...rest }) => rest);
    expect(details).toEqual([
      {
        executionStartedEventDetails: {
          input: '{"a":1}',
          inputDetails: { truncated: false },
          roleArn: 'arn:aws:iam::123456789012:role/the-role',
        },
      },
      { stateEnteredEventDetails: { name: 'State', input: '{"a":1}', inputDetails: { truncated: false } } },
      {
        taskScheduledEventDetails: {
          resourceType: 'lambda',
          resource: 'invoke',
          region: 'us-east-1',
          parameters: '{"FunctionName":"f","Payload":{"a":1}}',
          timeoutInSeconds: 5,
        },
      },
      { taskStartedEventDetails: { resourceType: 'lambda', resource: 'invoke' } },
      {
        taskSucceededEventDetails: {
          resourceType: 'lambda',
          resource: 'invoke',
          output: expect.stringContaining('"Payload":"done"'),
          outputDetails: { truncated: false },
        },
      },
      {
        stateExitedEventDetails: {
          name: 'State',
          output: '"done"',
          outputDetails: { truncated: false },
          assignedVariables: { text: '"v"', number: '42' },
          assignedVariablesDetails: { truncated: false },
        },
      },
      { executionSucceededEventDetails: { output: '"done"', outputDetails: { truncated: false } } },
    ]);
  });

  it('ends with event 25,000, which fails the execution', async () => {
    // Prepare
    const harness = new Harness();
    const definition = {
      StartAt: 'Again',
      States: {
        Again: { Type: 'Pass', Next: 'More?' },
        'More?': { Type: 'Choice', Choices: [{ Condition: true, Next: 'Again' }], Default: 'Never' },
        Never: { Type: 'Succeed' },
      },
    };

    // Act
    const { arn, status, error, cause } = await harness.run(definition);

    // Assess
    const { events } = await harness.call<{ events: { id: number; type: string }[] }>('GetExecutionHistory', {
      executionArn: arn,
      reverseOrder: true,
      maxResults: 1,
    });
    expect({ status, error, cause }).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    });
    expect(events).toEqual([expect.objectContaining({ id: 25_000, type: 'ExecutionFailed' })]);
  });
});

/** The given block, with its state renamed to `Other`. */
function other(block: { StartAt: string; States: Record<string, object> }): object {
  return { StartAt: 'Other', States: { Other: block.States[block.StartAt] } };
}
