import { checkDefinition } from '../../../../../emulator/services/stepfunctions/definition/check-definition';
import { INVOKE, invoke, only } from '../harness';

/** Errors of a JSONata machine, as `CODE message at location`. */
function problems(definition: object): string[] {
  const text = JSON.stringify({ QueryLanguage: 'JSONata', ...definition });
  return checkDefinition(text, 'aws').map(({ code, message, location }) => `${code} ${message} at ${location}`);
}

/** A machine whose only state is the given one. */
const ofState = (state: object) => only({ End: true, ...state });

/** A machine that starts with the given state, named `State`, and has a final state `Done`. */
const leading = (state: object) => ({
  StartAt: 'State',
  States: { State: state, Done: { Type: 'Succeed' } },
});

const PASS = { Type: 'Pass', End: true };
const block = (name: string, state: object = PASS) => ({ StartAt: name, States: { [name]: state } });

describe('checkDefinition', () => {
  it('accepts limits of tolerated failures for an inline Map', () => {
    // Prepare
    const tolerated = { ToleratedFailureCount: '{% 2 %}', ToleratedFailurePercentage: 12.5 };

    // Act
    const found = problems(ofState({ Type: 'Map', ItemProcessor: block('A'), ...tolerated }));

    // Assess
    expect(found).toEqual([]);
  });

  it.each([
    '$states.input.items[phone > 3].{name: value}',
    '$states.input.items^(price){kind: $sum(price)}',
    '$states.input ~> |items|{"total": price * 2}, ["tax"]|',
    '($x := $states.input; $map($x.items, function($i){ $i.phone }))',
    '$states.input.(a + b + $.c)',
  ])('accepts the expression %s, whose names refer to data or variables inside the expression', (source) => {
    // Act
    const found = problems(ofState({ ...PASS, Output: `{% ${source} %}` }));

    // Assess
    expect(found).toEqual([]);
  });

  it('requires no terminal state inside a Map', () => {
    // Prepare
    const endless = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'A' } } };

    // Act
    const found = problems(ofState({ Type: 'Map', ItemProcessor: endless }));

    // Assess
    expect(found).toEqual([]);
  });

  it('accepts every state type, with most of its fields', () => {
    // Prepare
    const recovery = {
      Retry: [
        {
          ErrorEquals: ['States.TaskFailed', 'Custom'],
          IntervalSeconds: 1,
          MaxAttempts: 0,
          BackoffRate: 1.5,
          MaxDelaySeconds: 60,
          JitterStrategy: 'FULL',
          Comment: 'c',
        },
        { ErrorEquals: ['States.ALL'] },
      ],
      Catch: [
        {
          ErrorEquals: ['States.ALL'],
          Next: 'Fail',
          Output: '{% $states.errorOutput %}',
          Assign: { e: '{% $states.errorOutput.Error %}' },
        },
      ],
    };
    const results = { Output: '{% $states.result %}', Assign: { r: '{% $states.result %}' } };
    const definition = {
      Comment: 'c',
      Version: '1.0',
      TimeoutSeconds: 100,
      StartAt: 'Task',
      States: {
        Task: {
          Comment: 'c',
          QueryLanguage: 'JSONata',
          ...invoke({ TimeoutSeconds: '{% 5 %}', ...recovery, ...results, Next: 'Choice' }),
        },
        Choice: {
          Type: 'Choice',
          Choices: [
            { Condition: true, Next: 'Map' },
            { Condition: '{% $r %}', Output: 1, Assign: { x: 1 }, Next: 'Succeed' },
          ],
          Default: 'Map',
          Assign: { x: 2 },
        },
        Map: {
          Type: 'Map',
          Items: ['{% 1 %}', 2],
          ItemSelector: { i: '{% $states.context.Map.Item.Value %}' },
          MaxConcurrency: 3,
          ItemProcessor: {
            ProcessorConfig: { Mode: 'INLINE' },
            ...block('Each', { ...PASS, Assign: { mine: 1 } }),
          },
          ...recovery,
          ...results,
          Next: 'Parallel',
        },
        Parallel: {
          Type: 'Parallel',
          Arguments: { a: 1 },
          Branches: [block('One', { ...PASS, Assign: { mine: 1 } }), { Comment: 'c', ...block('Two') }],
          ...recovery,
          ...results,
          Next: 'Wait',
        },
        Wait: { Type: 'Wait', Timestamp: '2026-01-01T00:00:00Z', Next: 'Wait again' },
        'Wait again': { Type: 'Wait', Seconds: '{% 1 %}', Next: 'Succeed' },
        Succeed: { Type: 'Succeed', Output: null },
        Fail: { Type: 'Fail', Error: '{% $e %}', Cause: 'c' },
      },
    };

    // Act
    const found = problems(definition);

    // Assess
    expect(found).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['text that is not JSON', '{', 'INVALID_JSON_DESCRIPTION The definition is not JSON: '],
    [
      'a definition without a query language',
      '{"StartAt":"A","States":{}}',
      'SCHEMA_VALIDATION_FAILED The local Step Functions implements only JSONata',
    ],
    [
      'JSONPath',
      '{"QueryLanguage":"JSONPath"}',
      'SCHEMA_VALIDATION_FAILED The local Step Functions implements only JSONata',
    ],
    ['JSON that is not an object', '[]', 'SCHEMA_VALIDATION_FAILED Definition must be a valid JSON object'],
    ['an empty JSON string', '""', 'SCHEMA_VALIDATION_FAILED Definition must be a valid JSON object'],
  ])('refuses %s', (_, text, expected) => {
    // Act
    const found = checkDefinition(text, 'aws');

    // Assess
    expect(found.map(({ code, message }) => `${code} ${message}`)).toEqual([expect.stringContaining(expected)]);
  });

  it.each<[string, object, ...string[]]>([
    [
      'a machine without its required fields',
      {},
      'SCHEMA_VALIDATION_FAILED These fields are required: [States, StartAt] at /',
    ],
    [
      'a JSONPath state',
      ofState({ ...PASS, QueryLanguage: 'JSONPath' }),
      "SCHEMA_VALIDATION_FAILED 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/State",
    ],
    [
      'a field of JSONPath',
      ofState({ ...PASS, ResultPath: '$' }),
      "SCHEMA_VALIDATION_FAILED The QueryLanguage is set to 'JSONata', but field 'ResultPath' is only supported for the 'JSONPath' QueryLanguage at /States/State",
    ],
    [
      'an unknown field',
      ofState({ ...PASS, Outptu: 1 }),
      "SCHEMA_VALIDATION_FAILED Field 'Outptu' is not supported at /States/State",
    ],
    [
      'a field that has the name of a property of every object',
      ofState({ ...PASS, constructor: 1 }),
      "SCHEMA_VALIDATION_FAILED Field 'constructor' is not supported at /States/State",
    ],
    [
      'a field of another type of state',
      ofState({ ...PASS, Arguments: {} }),
      "SCHEMA_VALIDATION_FAILED Field 'Arguments' is not supported at /States/State",
    ],
    [
      'a tolerated failure percentage above 100',
      ofState({ Type: 'Map', ItemProcessor: block('A'), ToleratedFailurePercentage: 101 }),
      'SCHEMA_VALIDATION_FAILED Maximum value is 100 at /States/State/ToleratedFailurePercentage',
    ],
    [
      'a field of a distributed Map',
      ofState({ Type: 'Map', ItemProcessor: block('A'), ItemBatcher: {} }),
      "SCHEMA_VALIDATION_FAILED Field 'ItemBatcher' belongs to a distributed Map, which the local Step Functions does not implement at /States/State",
    ],
    [
      'a distributed Map',
      ofState({ Type: 'Map', ItemProcessor: { ...block('A'), ProcessorConfig: { Mode: 'DISTRIBUTED' } } }),
      'SCHEMA_VALIDATION_FAILED Mode "DISTRIBUTED" is not implemented by the local Step Functions: only \'INLINE\' is at /States/State/ItemProcessor/ProcessorConfig/Mode',
    ],
    [
      'a heartbeat',
      ofState(invoke({ HeartbeatSeconds: 5 })),
      "SCHEMA_VALIDATION_FAILED Field 'HeartbeatSeconds' is not implemented by the local Step Functions at /States/State",
    ],
    [
      'an unknown type of state',
      ofState({ Type: 'Loop' }),
      'SCHEMA_VALIDATION_FAILED Value should be one of the following: [Task, Pass, Choice, Wait, Map, Parallel, Succeed, Fail] at /States/State/Type',
    ],
    [
      'a state with neither Next nor End',
      only({ Type: 'Pass', End: false }),
      'SCHEMA_VALIDATION_FAILED This object should have only one of the following fields: [Next, End] at /States/State',
      'MISSING_END_STATE Workflow has no terminal state at undefined',
    ],
    [
      'a state with both Next and End',
      leading({ Type: 'Pass', End: true, Next: 'Done' }),
      'SCHEMA_VALIDATION_FAILED There should only be one of the following fields: [Next, End] at /States/State',
    ],
    [
      'a Wait state with both Seconds and Timestamp',
      ofState({ Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z' }),
      'SCHEMA_VALIDATION_FAILED There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp] at /States/State',
    ],
    [
      'a Wait state with neither Seconds nor Timestamp',
      ofState({ Type: 'Wait' }),
      'SCHEMA_VALIDATION_FAILED This object should have only one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp] at /States/State',
    ],
    [
      'a query language that does not exist',
      ofState({ ...PASS, QueryLanguage: 'jsonpath' }),
      'SCHEMA_VALIDATION_FAILED Value should be one of the following: [JSONPath, JSONata] at /States/State/QueryLanguage',
    ],
    [
      'a query language that is not text',
      ofState({ ...PASS, QueryLanguage: 5 }),
      'SCHEMA_VALIDATION_FAILED Expected value of type [STRING] at /States/State/QueryLanguage',
    ],
    [
      'a resource that is not an ARN',
      ofState({ Type: 'Task', Resource: '${UploadFunction}' }),
      'SCHEMA_VALIDATION_FAILED Value is not a valid resource ARN at /States/State/Resource',
    ],
    [
      'a delay above the maximum',
      ofState(invoke({ Retry: [{ ErrorEquals: ['A'], MaxDelaySeconds: 31622401 }] })),
      'SCHEMA_VALIDATION_FAILED Maximum value is 31622400 at /States/State/Retry[0]/MaxDelaySeconds',
    ],
    [
      'a literal time that is not RFC 3339',
      ofState({ Type: 'Wait', Timestamp: 'tomorrow' }),
      'SCHEMA_VALIDATION_FAILED String does not match RFC3339 timestamp at /States/State/Timestamp',
    ],
    [
      'a Parallel state without branches',
      ofState({ Type: 'Parallel', Branches: [] }),
      'SCHEMA_VALIDATION_FAILED Value cannot be empty at /States/State/Branches',
    ],
    [
      'a timeout of 0 seconds',
      ofState(invoke({ TimeoutSeconds: 0 })),
      'SCHEMA_VALIDATION_FAILED Minimum value is 1 at /States/State/TimeoutSeconds',
    ],
    [
      'an expression in a retrier',
      ofState(invoke({ Retry: [{ ErrorEquals: ['A'], MaxAttempts: '{% 1 %}' }] })),
      'SCHEMA_VALIDATION_FAILED Expected value of type Integer at /States/State/Retry[0]/MaxAttempts',
    ],
    [
      'a retrier after States.ALL',
      ofState(invoke({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }] })),
      'SCHEMA_VALIDATION_FAILED States.ALL must appear alone and at end of list at /States/State/Retry[0]/ErrorEquals',
    ],
    [
      'States.ALL together with another name',
      ofState(invoke({ Retry: [{ ErrorEquals: ['States.ALL', 'A'] }] })),
      'SCHEMA_VALIDATION_FAILED States.ALL must appear alone and at end of list at /States/State/Retry[0]/ErrorEquals',
    ],
    [
      'an unknown error name with the reserved prefix States.',
      ofState(invoke({ Retry: [{ ErrorEquals: ['States.Timout'] }] })),
      "SCHEMA_VALIDATION_FAILED 'States.Timout' is not an error of Step Functions; 'States.' is reserved at /States/State/Retry[0]/ErrorEquals[0]",
    ],
    [
      'an unknown jitter strategy',
      ofState(invoke({ Retry: [{ ErrorEquals: ['A'], JitterStrategy: 'SOME' }] })),
      'SCHEMA_VALIDATION_FAILED Value should be one of the following: [NONE, FULL] at /States/State/Retry[0]/JitterStrategy',
    ],
    [
      'a next state that does not exist',
      { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, C: PASS } },
      "MISSING_TRANSITION_TARGET Missing 'Next' target: B at /States/A/Next",
      'MISSING_TRANSITION_TARGET State "C" is not reachable. at /States/C',
    ],
    [
      'a start state that does not exist',
      { StartAt: 'B', States: { A: PASS } },
      "MISSING_TRANSITION_TARGET Missing 'Next' target: B at /StartAt",
      'MISSING_TRANSITION_TARGET State "A" is not reachable. at /States/A',
    ],
    [
      'a catcher that leads out of its branch',
      leading({
        Type: 'Parallel',
        Branches: [block('In', invoke({ End: true, Catch: [{ ErrorEquals: ['A'], Next: 'Done' }] }))],
        Next: 'Done',
      }),
      "MISSING_TRANSITION_TARGET Missing 'Next' target: Done at /States/State/Branches[0]/States/In/Catch[0]/Next",
    ],
    [
      'a state that no transition leads to',
      leading(PASS),
      'MISSING_TRANSITION_TARGET State "Done" is not reachable. at /States/Done',
    ],
    [
      'a machine without a terminal state',
      only({ Type: 'Pass', Next: 'State' }),
      'MISSING_END_STATE Workflow has no terminal state at undefined',
    ],
    [
      'a machine without a terminal state, and reports no other error',
      { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'A' }, B: { Type: 'Pass', Next: 'Z' } } },
      'MISSING_END_STATE Workflow has no terminal state at undefined',
    ],
    [
      'a state name that is used twice',
      ofState({ Type: 'Map', ItemProcessor: block('State') }),
      'DUPLICATE_STATE_NAME Duplicate State name: State at /States/State/ItemProcessor/States/State',
    ],
    [
      'a state name that is too long',
      block('x'.repeat(81)),
      `INVALID_STATE_NAME A state name must have 1 to 80 characters; '${'x'.repeat(81)}' has 81 at /States/${'x'.repeat(81)}`,
    ],
    [
      'an expression without its closing delimiter',
      ofState({ ...PASS, Output: { a: ['{% 1'] } }),
      'SCHEMA_VALIDATION_FAILED JSONata string must start with {% and end with %} at /States/State/Output/a[0]',
    ],
    [
      'an expression without spaces inside its delimiters',
      ofState({ ...PASS, Output: '{%1%}' }),
      'SCHEMA_VALIDATION_FAILED The expression "{%1%}" must have a blank inside each delimiter at /States/State/Output',
    ],
    [
      'an expression that does not parse',
      ofState({ ...PASS, Output: '{% 1 + %}' }),
      'INVALID_JSONATA_EXPRESSION Unexpected end of expression at /States/State/Output',
    ],
    [
      'an expression with undefined names',
      ofState({
        ...PASS,
        Output: { v: '{% aaa + $map($states.input.items[phone > 3], function($x){ bbb }) & $.c %}' },
      }),
      "UNSUPPORTED_JSONATA_EXPRESSION Reference to 'aaa' at the top level is not supported. at /States/State/Output/v",
      "UNSUPPORTED_JSONATA_EXPRESSION Reference to 'bbb' at the top level is not supported. at /States/State/Output/v",
      "UNSUPPORTED_JSONATA_EXPRESSION Reference to '$' at the top level is not supported. at /States/State/Output/v",
    ],
    [
      'a reference to the input document',
      ofState({ ...PASS, Output: '{% $states.input.items[$$.x] %}' }),
      "UNSUPPORTED_JSONATA_EXPRESSION Reference to '$$' is not supported. at /States/State/Output",
    ],
    [
      '$states.result in the arguments of a task, which has no result yet',
      ofState(invoke({ Arguments: { FunctionName: 'f', Payload: '{% [$states.result.x] %}' } })),
      "UNSUPPORTED_JSONATA_EXPRESSION Field '$states.result' does not exist. at /States/State/Arguments/Payload",
    ],
    [
      '$states.errorOutput outside a catcher',
      ofState({ ...PASS, Assign: { a: '{% $states.errorOutput %}' } }),
      "UNSUPPORTED_JSONATA_EXPRESSION Field '$states.errorOutput' does not exist. at /States/State/Assign/a",
    ],
    [
      'a variable with an invalid name',
      ofState({ ...PASS, Assign: { '1a': 1 } }),
      "SCHEMA_VALIDATION_FAILED The variable name '1a' must begin with a letter, contain only letters, digits and '_', and have at most 80 characters at /States/State/Assign/1a",
    ],
    [
      'the reserved variable name states',
      ofState({ ...PASS, Assign: { states: 1 } }),
      "SCHEMA_VALIDATION_FAILED The variable name 'states' is reserved at /States/State/Assign/states",
    ],
    [
      'an assignment to an outer variable inside a Map',
      ofState({ Type: 'Map', ItemProcessor: block('A', { ...PASS, Assign: { x: 1 } }), Assign: { x: 2 } }),
      "SCHEMA_VALIDATION_FAILED The variable 'x' belongs to an outer scope and cannot be assigned inside a Map or Parallel state at /States/State/ItemProcessor/States/A/Assign/x",
    ],
    [
      'a task without a required argument',
      ofState({ Type: 'Task', Resource: INVOKE, Arguments: { Payload: 1 } }),
      "SCHEMA_VALIDATION_FAILED The field 'FunctionName' is required but was missing at /States/State/Arguments",
    ],
    [
      'an unknown argument of a task',
      ofState(invoke({ Arguments: { FunctionName: 'f', Paylod: 1 } })),
      "SCHEMA_VALIDATION_FAILED The field 'Paylod' is not supported by Step Functions: arn:aws:states:::lambda:invoke takes FunctionName, Payload, InvocationType, Qualifier, ClientContext, LogType at /States/State/Arguments",
    ],
  ])('refuses %s', (_, definition, ...expected) => {
    // Act
    const found = problems(definition);

    // Assess
    expect(found).toEqual(expected);
  });

  it.each([
    ['arn:aws:states:::sqs:sendMessage', 'it has: lambda:invoke, states:startExecution, '],
    ['arn:aws:states:::lambda:invoke.waitForTaskToken', 'callbacks with a task token'],
    ['arn:aws:states:us-east-1:123456789012:activity:a', 'activities'],
    ['arn:aws:states:::states:startExecution.sync', 'it has: '],
    ['arn:aws:states:::aws-sdk:glue:startJobRun', 'it has: aws-sdk:cloudwatch, '],
    ['arn:aws:states:::aws-sdk:constructor:startJobRun', 'it has: aws-sdk:cloudwatch, '],
    ['arn:aws:states:::aws-sdk:sfn:startExecution.sync', 'it has: '],
    ['arn:aws-cn:states:::lambda:invoke', "it must begin with 'arn:aws:states:::'"],
    ['arn:aws:lambda:us-east-1:123456789012:function:f', "it must begin with 'arn:aws:states:::'"],
  ])('refuses the resource %s', (resource, reason) => {
    // Act
    const [found, ...others] = problems(ofState({ Type: 'Task', Resource: resource }));

    // Assess
    expect(others).toEqual([]);
    expect(found).toContain(
      `SCHEMA_VALIDATION_FAILED The resource '${resource}' is not implemented by the local Step Functions`,
    );
    expect(found).toContain(reason);
    expect(found).toContain(' at /States/State/Resource');
  });
});
