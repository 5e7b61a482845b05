import jsonata from 'jsonata';
import { aslFiles } from '../support/asl-files';
import { type Machine, type State, statesOf } from '../support/machine';

const MACHINE = 'personalize-dataset-import';
const STATE = { Name: 'Import datasets', EnteredTime: '2026-01-05T00:00:00.000Z', RetryCount: 6 };
const CHILD = 'arn:aws:states:us-east-1:123456789012:execution:personalize-ensure-resource:c1';
const PLACE = ` [${MACHINE}: ${STATE.Name}]`;
const CAMPAIGN = { type: 'campaign', pointer: '/solutions/0/campaigns/0' };
const FILTER = { type: 'filter', pointer: '/filters/0' };

/** What each machine makes of its failures, by the file and the state that explains: the two states that do so. */
const EXPLANATIONS = aslFiles().flatMap((file) => {
  const states = new Map<string, State>(
    [...statesOf(JSON.parse(file.text) as Machine)].map(({ name, state }) => [name, state]),
  );
  return [...states].flatMap(([name, state]) => {
    const end = states.get(state.Next ?? '');
    return name.startsWith('Explain ') && end !== undefined ? [{ file: file.machine, state, end }] : [];
  });
});

/** What says why, in the state after: the cause of a Fail or of what is collected. */
function causeOf({ Cause, Output }: State): string {
  const { Cause: one, Causes: several } = { ...(Output as Record<string, string> | undefined) };
  return Cause ?? one ?? several ?? '';
}

function evaluate(expression: string, bindings: object): Promise<unknown> {
  const parsed = jsonata(expression.replace(/^\{% | %\}$/g, ''));
  parsed.registerFunction('parse', (text: string) => JSON.parse(text) as unknown);
  return parsed.evaluate(undefined, {
    place: ` [${MACHINE}: `,
    ...bindings,
  });
}

async function explained(error: string, cause: string): Promise<unknown> {
  const [first] = EXPLANATIONS;
  const input = { Error: error, Cause: cause, ...STATE };
  const failure = await evaluate(String(first?.state.Output), { states: { input } });
  return {
    error: (failure as { readonly Error: string }).Error,
    cause: await evaluate(causeOf(first?.end ?? { Type: 'Fail' }), { states: { input: failure } }),
  };
}

describe('A failure of a state', () => {
  it('is explained by the same expressions in every machine', () => {
    const [first] = EXPLANATIONS;
    expect(EXPLANATIONS.length).toBeGreaterThan(8);
    for (const { file, state, end } of EXPLANATIONS) {
      expect([file, state.Output]).toEqual([file, first?.state.Output]);
      if (file !== 'ensure-resource') expect([file, causeOf(end)]).toEqual([file, causeOf(first?.end ?? end)]);
    }
  });

  it.each([
    [
      'a function that threw',
      ['TypeError', '{"errorType":"TypeError","errorMessage":"no file","trace":["at x"]}'],
      { error: 'TypeError', cause: `no file${PLACE}` },
    ],
    [
      'an execution that failed, in its own words',
      [
        'States.TaskFailed',
        JSON.stringify({
          Error: 'ResourceFailed',
          Cause: 'full',
          ExecutionArn: CHILD,
          Name: 'c1',
          Status: 'FAILED',
        }),
      ],
      { error: 'ResourceFailed', cause: 'full' },
    ],
    [
      'an execution that timed out',
      ['States.TaskFailed', JSON.stringify({ ExecutionArn: CHILD, Name: 'c1', Status: 'TIMED_OUT' })],
      { error: 'States.TaskFailed', cause: `${CHILD} ended as TIMED_OUT${PLACE}` },
    ],
    [
      'an execution that a person stopped, with a reason',
      [
        'States.TaskFailed',
        JSON.stringify({ Error: 'Wrong', Cause: 'not today', ExecutionArn: CHILD, Status: 'ABORTED' }),
      ],
      { error: 'Wrong', cause: `not today${PLACE}` },
    ],
    [
      'an execution whose JSON was cut, because a cause has at most 32,768 characters',
      ['States.TaskFailed', '{"Cause":"full","Input":"{\\"work'],
      { error: 'States.TaskFailed', cause: `{"Cause":"full","Input":"{\\"work${PLACE}` },
    ],
    [
      'anything else',
      ['StepFunctions.StateMachineDoesNotExistException', 'State Machine Does Not Exist'],
      {
        error: 'StepFunctions.StateMachineDoesNotExistException',
        cause: `State Machine Does Not Exist${PLACE}`,
      },
    ],
  ] as const)('of %s', async (_name, [error, cause], expected) => {
    expect(await explained(error, cause)).toEqual(expected);
  });

  it.each([
    ['the resource', { resource: CAMPAIGN }, ', campaign at /solutions/0/campaigns/0'],
    [
      'each of several',
      { resources: [CAMPAIGN, FILTER] },
      ', campaign at /solutions/0/campaigns/0, filter at /filters/0',
    ],
    ['a single one of a list', { resources: [FILTER] }, ', filter at /filters/0'],
    ['nothing, of what the function lists itself,', { workflow: 'dataset-import' }, ''],
  ])('names %s where it is reconciled', async (_, Input, expected) => {
    // Prepare
    const { state, end } = EXPLANATIONS.find(({ file }) => file === 'ensure-resource') ?? {};
    const context = { Execution: { Input }, StateMachine: { Name: MACHINE } };

    // Act
    const resource = await evaluate(String(state?.Assign?.resource), { states: { context } });
    const cause = await evaluate(causeOf(end ?? { Type: 'Fail' }), {
      states: { input: { Error: 'TypeError', errorMessage: 'no file', Step: 'Reconcile the resource' } },
      resource,
    });

    // Assess
    expect(cause).toBe(`no file [${MACHINE}: Reconcile the resource${expected}]`);
  });
});
