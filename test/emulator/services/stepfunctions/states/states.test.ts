import { START } from '../../../../support/in-process';
import { FunctionError, fakeLambda, Harness, invoke, only } from '../harness';

const startPlus = (seconds: number) => new Date(START + seconds * 1000);

describe('Wait', () => {
  it.each([
    ['literal seconds', { Seconds: 90 }, 90],
    ['computed seconds', { Seconds: '{% 2 * 30 %}' }, 60],
    ['0 seconds', { Seconds: 0 }, 0],
    ['a literal time', { Timestamp: '2026-01-14T13:00:00Z' }, 3600],
    ['a computed time with a fraction and a zone', { Timestamp: "{% '2026-01-14T14:00:00.500+01:00' %}" }, 3600.5],
    ['a time in the past', { Timestamp: '2020-01-01T00:00:00Z' }, 0],
  ])('ends at the right time for %s', async (_, fields, seconds) => {
    // Act
    const run = await new Harness().run(only({ Type: 'Wait', ...fields, End: true }), 'in');

    // Assess
    expect(run).toMatchObject({ status: 'SUCCEEDED', stopDate: startPlus(seconds), result: 'in' });
  });

  it.each([
    [
      'a text in place of seconds',
      { Seconds: "{% 'x' %}" },
      "returned an unexpected result type. Expected 'number', but was 'string' for value: \"x\"",
    ],
    [
      'negative seconds',
      { Seconds: '{% -1 %}' },
      "The field 'Seconds' must be an integer from 0 to 99999999, but was: -1",
    ],
    [
      'a date without a time',
      { Timestamp: "{% '2026-01-14' %}" },
      'The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: 2026-01-14',
    ],
    [
      'a number in place of a time',
      { Timestamp: '{% 1 %}' },
      "specified for the field 'Timestamp' returned an unexpected result type. Expected 'string', but was 'number'",
    ],
  ])('fails for %s', async (_, fields, cause) => {
    // Act
    const run = await new Harness().run(only({ Type: 'Wait', ...fields, End: true }));

    // Assess
    expect(run).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(run.cause).toContain(cause);
  });

  it('accepts a time 24,855 days ahead, although the execution times out after a year', async () => {
    // Act
    const run = await new Harness().run(only({ Type: 'Wait', Timestamp: '2094-02-01T12:00:00Z', End: true }));

    // Assess
    expect(run).toMatchObject({ status: 'TIMED_OUT', stopDate: startPlus(365 * 24 * 3600) });
  });

  it('fails for a time 24,857 days ahead', async () => {
    // Act
    const run = await new Harness().run(only({ Type: 'Wait', Timestamp: '2094-02-03T12:00:00Z', End: true }));

    // Assess
    expect(run.error).toBe('States.Runtime');
    expect(run.cause).toContain('Wait state delay is too long.');
  });
});

describe('Choice', () => {
  const choose = (input: unknown, more: object = {}) =>
    new Harness().run(
      {
        StartAt: 'Which?',
        States: {
          'Which?': {
            Type: 'Choice',
            Choices: [
              { Condition: '{% $states.input > 10 %}', Output: 'big', Assign: { rule: 1 }, Next: 'Done' },
              { Condition: '{% $states.input > 1 %}', Next: 'Done' },
            ],
            Output: 'state output',
            Assign: { state: 1 },
            ...more,
          },
          Done: {
            Type: 'Pass',
            Output: {
              input: '{% $states.input %}',
              rule: '{% $exists($rule) %}',
              state: '{% $exists($state) %}',
            },
            End: true,
          },
        },
      },
      input,
    );

  it.each([
    [
      'the first rule that matches, with the Output and Assign of the rule only',
      11,
      { input: 'big', rule: true, state: false },
    ],
    ['a later rule, without any Output or Assign if the rule has none', 5, { input: 5, rule: false, state: false }],
    ['Default, with the state’s Output and Assign', 0, { input: 'state output', rule: false, state: true }],
  ])('follows %s', async (_, input, result) => {
    // Act
    const run = await choose(input, { Default: 'Done' });

    // Assess
    expect(run.result).toEqual(result);
  });

  it('fails if no rule matches and there is no Default', async () => {
    // Act
    const run = await choose(0);

    // Assess
    expect(run).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' });
  });

  it('fails if the value of a condition is not a boolean', async () => {
    // Act
    const run = await choose(1, { Choices: [{ Condition: '{% 1 %}', Next: 'Done' }] });

    // Assess
    expect(run.error).toBe('States.QueryEvaluationError');
    expect(run.cause).toContain(
      "'1' specified for the field 'Choices[0]/Condition' returned an unexpected result type. " +
        "Expected 'boolean', but was 'number' for value: 1",
    );
  });
});

describe('Fail', () => {
  it('returns its computed error and its literal cause', async () => {
    // Prepare
    const state = { Type: 'Fail', Error: "{% 'Bad' & $states.input.n %}", Cause: 'because' };

    // Act
    const run = await new Harness().run(only(state), { n: 1 });

    // Assess
    expect(run).toMatchObject({ status: 'FAILED', error: 'Bad1', cause: 'because' });
    expect(run.events.at(-1)?.executionFailedEventDetails).toEqual({ error: 'Bad1', cause: 'because' });
  });

  it('returns neither error nor cause if it has none', async () => {
    // Act
    const run = await new Harness().run(only({ Type: 'Fail' }));

    // Assess
    expect({ error: run.error, cause: run.cause }).toEqual({});
    expect(run.events.at(-1)?.executionFailedEventDetails).toEqual({});
  });
});

describe('Succeed', () => {
  it('ends only the branch that contains it', async () => {
    // Act
    const { result } = await new Harness().run({
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'A', States: { A: { Type: 'Succeed', Output: 'a' } } },
            { StartAt: 'B', States: { B: { Type: 'Pass', Output: 'b', End: true } } },
          ],
          Next: 'After',
        },
        After: { Type: 'Pass', Output: { branches: '{% $states.input %}' }, End: true },
      },
    });

    // Assess
    expect(result).toEqual({ branches: ['a', 'b'] });
  });
});

describe('Map', () => {
  /** An iteration that waits as many seconds as its item says, and returns the item. */
  const WAIT_EACH = {
    StartAt: 'Each',
    States: { Each: { Type: 'Wait', Seconds: '{% $states.input %}', End: true } },
  };

  it.each([
    ['one at a time', { MaxConcurrency: 1 }, [3, 1, 2], 6],
    ['two at a time', { MaxConcurrency: '{% 1 + 1 %}' }, [3, 2, 2], 4],
    ['all at once', {}, [3, 1, 2], 3],
    ['at most 40 at once', {}, Array.from({ length: 41 }, () => 1), 2],
  ])('runs its iterations %s, and returns the results in the order of the items', async (_, fields, items, seconds) => {
    // Act
    const run = await new Harness().run(only({ Type: 'Map', ItemProcessor: WAIT_EACH, ...fields, End: true }), items);

    // Assess
    expect(run).toMatchObject({ result: items, stopDate: startPlus(seconds) });
  });

  it.each([
    ['an input that is not an array', {}, { a: 1 }, 'Map state input must be an array but was: {"a":1}'],
    [
      'Items that are not an array',
      { Items: '{% 1 %}' },
      {},
      "The JSONata expression '1' specified for the field 'Items' returned an unexpected result type. " +
        "Expected 'array', but was 'number' for value: 1",
    ],
  ])('fails for %s before any iteration starts', async (_, fields, input, cause) => {
    // Act
    const run = await new Harness().run(only({ Type: 'Map', ItemProcessor: WAIT_EACH, ...fields, End: true }), input);

    // Assess
    expect(run.cause).toContain(cause);
    expect(run.history.slice(1)).toEqual([
      '2<-0 MapStateEntered',
      '3<-0 EvaluationFailed',
      '4<-3 MapStateFailed',
      '5<-4 ExecutionFailed',
    ]);
  });

  it('has an event MapStateFailed if Items cannot be evaluated in a retry', async () => {
    // Act
    const { history } = await new Harness().run(
      only({
        Type: 'Map',
        Items: '{% $states.context.State.RetryCount = 0 ? [1] : $nothing %}',
        ItemProcessor: { StartAt: 'Each', States: { Each: { Type: 'Fail', Error: 'Bad' } } },
        Retry: [{ ErrorEquals: ['Bad'] }],
        End: true,
      }),
    );

    // Assess
    expect(history.slice(5)).toEqual([
      '6<-5 MapIterationFailed',
      '7<-5 EvaluationFailed',
      '8<-7 MapStateFailed',
      '9<-8 ExecutionFailed',
    ]);
  });

  it('fails with the error of an iteration, and aborts the other iterations', async () => {
    // Prepare
    const lambda = fakeLambda((payload) => payload);
    const harness = new Harness({ services: [lambda] });
    const processor = {
      StartAt: 'Which?',
      States: {
        'Which?': {
          Type: 'Choice',
          Choices: [{ Condition: "{% $states.input = 'bad' %}", Next: 'Fail' }],
          Default: 'Wait',
        },
        Fail: { Type: 'Fail', Error: 'Bad', Cause: 'because' },
        Wait: { Type: 'Wait', Seconds: 10, Next: 'Work' },
        Work: invoke({ End: true }),
      },
    };

    // Act
    const run = await harness.run(
      {
        StartAt: 'All',
        States: {
          All: {
            Type: 'Map',
            ItemProcessor: processor,
            Catch: [{ ErrorEquals: ['Bad'], Next: 'Rest' }],
            End: true,
          },
          Rest: { Type: 'Wait', Seconds: 60, End: true },
        },
      },
      ['good', 'bad'],
    );

    // Assess
    expect(run.result).toEqual({ Error: 'Bad', Cause: 'because' });
    expect(lambda.calls).toHaveLength(0);
    expect(run.history.map((line) => line.split(' ')[1])).toEqual(
      expect.arrayContaining(['MapIterationAborted', 'WaitStateAborted', 'MapStateFailed', 'MapStateExited']),
    );
  });
});

describe('Parallel', () => {
  it('passes its Arguments to all branches, and runs all branches again in a retry', async () => {
    // Prepare
    const lambda = fakeLambda((payload, index) => (index === 0 ? FunctionError.named('A') : payload));
    const harness = new Harness({ services: [lambda] });

    // Act
    const { result, history } = await harness.run(
      only({
        Type: 'Parallel',
        Arguments: { x: '{% $states.input.n %}' },
        Branches: [
          { StartAt: 'One', States: { One: invoke({ End: true }) } },
          { StartAt: 'Two', States: { Two: { Type: 'Pass', End: true } } },
        ],
        Output: '{% $states.result[0].x + $states.result[1].x %}',
        Retry: [{ ErrorEquals: ['A'] }],
        End: true,
      }),
      { n: 4 },
    );

    // Assess
    expect(result).toBe(8);
    expect(lambda.calls).toHaveLength(2);
    expect(history.filter((line) => line.endsWith('ParallelStateStarted'))).toHaveLength(2);
    expect(history.filter((line) => line.endsWith('ParallelStateFailed'))).toHaveLength(0);
  });

  it('stops an endless branch without Wait states when another branch fails', async () => {
    // Prepare
    const endless = {
      StartAt: 'Again',
      States: {
        Again: {
          Type: 'Choice',
          Choices: [{ Condition: '{% 1 = 1 %}', Next: 'Again' }],
          Default: 'Never',
        },
        Never: { Type: 'Succeed' },
      },
    };

    // Act
    const run = await new Harness().run(
      only({
        Type: 'Parallel',
        Branches: [endless, { StartAt: 'Fail', States: { Fail: { Type: 'Fail', Error: "{% 'Bad' %}" } } }],
        End: true,
      }),
    );

    // Assess
    expect(run.error).toBe('Bad');
    expect(run.events.at(-1)?.type).toBe('ExecutionFailed');
    expect(run.events.length).toBeLessThan(20);
  });

  it('aborts the states nested in a branch when another branch fails', async () => {
    // Prepare
    const lambda = fakeLambda((payload) => payload);
    const harness = new Harness({ services: [lambda] });
    const nested = {
      StartAt: 'Inner',
      States: {
        Inner: {
          Type: 'Map',
          Items: [1, 2],
          ItemProcessor: {
            StartAt: 'Wait',
            States: { Wait: { Type: 'Wait', Seconds: 5, Next: 'Work' }, Work: invoke({ End: true }) },
          },
          End: true,
        },
      },
    };

    // Act
    const run = await harness.run(
      only({
        Type: 'Parallel',
        Branches: [nested, { StartAt: 'Fail', States: { Fail: { Type: 'Fail', Error: 'Bad' } } }],
        End: true,
      }),
    );

    // Assess
    expect(run).toMatchObject({ status: 'FAILED', error: 'Bad', stopDate: startPlus(0) });
    expect(run.events.at(-1)?.type).toBe('ExecutionFailed');
    expect(lambda.calls).toHaveLength(0);
    expect(run.history.some((line) => line.endsWith('MapStateAborted'))).toBe(true);
  });
});

describe('Task', () => {
  it('times out while the call continues, and reports no cause', async () => {
    // Prepare
    const harness: Harness = new Harness({
      services: [fakeLambda(() => harness.aws.clock.sleep(60_000).then(() => 'late'))],
    });

    // Act
    const run = await harness.run({
      StartAt: 'Work',
      States: {
        Work: invoke({
          TimeoutSeconds: '{% 5 * 2 %}',
          Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Rescue' }],
          End: true,
        }),
        Rescue: { Type: 'Succeed' },
      },
    });

    // Assess
    expect(run).toMatchObject({ result: { Error: 'States.Timeout', Cause: '' }, stopDate: startPlus(10) });
    expect(run.events[4]).toMatchObject({
      type: 'TaskTimedOut',
      taskTimedOutEventDetails: { resourceType: 'lambda', resource: 'invoke', error: 'States.Timeout' },
    });
  });

  it('leaves no timer on the clock if it ends before its timeout', async () => {
    // Prepare
    const harness = new Harness({ services: [fakeLambda(() => 1)] });

    // Act
    const { stopDate } = await harness.run(only(invoke({ TimeoutSeconds: 60, End: true })));

    // Assess
    expect(harness.aws.clock.now()).toBe(Number(stopDate));
  });

  it.each([
    [
      'its arguments',
      invoke({ Arguments: { FunctionName: 'f', Payload: "{% $pad('', 262143, 'x') %}" }, End: true }),
      "The state/task 'State' returned a result with a size exceeding the maximum number of bytes service limit.",
      'TaskStateEntered',
    ],
    [
      'its result',
      invoke({ End: true }),
      "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
      'TaskFailed',
    ],
    [
      'its output, as every state has (tested with Pass)',
      { Type: 'Pass', Output: "{% $pad('', 262143, 'x') %}", End: true },
      "The state/task 'State' returned a result with a size exceeding the maximum number of bytes service limit.",
      'PassStateEntered',
    ],
  ])('has the limit of 256 KiB for %s', async (_, state, cause, lastEvent) => {
    // Prepare
    const harness = new Harness({ services: [fakeLambda(() => 'x'.repeat(262_143))] });

    // Act
    const run = await harness.run(only(state));

    // Assess
    expect(run).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded', cause });
    expect(run.events.at(-2)?.type).toBe(lastEvent);
  });

  it('accepts an output of exactly 256 KiB, as every state does (tested with Pass)', async () => {
    // Act
    const run = await new Harness().run(only({ Type: 'Pass', Output: "{% $pad('', 262142, 'x') %}", End: true }));

    // Assess
    expect(run.status).toBe('SUCCEEDED');
  });
});
