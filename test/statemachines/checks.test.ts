import { check } from './checks/check';
import { NESTED_NAME } from './checks/nested-starts';
import { sizeProblems } from './checks/size';

/** Delays that add up to an hour on average. */
const HOUR = { IntervalSeconds: 2, MaxAttempts: 65, MaxDelaySeconds: 120, JitterStrategy: 'FULL' };

/** A valid machine with a state of each kind that the checks read. */
function machine() {
  return {
    Comment: 'Calls a function for each item, then another machine.',
    QueryLanguage: 'JSONata',
    StartAt: 'Prepare',
    States: {
      Prepare: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: {
          FunctionName: 'arn:aws:lambda:us-east-1:123456789012:function:prepare',
          Payload: "{% $merge([$states.input, {'at': $now()}]) %}",
        },
        Assign: { items: '{% $states.result.Payload.items %}' },
        Retry: [
          {
            ErrorEquals: [
              'Lambda.TooManyRequestsException',
              'Lambda.ServiceException',
              'Lambda.AWSLambdaException',
              'Lambda.SdkClientException',
              'Lambda.ClientExecutionTimeoutException',
              'Lambda.ResourceNotReadyException',
              'Lambda.CodeArtifactUserPendingException',
              'Lambda.ResourceConflictException',
              'Lambda.ENINotReadyException',
              'Lambda.ENILimitReachedException',
              'Lambda.SubnetIPAddressLimitReachedException',
              'Lambda.EC2ThrottledException',
              'Lambda.EC2UnexpectedException',
              'ServiceUnavailable',
            ],
            ...HOUR,
          },
          { ErrorEquals: ['Lambda.Unknown', 'Sandbox.Timedout', 'Runtime.ExitError'], MaxAttempts: 3 },
        ],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Failed' }],
        Next: 'Each item',
      },
      'Each item': {
        Type: 'Map',
        Items: '{% [$items] %}',
        ItemProcessor: {
          StartAt: 'Start',
          States: {
            Start: {
              Type: 'Task',
              Resource: 'arn:aws:states:::states:startExecution.sync:2',
              Arguments: {
                StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:other',
                Name: NESTED_NAME,
                Input: { item: '{% $states.input %}' },
              },
              Assign: { inner: '{% $map($states.result.Output, function($each) { $each.name }) %}' },
              Retry: [
                {
                  ErrorEquals: [
                    'StepFunctions.ExecutionLimitExceededException',
                    'StepFunctions.ThrottlingException',
                    'StepFunctions.AWSStepFunctionsException',
                    'StepFunctions.SdkClientException',
                  ],
                  ...HOUR,
                },
              ],
              Catch: [
                {
                  ErrorEquals: ['StepFunctions.ExecutionAlreadyExistsException'],
                  Output: '{% $states.input %}',
                  Next: 'Start',
                },
              ],
              End: true,
            },
          },
        },
        Next: 'Any?',
      },
      'Any?': {
        Type: 'Choice',
        Choices: [{ Condition: '{% $count($items) > 0 %}', Next: 'Done' }],
        Default: 'Failed',
      },
      Done: { Type: 'Succeed' },
      Failed: { Type: 'Fail', Error: 'Nothing', Cause: 'There was no item.' },
    },
  };
}

type Sound = ReturnType<typeof machine>;
type Break = (copy: Sound) => void;

const BROKEN: readonly (readonly [name: string, breakIt: Break, problem: RegExp])[] = [
  [
    'a retrier after States.ALL',
    (copy) => copy.States.Prepare.Retry.unshift({ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }),
    /'Prepare' handles errors after States.ALL/,
  ],
  [
    'a catcher after States.ALL',
    (copy) => copy.States.Prepare.Catch.push({ ErrorEquals: ['Some.Error'], Next: 'Failed' }),
    /'Prepare' handles errors after States.ALL/,
  ],
  [
    'an error beside States.ALL',
    (copy) => copy.States.Prepare.Catch[0]?.ErrorEquals.push('Some.Error'),
    /'Prepare' names errors beside States.ALL/,
  ],
  [
    'a Lambda task without a retry',
    (copy) => remove(copy.States.Prepare, 'Retry'),
    /'Prepare' must retry Lambda.TooManyRequestsException/,
  ],
  [
    'a task that does not retry one of the errors of calls that were not carried out',
    (copy) => copy.States.Prepare.Retry[0]?.ErrorEquals.pop(),
    /'Prepare' must retry Lambda.TooMany.*, ServiceUnavailable, not Lambda.TooMany.*EC2UnexpectedException$/,
  ],
  [
    'a task that names the errors of its retrier in another order',
    (copy) => copy.States.Prepare.Retry[0]?.ErrorEquals.reverse(),
    /'Prepare' must retry .*, not ServiceUnavailable,/,
  ],
  [
    'a task that does not retry a function that broke',
    (copy) => copy.States.Prepare.Retry.pop(),
    /'Prepare' must retry Lambda.Unknown, Sandbox.Timedout, Runtime.ExitError, not $/,
  ],
  [
    'a nested Step Functions task without a retry',
    (copy) => remove(copy.States['Each item'].ItemProcessor.States.Start, 'Retry'),
    /'Start' must retry StepFunctions/,
  ],
  [
    'a third retrier',
    (copy) => copy.States.Prepare.Retry.push({ ErrorEquals: ['ThrottlingException'], MaxAttempts: 1 }),
    /'Prepare' has 3 retriers/,
  ],
  [
    'a retry without jitter',
    (copy) => set(copy.States.Prepare.Retry[0], 'JitterStrategy', 'NONE'),
    /'Prepare' retries without jitter/,
  ],
  [
    'a task that retries a throttled function for less than an hour',
    (copy) => set(copy.States.Prepare.Retry[0], 'MaxAttempts', 64),
    /'Prepare' waits only 3543 s for what was not run/,
  ],
  [
    'a task whose delays grow without a limit',
    (copy) => remove(copy.States.Prepare.Retry[0] ?? {}, 'MaxDelaySeconds'),
    /'Prepare' waits more than 120 s at once/,
  ],
  [
    'a task that retries a broken function 65 times, not 3 times',
    (copy) => set(copy.States.Prepare.Retry[1], 'MaxAttempts', 65),
    /'Prepare' repeats what broke 65 times/,
  ],
  [
    'a nested execution whose name is left to Step Functions',
    (copy) => remove(copy.States['Each item'].ItemProcessor.States.Start.Arguments, 'Name'),
    /the execution that 'Start' starts is not named {% /,
  ],
  [
    'a nested execution whose name is the same for all items of a Map',
    (copy) => {
      const { Arguments } = copy.States['Each item'].ItemProcessor.States.Start;
      set(Arguments, 'Name', NESTED_NAME.replace(', $states.input', ''));
    },
    /the execution that 'Start' starts is not named {% /,
  ],
  [
    'a nested start that is not entered anew when its name is in use',
    (copy) => remove(copy.States['Each item'].ItemProcessor.States.Start, 'Catch'),
    /'Start' is not entered anew when the name of its execution is in use/,
  ],
  [
    'a task of an integration that is not known',
    (copy) => set(copy.States.Prepare, 'Resource', 'arn:aws:states:::sqs:sendMessage'),
    /whose transient errors are not known/,
  ],
  ['a machine without a comment', (copy) => remove(copy, 'Comment'), /no Comment/],
  ['a JSONPath machine', (copy) => remove(copy, 'QueryLanguage'), /QueryLanguage is not JSONata/],
  [
    'a JSONPath state in a JSONata machine',
    (copy) => set(copy.States.Done, 'QueryLanguage', 'JSONPath'),
    /'Done' has a QueryLanguage/,
  ],
  ['a JSONPath field', (copy) => set(copy.States.Done, 'OutputPath', '$'), /OutputPath/],
  [
    'a state name used twice',
    (copy) => rename(copy.States['Each item'].ItemProcessor, 'Start', 'Done'),
    /two states are called 'Done'/,
  ],
  ['a transition to nowhere', (copy) => set(copy.States.Prepare, 'Next', 'Nowhere'), /Nowhere/],
  [
    'a machine without an end',
    (copy) => {
      set(copy.States.Done, 'Type', 'Pass');
      set(copy.States.Done, 'Next', 'Prepare');
      set(copy.States.Failed, 'Type', 'Pass');
      set(copy.States.Failed, 'Next', 'Prepare');
      remove(copy.States.Failed, 'Error');
      remove(copy.States.Failed, 'Cause');
    },
    /missing a terminal state/,
  ],
  [
    'an outer variable assigned in a Map',
    (copy) => set(copy.States['Each item'].ItemProcessor.States.Start, 'Assign', { items: 1 }),
    /'Start' assigns \$items/,
  ],
  [
    'an expression that does not parse',
    (copy) => set(copy.States['Any?'].Choices[0], 'Condition', '{% $count( %}'),
    /does not parse/,
  ],
  [
    'text around an expression',
    (copy) => set(copy.States.Failed, 'Cause', 'failed: {% $items %}'),
    /only a whole string/,
  ],
  [
    'a variable that nothing assigns',
    (copy) => set(copy.States['Any?'].Choices[0], 'Condition', '{% $count($itemz) > 0 %}'),
    /\$itemz is never assigned/,
  ],
  [
    '$states.result in a field where it does not exist',
    (copy) => set(copy.States.Prepare.Arguments, 'Payload', '{% $states.result.Payload %}'),
    /\$states.result does not exist in Arguments/,
  ],
  [
    'an error output outside of Catch',
    (copy) => set(copy.States.Failed, 'Cause', '{% $states.errorOutput.Cause %}'),
    /errorOutput exists in Catch only/,
  ],
  [
    'a misspelled member of $states',
    (copy) => set(copy.States.Failed, 'Cause', '{% $states.imput.Cause %}'),
    /\$states.imput does not exist/,
  ],
  ['$eval', (copy) => set(copy.States.Failed, 'Cause', "{% $eval('1') %}"), /\$eval does not exist/],
];

describe('the checks of state machines', () => {
  test('find nothing in a valid machine', async () => {
    expect(await check(JSON.stringify(machine()))).toEqual([]);
  });

  test.each(BROKEN)('find %s', async (_name, breakIt, problem) => {
    // Prepare
    const copy = machine();
    breakIt(copy);

    // Act
    const problems = await check(JSON.stringify(copy));

    // Assess
    expect(problems.join('\n')).toMatch(new RegExp(problem, 'm'));
  });
});

describe('the check of sizes', () => {
  const stateNamed = (comment: string) => JSON.stringify({ States: { Done: { Type: 'Succeed', Comment: comment } } });

  test('finds nothing in a file of 220 lines whose longest text has 140 characters', () => {
    expect(sizeProblems(`${stateNamed('x'.repeat(140))}${'\n'.repeat(220)}`)).toEqual([]);
  });

  test('finds a text of 141 characters, and shows its beginning', () => {
    expect(sizeProblems(stateNamed('x'.repeat(141)))).toEqual([
      `a text has 141 characters, the limit is 140: ${'x'.repeat(40)}…`,
    ]);
  });

  test('finds a file of 221 lines', () => {
    expect(sizeProblems(`${stateNamed('')}${'\n'.repeat(221)}`)).toEqual(['it has 221 lines, the limit is 220']);
  });
});

function set(target: object | undefined, field: string, value: unknown): void {
  Object.assign(target ?? {}, { [field]: value });
}

function remove(target: object, field: string): void {
  Reflect.deleteProperty(target, field);
}

function rename(scope: { StartAt: string; States: object }, from: string, to: string): void {
  set(scope.States, to, Reflect.get(scope.States, from));
  remove(scope.States, from);
  scope.StartAt = to;
}
