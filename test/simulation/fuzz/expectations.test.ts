import type { Traces } from '../../../simulation/fuzz/arena';
import { EXPECTATIONS } from '../../../simulation/fuzz/expectations';

const MESSAGE = {
  at: '',
  topicArn: '',
  subject: 'It failed: x',
  message: { email: 'a\nb', sms: 'a', default: 'a', lambda: '{}' },
};
const EXECUTION = {
  arn: 'arn:x',
  machine: 'run',
  input: {},
  status: 'SUCCEEDED',
  error: undefined,
  cause: undefined,
};
const INVOCATION = { functionName: 'plan', requestId: '', type: 'Event' as const, attempt: 1, at: 0 };

const SOUND: Traces = {
  messages: [MESSAGE],
  invocations: [INVOCATION, { ...INVOCATION, error: { errorType: 'ResourceFailed', errorMessage: 'x' } }],
  failedEvents: [],
  logLines: ['{"message":"a"}', '2026-01-05T00:20:09.076Z\t2d491534-7392\tERROR\tInvoke Error \t{"errorType":"x"}'],
  denials: [],
  executions: [EXECUTION, { ...EXECUTION, status: 'FAILED', error: 'MissingInput', cause: 'x' }],
  resources: ['filter arn:x'],
  items: [
    { datasetGroup: { S: '#dataset-groups' }, item: { S: 'movies' } },
    { datasetGroup: { S: 'movies' }, item: { S: 'run#1' }, status: { S: 'FAILED' } },
  ],
};

const violations = (traces: Traces) => EXPECTATIONS.flatMap((expectation) => expectation(traces));

const message = (changes: Partial<typeof MESSAGE>) => ({ messages: [{ ...MESSAGE, ...changes }] });
const variants = (changes: Partial<(typeof MESSAGE)['message']>) =>
  message({ message: { ...MESSAGE.message, ...changes } });
const item = (changes: Traces['items'][number]) => ({
  items: [{ datasetGroup: { S: 'movies' }, ...changes }],
});

describe('the expectations', () => {
  it('hold for traces without a violation, even if a run failed with a known error', () => {
    // Act and assess
    expect(violations(SOUND)).toEqual([]);
  });

  it.each([
    [
      'a function that crashed',
      { invocations: [{ ...INVOCATION, error: { errorType: 'TypeError', errorMessage: 'x' } }] },
    ],
    [
      'an event that failed after all retries',
      {
        failedEvents: [
          {
            functionName: 'upload',
            requestId: '',
            at: 0,
            condition: 'RetriesExhausted' as const,
            error: { errorType: 'x', errorMessage: 'x' },
          },
        ],
      },
    ],
    [
      'a run that failed with an unknown error',
      { executions: [{ ...EXECUTION, status: 'FAILED', error: 'States.Runtime' }] },
    ],
    ['a run that never ends', { executions: [{ ...EXECUTION, status: 'RUNNING' }] }],
    ['a denied call', { denials: ['not authorized to perform: s3:GetObject'] }],
    ["a log line that is neither JSON nor one of Lambda's own", { logLines: ['forged'] }],
    ['a log line that is too long', { logLines: [JSON.stringify('x'.repeat(300_000))] }],
    ['a subject with a line break', message({ subject: 'a\nb' })],
    ['a subject that is too long', message({ subject: 'a'.repeat(100) })],
    ['a message that is too long', variants({ email: 'x'.repeat(300_000) })],
    ['an SMS of two lines', variants({ sms: 'a\nb' })],
    ['a mail with an escape sequence', variants({ email: '\u001b[2J' })],
    ['a mail with reversed text', variants({ email: '\u202e' })],
    ['a message for programs that is not JSON', variants({ lambda: 'x' })],
    ['an item that is too large', item({ item: { S: 'run#1' }, cause: { S: 'x'.repeat(500_000) } })],
    [
      'an invalid name in the list of dataset groups',
      { items: [{ datasetGroup: { S: '#dataset-groups' }, item: { S: 'run#1' } }] },
    ],
    ['a lock that is still held', item({ item: { S: 'lock#x' } })],
    ['a run that is recorded as running', item({ item: { S: 'run#1' }, status: { S: 'RUNNING' } })],
  ] as readonly [string, Partial<Traces>][])('are violated by %s', (_, changes) => {
    // Act and assess
    expect(violations({ ...SOUND, ...changes })).toHaveLength(1);
  });
});
