import { checkDefinition } from '../../../../../local-aws/services/stepfunctions/definition/check-definition';
import { INVOKE, invoke, only } from '../harness';

/** The errors of a JSONata machine: `CODE message at location`. */
function problems(definition: object): string[] {
  const text = JSON.stringify({ QueryLanguage: 'JSONata', ...definition });
  return checkDefinition(text, 'aws').map(({ code, message, location }) => `${code} ${message} at ${location}`);
}

/** A machine with this state only. */
const ofState = (state: object) => only({ End: true, ...state });

/** A machine in which `State` leads to a state that ends it. */
const leading = (state: object) => ({
  StartAt: 'State',
  States: { State: state, Done: { Type: 'Succeed' } },
});

const PASS = { Type: 'Pass', End: true };
const block = (name: string, state: object = PASS) => ({ StartAt: name, States: { [name]: state } });

describe('checkDefinition', () => {
  it('accepts tolerated failures of an inline Map', () => {
    // Prepare
    const tolerated = { ToleratedFailureCount: '{% 2 %}', ToleratedFailurePercentage: 12.5 };

    // Act
    const found = problems(ofState({ Type: 'Map', ItemProcessor: block('A'), ...tolerated }));

    // Assess
    expect(found).toEqual([]);
  });

  it('accepts every state type with all its fields', () => {
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
    ['text that is no JSON', '{', 'INVALID_JSON_DESCRIPTION The definition is not JSON: '],
    [
      'JSONPath by default',
      '{"StartAt":"A","States":{}}',
      'SCHEMA_VALIDATION_FAILED The query language "JSONPath (the',
    ],
    ['JSONPath', '{"QueryLanguage":"JSONPath"}', 'SCHEMA_VALIDATION_FAILED The query language "JSONPath" is not impl'],
    ['no object', '[]', 'SCHEMA_VALIDATION_FAILED Expected value of type Object'],
  ])('refuses %s', (_, text, expected) => {
    // Act
    const found = checkDefinition(text, 'aws');

    // Assess
    expect(found.map(({ code, message }) => `${code} ${message}`)).toEqual([expect.stringContaining(expected)]);
  });

  it.each<[string, object, ...string[]]>([
    ['missing fields of the machine', {}, 'SCHEMA_VALIDATION_FAILED These fields are required: [States, StartAt] at /'],
    [
      'a JSONPath state',
      ofState({ ...PASS, QueryLanguage: 'JSONPath' }),
      "SCHEMA_VALIDATION_FAILED 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/State",
    ],
    [
      'a field of JSONPath',
      ofState({ ...PASS, ResultPath: '$' }),
      "SCHEMA_VALIDATION_FAILED Field 'ResultPath' belongs to JSONPath and is not allowed in a JSONata state at /States/State/ResultPath",
    ],
    [
      'an unknown field',
      ofState({ ...PASS, Outptu: 1 }),
      "SCHEMA_VALIDATION_FAILED Field 'Outptu' is not supported at /States/State/Outptu",
    ],
    [
      'a field of another type of state',
      ofState({ ...PASS, Arguments: {} }),
      "SCHEMA_VALIDATION_FAILED Field 'Arguments' is not supported at /States/State/Arguments",
    ],
    [
      'a tolerated failure percentage above 100',
      ofState({ Type: 'Map', ItemProcessor: block('A'), ToleratedFailurePercentage: 101 }),
      'SCHEMA_VALIDATION_FAILED Expected a number from 0 to 100, but was 101 at /States/State/ToleratedFailurePercentage',
    ],
    [
      'a field of distributed Map',
      ofState({ Type: 'Map', ItemProcessor: block('A'), ItemBatcher: {} }),
      "SCHEMA_VALIDATION_FAILED Field 'ItemBatcher' belongs to a distributed Map, which the local Step Functions does not implement at /States/State/ItemBatcher",
    ],
    [
      'a distributed Map',
      ofState({ Type: 'Map', ItemProcessor: { ...block('A'), ProcessorConfig: { Mode: 'DISTRIBUTED' } } }),
      'SCHEMA_VALIDATION_FAILED Mode "DISTRIBUTED" is not implemented by the local Step Functions: only \'INLINE\' is at /States/State/ItemProcessor/ProcessorConfig/Mode',
    ],
    [
      'a heartbeat',
      ofState(invoke({ HeartbeatSeconds: 5 })),
      "SCHEMA_VALIDATION_FAILED Field 'HeartbeatSeconds' is not implemented by the local Step Functions at /States/State/HeartbeatSeconds",
    ],
    [
      'an unknown type',
      ofState({ Type: 'Loop' }),
      'SCHEMA_VALIDATION_FAILED Expected one of Task, Pass, Choice, Wait, Map, Parallel, Succeed, Fail, but was "Loop" at /States/State/Type',
    ],
    [
      'neither Next nor End',
      only({ Type: 'Pass', End: false }),
      'SCHEMA_VALIDATION_FAILED Exactly one of these fields is required: [Next, End: true] at /States/State',
      "MISSING_END_STATE No state ends: 'End: true', Succeed or Fail is required at /States",
    ],
    [
      'both Next and End',
      leading({ Type: 'Pass', End: true, Next: 'Done' }),
      'SCHEMA_VALIDATION_FAILED Exactly one of these fields is required: [Next, End: true] at /States/State',
    ],
    [
      'both Seconds and Timestamp',
      ofState({ Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z' }),
      'SCHEMA_VALIDATION_FAILED Exactly one of these fields is required: [Seconds, Timestamp] at /States/State',
    ],
    [
      'a bad literal time',
      ofState({ Type: 'Wait', Timestamp: 'tomorrow' }),
      'SCHEMA_VALIDATION_FAILED String does not match RFC3339 timestamp at /States/State/Timestamp',
    ],
    [
      'no branches',
      ofState({ Type: 'Parallel', Branches: [] }),
      'SCHEMA_VALIDATION_FAILED Value cannot be empty at /States/State/Branches',
    ],
    [
      'a number out of range',
      ofState(invoke({ TimeoutSeconds: 0 })),
      'SCHEMA_VALIDATION_FAILED Expected an integer from 1 to 99999999, but was 0 at /States/State/TimeoutSeconds',
    ],
    [
      'a computed retrier',
      ofState(invoke({ Retry: [{ ErrorEquals: ['A'], MaxAttempts: '{% 1 %}' }] })),
      'SCHEMA_VALIDATION_FAILED Expected an integer from 0 to 99999999, but was "{% 1 %}" at /States/State/Retry[0]/MaxAttempts',
    ],
    [
      'a retrier after States.ALL',
      ofState(invoke({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }] })),
      "SCHEMA_VALIDATION_FAILED 'States.ALL' must be in the last retrier only at /States/State/Retry[0]",
    ],
    [
      'States.ALL beside another name',
      ofState(invoke({ Retry: [{ ErrorEquals: ['States.ALL', 'A'] }] })),
      "SCHEMA_VALIDATION_FAILED 'States.ALL' must be the only element in 'ErrorEquals' at /States/State/Retry[0]/ErrorEquals",
    ],
    [
      'an unknown error of Step Functions',
      ofState(invoke({ Retry: [{ ErrorEquals: ['States.Timout'] }] })),
      "SCHEMA_VALIDATION_FAILED 'States.Timout' is not an error of Step Functions; 'States.' is reserved at /States/State/Retry[0]/ErrorEquals[0]",
    ],
    [
      'an unknown jitter strategy',
      ofState(invoke({ Retry: [{ ErrorEquals: ['A'], JitterStrategy: 'SOME' }] })),
      'SCHEMA_VALIDATION_FAILED Expected one of NONE, FULL, but was "SOME" at /States/State/Retry[0]/JitterStrategy',
    ],
    [
      'a missing target',
      { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, C: PASS } },
      "MISSING_TRANSITION_TARGET Missing 'Next' target: B at /States/A/Next",
      "MISSING_TRANSITION_TARGET State 'C' is not reachable at /States/C",
    ],
    [
      'a missing start',
      { StartAt: 'B', States: { A: PASS } },
      "MISSING_TRANSITION_TARGET Missing 'StartAt' target: B at /StartAt",
      "MISSING_TRANSITION_TARGET State 'A' is not reachable at /States/A",
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
      'a state that nothing leads to',
      leading(PASS),
      "MISSING_TRANSITION_TARGET State 'Done' is not reachable at /States/Done",
    ],
    [
      'no end',
      only({ Type: 'Pass', Next: 'State' }),
      "MISSING_END_STATE No state ends: 'End: true', Succeed or Fail is required at /States",
    ],
    [
      'a name used twice',
      ofState({ Type: 'Map', ItemProcessor: block('State') }),
      'DUPLICATE_STATE_NAME Duplicate state name: State at /States/State/ItemProcessor/States/State',
    ],
    [
      'a name that is too long',
      block('x'.repeat(81)),
      `INVALID_STATE_NAME A state name has 1 to 80 characters, '${'x'.repeat(81)}' has 81 at /States/${'x'.repeat(81)}`,
    ],
    [
      'an expression without its end',
      ofState({ ...PASS, Output: { a: ['{% 1'] } }),
      'SCHEMA_VALIDATION_FAILED The expression "{% 1" must end with \'%}\' and have a blank inside each delimiter at /States/State/Output/a[0]',
    ],
    [
      'an expression that does not parse',
      ofState({ ...PASS, Output: '{% 1 + %}' }),
      "SCHEMA_VALIDATION_FAILED The JSONata expression '1 +' is not valid. S0207: Unexpected end of expression (at character 3) at /States/State/Output",
    ],
    [
      '$states.result where there is none',
      ofState(invoke({ Arguments: { FunctionName: 'f', Payload: '{% [$states.result.x] %}' } })),
      'SCHEMA_VALIDATION_FAILED $states.result cannot be used in this field at /States/State/Arguments/Payload',
    ],
    [
      '$states.errorOutput where there is none',
      ofState({ ...PASS, Assign: { a: '{% $states.errorOutput %}' } }),
      'SCHEMA_VALIDATION_FAILED $states.errorOutput cannot be used in this field at /States/State/Assign/a',
    ],
    [
      'a variable with a bad name',
      ofState({ ...PASS, Assign: { '1a': 1 } }),
      "SCHEMA_VALIDATION_FAILED The variable name '1a' must begin with a letter, go on with letters, digits or '_', and have at most 80 characters at /States/State/Assign/1a",
    ],
    [
      'the reserved variable',
      ofState({ ...PASS, Assign: { states: 1 } }),
      "SCHEMA_VALIDATION_FAILED The variable name 'states' is reserved at /States/State/Assign/states",
    ],
    [
      'an outer variable assigned inside',
      ofState({ Type: 'Map', ItemProcessor: block('A', { ...PASS, Assign: { x: 1 } }), Assign: { x: 2 } }),
      "SCHEMA_VALIDATION_FAILED The variable 'x' belongs to an outer scope and cannot be assigned inside a Map or Parallel state at /States/State/ItemProcessor/States/A/Assign/x",
    ],
    [
      'a missing argument',
      ofState({ Type: 'Task', Resource: INVOKE, Arguments: { Payload: 1 } }),
      "SCHEMA_VALIDATION_FAILED The field 'FunctionName' is required but was missing at /States/State/Arguments",
    ],
    [
      'an unknown argument',
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
    ['arn:aws:states:::aws-sdk:sfn:startExecution.sync', 'it has: '],
    ['arn:aws-cn:states:::lambda:invoke', "it must begin with 'arn:aws:states:::'"],
    ['arn:aws:lambda:us-east-1:123456789012:function:f', "it must begin with 'arn:aws:states:::'"],
    ['${UploadFunction}', "it must begin with 'arn:aws:states:::'"],
  ])('refuses the resource %s', (resource, reason) => {
    // Act
    const [found, ...others] = problems(ofState({ Type: 'Task', Resource: resource }));

    // Assess
    expect(others).toEqual([]);
    expect(found).toContain(
      `INVALID_RESOURCE The resource '${resource}' is not implemented by the local Step Functions`,
    );
    expect(found).toContain(reason);
    expect(found).toContain(' at /States/State/Resource');
  });
});
