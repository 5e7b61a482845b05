import { Harness, only } from '../harness';

/** Runs a Pass state with this Output. */
const evaluate = (output: unknown, input: unknown = {}) =>
  new Harness().run(only({ Type: 'Pass', Output: output, End: true }), input);

describe('expressions', () => {
  it.each<[string, unknown, unknown]>([
    ['a computed value', "{% $states.input.a & 'b' %}", '1b'],
    ['an expression after a blank as literal text', ' {% $x %}', ' {% $x %}'],
    ['an expression after other text as literal text', 'id-{% $x %}', 'id-{% $x %}'],
    ['each string of a template', { 'k{%': ['{% 1 + 1 %}', { b: null }], n: 3 }, { 'k{%': [2, { b: null }], n: 3 }],
    ['null', '{% null %}', null],
    ['an object without its absent members', "{% {'a': $nothing, 'b': [$nothing]} %}", { b: [] }],
    ['a sequence of one element to the element itself', '{% $map([2], function($v) { $v * 2 }) %}', 4],
    ['a sequence of one element in brackets to a list', '{% [$map([2], function($v) { $v * 2 })] %}', [4]],
    ['an empty list of the input unchanged', '{% $states.input.empty %}', []],
    ['the text of a match', "{% $match('ab', /a/).match %}", 'a'],
    ['infinity as text', '{% [1/0, -1/0] %}', ['Infinity', '-Infinity']],
    ['$partition', '{% $partition([1, 2, 3], 2) %}', [[1, 2], [3]]],
    ['$partition of one element as a nested list', '{% $partition([0], 1) %}', [[0]]],
    ['$range', '{% $range(0, 10, 3) %}', [0, 3, 6, 9]],
    ['$range downwards', '{% $range(3, 1, -1) %}', [3, 2, 1]],
    ['$range of one element to the element itself', '{% $range(1, 9, 9) %}', 1],
    ['$hash', "{% $hash('a', 'MD5') %}", '0cc175b9c0f1b6a831c399e269772661'],
    ['$parse', '{% $parse(\'{"a": [1]}\') %}', { a: [1] }],
    ['$random with the same seed to the same number', '{% $random(3) = $random(3) %}', true],
    ['$now as virtual time', '{% $now() %}', '2026-01-14T12:00:00.000Z'],
    ['$now with a picture', "{% $now('[Y0001]-[M01]-[D01]') %}", '2026-01-14'],
    ['$millis', '{% $millis() %}', Date.UTC(2026, 0, 14, 12)],
    [
      '$toMillis of a time without a date as that time today',
      "{% $fromMillis($toMillis('07:30', '[H01]:[m01]')) %}",
      '2026-01-14T07:30:00.000Z',
    ],
    ['the execution’s input in the context', '{% $states.context.Execution.Input.a %}', 1],
    [
      'the context object',
      '{% $states.context %}',
      {
        Execution: {
          Id: 'arn:aws:states:us-east-1:123456789012:execution:machine:run',
          Input: { a: 1, empty: [] },
          Name: 'run',
          RoleArn: 'arn:aws:iam::123456789012:role/the-role',
          StartTime: '2026-01-14T12:00:00.000Z',
          RedriveCount: 0,
        },
        StateMachine: { Id: 'arn:aws:states:us-east-1:123456789012:stateMachine:machine', Name: 'machine' },
        State: { Name: 'State', EnteredTime: '2026-01-14T12:00:00.000Z' },
      },
    ],
  ])('evaluate %s', async (_, output, expected) => {
    // Act
    const { result } = await evaluate(output, { a: 1, empty: [] });

    // Assess
    expect(result).toEqual(expected);
  });

  it.each([
    [
      'a missing value',
      { a: '{% $states.input.x %}' },
      "'$states.input.x' specified for the field 'Output/a' returned nothing (undefined).",
    ],
    [
      'an unknown function',
      '{% $randomSeeded(1) %}',
      "'$randomSeeded(1)' specified for the field 'Output' threw an error during evaluation. " +
        'T1006: Attempted to invoke a non-function',
    ],
    [
      '$eval',
      "{% $eval('1') %}",
      "specified for the field 'Output' threw an error during evaluation. T1006: Attempted to invoke a non-function",
    ],
    [
      'a type error',
      "{% 'a' + 1 %}",
      'threw an error during evaluation. T2001: The left side of the "+" operator must evaluate to a number',
    ],
    [
      'an error that the expression raises',
      "{% $error('no good') %}",
      'threw an error during evaluation. D3137: no good',
    ],
    ['invalid JSON for $parse', "{% $parse('{') %}", 'threw an error during evaluation. '],
    ['an unknown hash', "{% $hash('a', 'CRC') %}", "$hash supports MD5, SHA-1, SHA-256, SHA-384, SHA-512, not 'CRC'."],
    ['a hash with the name of a property of every object', "{% $hash('a', 'constructor') %}", "not 'constructor'."],
    [
      'a function as a value',
      '{% function() { 1 } %}',
      "specified for the field 'Output' returned an unsupported result type.",
    ],
    [
      'a built-in function as a value',
      '{% $sum %}',
      "specified for the field 'Output' returned an unsupported result type.",
    ],
  ])('fail the execution for %s', async (_, output, message) => {
    // Act
    const { status, error, cause, events } = await evaluate(output, { a: 1 });

    // Assess
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(cause).toContain(
      "An error occurred while executing the state 'State' (entered at the event id #2). The JSONata expression '",
    );
    expect(cause).toContain(message);
    expect(events[2]).toMatchObject({
      type: 'EvaluationFailed',
      evaluationFailedEventDetails: {
        error,
        cause,
        state: 'State',
        location: expect.stringMatching(/^Output/),
      },
    });
  });

  it('draw uuids, random numbers and shuffles from the seed', async () => {
    // Prepare
    const output = '{% [$uuid(), $random(), $shuffle([1..9])] %}';
    const withSeed = (seed: number) => new Harness({ seed }).run(only({ Type: 'Pass', Output: output, End: true }));

    // Act
    const [first, again, other] = [await withSeed(1), await withSeed(1), await withSeed(2)];

    // Assess
    expect(first.result).toEqual(again.result);
    expect(first.result).not.toEqual(other.result);
    expect(first.result).toEqual([
      expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      expect.any(Number),
      ...Array.from({ length: 9 }, () => expect.any(Number)),
    ]);
  });
});
