import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { completeSample } from '../support/sample';

const { openQuick, shared } = accounts();

/** An account with a run that has ended. The tests share it, and add only executions that fail. */
const trained = shared(async () => {
  const account = await openQuick();
  await account.run(completeSample());
  return account;
});

const EXECUTION = { Id: 'arn:x', Name: 'x', StartTime: '2026-01-05T03:00:00Z' };
const FILE = { bucket: 'nobody-has-this', key: 'train/small/config.json', versionId: 'v' };
const REQUEST = { datasetGroup: 'small', workflow: 'solution-promotion', trigger: 'promotion', file: FILE };
const CHOICE = { action: 'PROMOTE', version: 'arn:x/y', by: 'me' };
const ANYTHING: readonly unknown[] = [null, [], {}, 'x', 0];

/** Inputs of the state machine `run` that no program of this project makes, each with what is wrong. */
const INPUTS: readonly (readonly [what: string, input: unknown])[] = [
  ...ANYTHING.map((input) => [JSON.stringify(input), input] as const),
  ['a number as dataset group', { datasetGroup: 5 }],
  ['a dataset group that is too long and has an escape character', { datasetGroup: 'small\u001b[2J'.padEnd(300, 'x') }],
  ['a number as task', { datasetGroup: 'small', task: 5, scheduledTime: '2026-01-05T03:00:00Z' }],
  ['a word as scheduled time', { datasetGroup: 'small', task: 'x', scheduledTime: 'soon' }],
  ['an unknown workflow', { ...REQUEST, workflow: 'nothing' }],
  ['no file', { ...REQUEST, file: undefined }],
  ['an object as solution', { ...REQUEST, solution: {} }],
  ['null as choice', { ...REQUEST, choice: null }],
  ['a number as choice', { ...REQUEST, choice: 5 }],
  ['a choice of version 7', { ...REQUEST, choice: { action: 'PROMOTE', version: 7, by: 'me' } }],
  ['a choice of a version without an ARN', { ...REQUEST, choice: { action: 'PROMOTE', version: 'x', by: 'me' } }],
  ['an unknown action as choice', { ...REQUEST, choice: { ...CHOICE, action: 'reject' } }],
  ['an object as reason of a choice', { ...REQUEST, choice: { ...CHOICE, reason: { a: 1 } } }],
  [
    'a number as the version that a choice replaces',
    { ...REQUEST, choice: { ...CHOICE, action: 'ROLLBACK', from: 5 } },
  ],
  ['a number as upload', { ...REQUEST, trigger: 'upload', upload: 5 }],
  ['null as sequencer', { ...REQUEST, trigger: 'upload', upload: { sequencer: null } }],
  ['a number as removal', { ...REQUEST, workflow: 'removal', removal: 5 }],
  ['a text as resources to remove', { ...REQUEST, workflow: 'removal', removal: { resources: 'arn', by: 'me' } }],
  ['a number as resource to remove', { ...REQUEST, workflow: 'removal', removal: { resources: [5], by: 'me' } }],
  ['a text as restored resources', { ...REQUEST, restored: 'file' }],
  ['null as restored resource', { ...REQUEST, restored: [null] }],
  ['a text as acceptance of data', { ...REQUEST, acceptance: 'interactions' }],
  [
    'an acceptance of data whose members have the wrong types',
    { ...REQUEST, acceptance: { dataset: 5, fingerprint: [], by: {}, reason: null } },
  ],
  ['a number as warnings', { ...REQUEST, warnings: 5 }],
  ['an object as warning', { ...REQUEST, warnings: [{ '\u001b[2J': 1 }] }],
  ['an impossible scheduled time', { datasetGroup: 'small', task: 'x', scheduledTime: '2026-13-45T99:00:00Z' }],
];

/** Member of an execution's input that names the execution which started it. */
const STARTED_BY = 'AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID';
const PROGRESS = { run: 'x', record: 'run#x', execution: 'arn:x', [STARTED_BY]: 'arn:x' };

const CHECK = {
  file: FILE,
  resource: { type: 'datasetImportJob', pointer: '/datasets/interactions' },
  check: { fingerprint: 'x' },
  part: 0,
};
const STOP = { executionArn: 'arn:x:y', name: 'y', startDate: 1, status: 'ABORTED' };

const EVENTS: Readonly<Record<string, readonly unknown[]>> = {
  'begin-run': [...ANYTHING, { input: REQUEST }, ...INPUTS.map(([, input]) => ({ input, execution: EXECUTION }))],
  'check-data': [
    ...ANYTHING,
    { file: {}, resource: {}, check: {}, part: 'x' },
    { ...CHECK, part: 0.5 },
    { ...CHECK, check: { fingerprint: 'x', at: 'soon' } },
    { ...CHECK, check: { fingerprint: 'x', at: 9e15 } },
  ],
  'end-run': [
    ...ANYTHING,
    ...INPUTS.map(([, Input]) => ({ begun: {}, end: {}, execution: { ...EXECUTION, Input } })),
    { execution: { ...EXECUTION, Input: REQUEST } },
    { source: 'aws.states' },
    { source: 'aws.states', detail: { executionArn: 5 } },
    { source: 'aws.states', detail: { executionArn: 'x', name: 'y', startDate: 'z' } },
    { source: 'aws.states', detail: { ...STOP, startDate: 9e15, input: '{}' } },
    { source: 'aws.states', detail: { ...STOP, input: '{' } },
    { source: 'aws.states', detail: { ...STOP, input: 'null' } },
    { source: 'aws.states', detail: { ...STOP, input: '[[' } },
    { source: 'aws.states', detail: { ...STOP, input: '{"__proto__": {"datasetGroup": "small"}}' } },
    // Events that Lambda sends to a destination, and SNS to a function.
    { version: '1.0', requestContext: { condition: 'RetriesExhausted' }, requestPayload: {}, responsePayload: null },
    { Records: [{ EventSource: 'aws:sns', Sns: { Message: '{}' } }] },
  ],
  'ensure-resources': [
    { ...PROGRESS, record: 5 },
    ...INPUTS.slice(5).map(([, input]) => Object.assign({ ...PROGRESS }, input)),
  ],
  'request-data-deletion': ANYTHING,
  upload: ANYTHING,
};

interface Invoked {
  readonly Payload: Uint8Array;
}

/** Type, message and trace of the error with which a function answers. */
async function errorOf(account: Account, name: string, payload: string): Promise<readonly [string, string, string]> {
  const invocation = { FunctionName: `personalize-${name}`, Payload: Buffer.from(payload) };
  const { Payload: answer } = await account.call<Invoked>('lambda', 'Invoke', invocation);
  const { errorType, errorMessage, trace } = JSON.parse(Buffer.from(answer).toString());
  return [errorType, errorMessage, trace.join('\n')];
}

/** What an event could change: messages, events, runs and resources. */
async function traces(account: Account) {
  const { local } = account;
  return [local.sns.messages(), local.events.events(), await account.runRecords(), account.resources()];
}

const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]/u;

describe('an invalid event', () => {
  test.each(Object.entries(EVENTS))('gets one clear error from %s, and changes nothing', async (name, events) => {
    // Prepare
    const account = await trained();
    const before = await traces(account);
    const errors: (readonly [string, string, string])[] = [];

    // Act
    for (const event of events) {
      errors.push(await errorOf(account, name, JSON.stringify(event)));
    }

    // Assess
    expect(errors.filter(([type]) => type !== 'InvalidEvent')).toEqual([]);
    for (const [, message, trace] of errors) {
      expect(trace).toBe(message);
      expect(message).toMatch(/^The input is not .*: .* is .*, it must be .*\.$/);
      expect(message).not.toMatch(UNPRINTABLE);
    }
    expect(await traces(account)).toEqual(before);
  });

  test.each(
    [...ANYTHING, ...[null, '', { a: 1 }].map((startedBy) => ({ ...PROGRESS, [STARTED_BY]: startedBy }))].map(
      (event) => [JSON.stringify(event)],
    ),
  )(
    'such as %s is answered by ensure-resources with the error that the execution was started outside of a run',
    async (payload) => {
      // Act
      const [, message, trace] = await errorOf(await trained(), 'ensure-resources', payload);

      // Assess
      expect(message).toMatch(/^This execution was started outside of a run\./);
      expect(trace).toBe(message);
    },
  );
});

describe('the content of an event of EventBridge Scheduler', () => {
  test.each(['reconcile-deployment', 'report-idle-capacity'])(
    'is ignored by %s: it causes no error and changes nothing',
    async (name) => {
      // Prepare
      const account = await trained();
      const before = await traces(account);
      const answers: string[] = [];

      // Act
      for (const event of [...ANYTHING, { dataset: '\u001b[2J' }, { ['__proto__']: { datasetGroup: 'small' } }]) {
        const invocation = { FunctionName: `personalize-${name}`, Payload: Buffer.from(JSON.stringify(event)) };
        const { Payload: answer } = await account.call<Invoked>('lambda', 'Invoke', invocation);
        answers.push(Buffer.from(answer).toString());
      }

      // Assess
      expect(answers.filter((answer) => answer.includes('errorType'))).toEqual([]);
      expect(await traces(account)).toEqual(before);
    },
  );
});

describe('a run with an invalid input', () => {
  test.each(INPUTS.map(([what, input]) => [what, JSON.stringify(input)]))(
    'fails, and is reported once, with one clear error (the input: %s)',
    async (_, input) => {
      // Prepare
      const account = await trained();
      const { local } = account;
      const before = local.sns.messages().length;

      // Act
      const stateMachineArn = local.names.runStateMachineArn;
      const { executionArn } = await account.call<{ executionArn: string }>('states', 'StartExecution', {
        stateMachineArn,
        input,
      });
      await account.settle();

      // Assess
      const { status, error } = await account.call<Record<string, string>>('states', 'DescribeExecution', {
        executionArn,
      });
      expect({ status, error }).toEqual({ status: 'FAILED', error: 'InvalidEvent' });
      const sent = local.sns.messages().slice(before);
      expect(sent).toMatchObject([{ subject: expect.stringMatching(/^FAILED \S+: a run could not be recorded$/) }]);
      const [{ message = {} } = {}] = sent;
      expect(message.default).toMatch(/^Run \S+ of dataset group (?!null)\S+ failed/);
      expect(message.default).toContain('The input is not that of a run');
      expect(message.default).not.toMatch(/"trace"| {4}at /);
    },
  );
});
