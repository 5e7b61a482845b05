import { Harness, only } from '../harness';

/** Runs a machine whose only state is a Pass state with the given Output. */
const evaluate = (output: unknown, input: unknown = {}) =>
  new Harness().run(only({ Type: 'Pass', Output: output, End: true }), input);

describe('expressions', () => {
  it.each<[string, unknown, unknown]>([
    ['to a computed value', "{% $states.input.a & 'b' %}", '1b'],
    ['to the same text if a space stands before the delimiter', ' {% $x %}', ' {% $x %}'],
    ['to the same text if other text stands before the delimiter', 'id-{% $x %}', 'id-{% $x %}'],
    ['inside objects and lists', { 'k{%': ['{% 1 + 1 %}', { b: null }], n: 3 }, { 'k{%': [2, { b: null }], n: 3 }],
    ['to null', '{% null %}', null],
    ['to an object without its absent members', "{% {'a': $nothing, 'b': [$nothing]} %}", { b: [] }],
    ['to an element if it is the only one of a sequence', '{% $map([2], function($v) { $v * 2 }) %}', 4],
    ['to a list of one element if the sequence is in brackets', '{% [$map([2], function($v) { $v * 2 })] %}', [4]],
    ['to an empty list that the input contains', '{% $states.input.empty %}', []],
    ['to the text of a match', "{% $match('ab', /a/).match %}", 'a'],
    ['to text for infinity', '{% [1/0, -1/0] %}', ['Infinity', '-Infinity']],
    ['with $partition', '{% $partition([1, 2, 3], 2) %}', [[1, 2], [3]]],
    ['with $partition of one element, to a list in a list', '{% $partition([0], 1) %}', [[0]]],
    ['with $range', '{% $range(0, 10, 3) %}', [0, 3, 6, 9]],
    ['with $range downwards', '{% $range(3, 1, -1) %}', [3, 2, 1]],
    ['with $range of one element, to the element itself', '{% $range(1, 9, 9) %}', 1],
    ['with $hash', "{% $hash('a', 'MD5') %}", '0cc175b9c0f1b6a831c399e269772661'],
    ['with $parse', '{% $parse(\'{"a": [1]}\') %}', { a: [1] }],
    ['with $random and a seed, to the same number for the same seed', '{% $random(3) = $random(3) %}', true],
    ['with $now, to the virtual time', '{% $now() %}', '2026-01-14T12:00:00.000Z'],
    ['with $now and a picture, to the formatted virtual time', "{% $now('[Y0001]-[M01]-[D01]') %}", '2026-01-14'],
    ['with $millis, to the virtual time in milliseconds', '{% $millis() %}', Date.UTC(2026, 0, 14, 12)],
    [
      'with $toMillis of a time without a date, to this time on the current virtual day',
      "{% $fromMillis($toMillis('07:30', '[H01]:[m01]')) %}",
      '2026-01-14T07:30:00.000Z',
    ],
    [
      'to a member of the input of the execution, which the context contains',
      '{% $states.context.Execution.Input.a %}',
      1,
    ],
    [
      'to the context object',
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
  ])('are evaluated %s', async (_, output, expected) => {
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
    [
      'an unknown hash algorithm',
      "{% $hash('a', 'CRC') %}",
      "$hash supports MD5, SHA-1, SHA-256, SHA-384, SHA-512, not 'CRC'.",
    ],
    [
      'a hash named like a property of every JavaScript object',
      "{% $hash('a', 'constructor') %}",
      "not 'constructor'.",
    ],
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
  ])('fail the execution because of %s', async (_, output, message) => {
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
