import { FunctionError, fakeLambda, Harness, invoke, only } from '../harness';

/**
 * Runs one Task. Its function fails once with each of the given errors, in order, and then succeeds.
 * @returns the execution (`run`), the number of the function's calls (`calls`), their times (`moments`), and the whole
 * seconds between them (`gaps`)
 */
async function retried(errors: readonly string[], retry: readonly object[], seed = 1) {
  const lambda = fakeLambda((_, index) => {
    const error = errors[index];
    return error === undefined ? 'done' : FunctionError.named(error);
  });
  const harness = new Harness({ services: [lambda], seed });
  const run = await harness.run(only(invoke({ Retry: retry, End: true })));
  const moments = lambda.calls.map(({ at }) => at);
  // Each gap includes the latency of a call, at most 250 ms. Rounding down removes it.
  const gaps = moments.slice(1).map((at, index) => Math.floor((at - (moments[index] ?? 0)) / 1000));
  return { run, calls: moments.length, gaps, moments };
}

describe('Retry', () => {
  it('waits IntervalSeconds at first, then BackoffRate times as long each time, up to MaxDelaySeconds', async () => {
    // Prepare
    const retry = [{ ErrorEquals: ['A'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 4, MaxDelaySeconds: 10 }];

    // Act
    const { gaps, run } = await retried(['A', 'A', 'A', 'A'], retry);

    // Assess
    expect(gaps).toEqual([2, 6, 10, 10]);
    expect(run.status).toBe('SUCCEEDED');
  });

  it('makes three more attempts, after 1, 2 and 4 seconds, by default', async () => {
    // Act
    const { gaps, run } = await retried(['A', 'A', 'A', 'A'], [{ ErrorEquals: ['A'] }]);

    // Assess
    expect(gaps).toEqual([1, 2, 4]);
    expect(run).toMatchObject({ status: 'FAILED', error: 'A' });
  });

  it('counts the attempts of each retrier separately', async () => {
    // Prepare
    const retry = [
      { ErrorEquals: ['A'], IntervalSeconds: 10 },
      { ErrorEquals: ['B'], IntervalSeconds: 30 },
    ];

    // Act
    const { gaps } = await retried(['A', 'B', 'A'], retry);

    // Assess
    expect(gaps).toEqual([10, 30, 20]);
  });

  it('uses no later retrier once the first matching retrier has no attempts left', async () => {
    // Prepare
    const retry = [{ ErrorEquals: ['A'], MaxAttempts: 1 }, { ErrorEquals: ['States.ALL'] }];

    // Act
    const { calls, run } = await retried(['A', 'A'], retry);

    // Assess
    expect(calls).toBe(2);
    expect(run.error).toBe('A');
  });

  it('does not retry with MaxAttempts 0', async () => {
    // Act
    const { calls } = await retried(['A'], [{ ErrorEquals: ['States.ALL'], MaxAttempts: 0 }]);

    // Assess
    expect(calls).toBe(1);
  });

  it('with full jitter, waits a random part of the delay, which is the same for the same seed', async () => {
    // Prepare
    const errors = Array.from({ length: 30 }, () => 'A');
    const retry = [
      { ErrorEquals: ['A'], IntervalSeconds: 100, BackoffRate: 1, MaxAttempts: 30, JitterStrategy: 'FULL' },
    ];

    // Act
    const first = await retried(errors, retry, 7);
    const again = await retried(errors, retry, 7);
    const other = await retried(errors, retry, 8);

    // Assess
    expect(Math.max(...first.gaps)).toBeLessThanOrEqual(100);
    expect(Math.max(...first.gaps)).toBeGreaterThan(80);
    expect(Math.min(...first.gaps)).toBeLessThan(20);
    expect(again.moments).toEqual(first.moments);
    expect(other.moments).not.toEqual(first.moments);
  });

  it('evaluates the Arguments again with an increased RetryCount, which is 0 again in the next state', async () => {
    // Prepare
    const lambda = fakeLambda((payload) => (payload === 0 ? FunctionError.named('A') : { again: typeof payload }));
    const harness = new Harness({ services: [lambda] });
    const task = (next: object) =>
      invoke({
        Arguments: { FunctionName: 'f', Payload: '{% $states.context.State.RetryCount %}' },
        Retry: [{ ErrorEquals: ['A'], MaxAttempts: 1 }],
        ...next,
      });

    // Act
    const { status } = await harness.run({
      StartAt: 'One',
      States: { One: task({ Next: 'Two' }), Two: task({ End: true }) },
    });

    // Assess
    expect(status).toBe('SUCCEEDED');
    expect(lambda.calls.map(({ input }) => input.Payload)).toEqual(['0', '1', '0', '1']);
  });

  it('counts each retry as a state transition', async () => {
    // Prepare
    const lambda = fakeLambda((_, index) => (index < 2 ? FunctionError.named('A') : 1));
    const harness = new Harness({ services: [lambda] });

    // Act
    await harness.run(only(invoke({ Retry: [{ ErrorEquals: ['A'] }], End: true })));

    // Assess
    expect(harness.stepFunctions.counts()).toEqual({
      stateTransitions: 3,
      executionsStarted: 1,
      executionsRunning: 0,
    });
  });
});

describe('Catch', () => {
  const caughtBy = async (error: string, ...errorEquals: string[][]) => {
    const lambda = fakeLambda(() => FunctionError.named(error));
    const harness = new Harness({ services: [lambda] });
    const { result, status } = await harness.run({
      StartAt: 'Work',
      States: {
        Work: invoke({
          Catch: errorEquals.map((names, index) => ({ ErrorEquals: names, Output: index, Next: 'Rescue' })),
          End: true,
        }),
        Rescue: { Type: 'Succeed' },
      },
    });
    return status === 'SUCCEEDED' ? result : status;
  };

  it.each([
    ['uses the first catcher that names the error', 'A', [['B'], ['A'], ['States.ALL']], 1],
    ['with States.ALL catches an error of a function', 'A', [['States.ALL']], 0],
    ['with States.TaskFailed catches an error of a function', 'A', [['States.TaskFailed']], 0],
    ['does not catch an error whose name differs only in case', 'A', [['a']], 'FAILED'],
    ['with States.TaskFailed catches no timeout', 'States.Timeout', [['States.TaskFailed'], ['States.Timeout']], 1],
    [
      'catches States.DataLimitExceeded by its name',
      'States.DataLimitExceeded',
      [['States.DataLimitExceeded'], ['States.ALL']],
      0,
    ],
    ['with States.ALL does not catch States.DataLimitExceeded', 'States.DataLimitExceeded', [['States.ALL']], 'FAILED'],
    [
      'does not catch States.Runtime, not even by its name',
      'States.Runtime',
      [['States.Runtime'], ['States.ALL']],
      'FAILED',
    ],
  ])('%s', async (_, error, errorEquals, expected) => {
    // Act
    const caught = await caughtBy(error, ...errorEquals);

    // Assess
    expect(caught).toBe(expected);
  });

  it('returns error and cause as output, and sets the variables of the catcher, but not those of the state', async () => {
    // Prepare
    const harness = new Harness({ services: [fakeLambda(() => FunctionError.named('A', 'because'))] });

    // Act
    const { result } = await harness.run({
      StartAt: 'Work',
      States: {
        Work: invoke({
          Assign: { mine: 1 },
          Catch: [
            {
              ErrorEquals: ['A'],
              Assign: { why: '{% $parse($states.errorOutput.Cause).errorMessage %}' },
              Next: 'Rescue',
            },
          ],
          End: true,
        }),
        Rescue: {
          Type: 'Pass',
          Output: { error: '{% $states.input.Error %}', why: '{% $why %}', mine: '{% $exists($mine) %}' },
          End: true,
        },
      },
    });

    // Assess
    expect(result).toEqual({ error: 'A', why: 'because', mine: false });
  });

  it('catches a failed evaluation of the state’s own Output', async () => {
    // Prepare
    const harness = new Harness({ services: [fakeLambda(() => 1)] });

    // Act
    const { result, history } = await harness.run({
      StartAt: 'Work',
      States: {
        Work: invoke({
          Output: '{% $states.result.Payload.missing %}',
          Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Rescue' }],
          End: true,
        }),
        Rescue: { Type: 'Succeed' },
      },
    });

    // Assess
    expect(result).toEqual({
      Error: 'States.QueryEvaluationError',
      Cause:
        "An error occurred while executing the state 'Work' (entered at the event id #2). The JSONata expression " +
        "'$states.result.Payload.missing' specified for the field 'Output' returned nothing (undefined).",
    });
    expect(history.slice(4, 7)).toEqual(['5<-4 TaskSucceeded', '6<-5 EvaluationFailed', '7<-6 TaskStateExited']);
  });

  it('fails the execution with an evaluation error if the Output of the catcher cannot be evaluated', async () => {
    // Prepare
    const harness = new Harness({ services: [fakeLambda(() => FunctionError.named('A'))] });

    // Act
    const { error, cause } = await harness.run({
      StartAt: 'Work',
      States: {
        Work: invoke({
          Catch: [{ ErrorEquals: ['A'], Output: { x: '{% $nothing %}' }, Next: 'Rescue' }],
          End: true,
        }),
        Rescue: { Type: 'Succeed' },
      },
    });

    // Assess
    expect(error).toBe('States.QueryEvaluationError');
    expect(cause).toContain("specified for the field 'Catch[0]/Output/x' returned nothing (undefined).");
  });
});
