import { ExecutionDoesNotExist, type SFNClient } from '@aws-sdk/client-sfn';
import { ExecutionStatus } from '../../../lib/aws/execution-status';

const NOW = new Date('2026-01-05T10:00:00Z');
const ARN = 'arn:execution';

function statusOf(answer: () => object): ExecutionStatus {
  return new ExecutionStatus({ send: async () => answer() } as unknown as SFNClient);
}

const unknown = () => {
  throw new ExecutionDoesNotExist({ message: 'Execution does not exist', $metadata: {} });
};

describe('ExecutionStatus', () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW }));
  afterEach(() => jest.useRealTimers());

  test.each([
    ['RUNNING', true],
    ['SUCCEEDED', false],
    ['ABORTED', false],
  ])('reads an execution with status %s, and returns %s for isRunning', async (status, expected) => {
    // Act
    const running = await statusOf(() => ({ status })).isRunning(ARN, NOW);

    // Assess
    expect(running).toBe(expected);
  });

  test.each([
    [
      'counts an unknown execution as running 59 seconds after its last action, as Step Functions may not show it yet',
      59,
      true,
    ],
    ['counts an unknown execution as ended a minute after its last action', 60, false],
  ])('%s', async (_what, seconds, expected) => {
    // Prepare
    const seenAt = new Date(NOW.getTime() - seconds * 1000);

    // Act
    const running = await statusOf(unknown).isRunning(ARN, seenAt);

    // Assess
    expect(running).toBe(expected);
  });

  test('counts an unknown execution as ended if the time of its last action is not given', async () => {
    // Act
    const running = await statusOf(unknown).isRunning(ARN);

    // Assess
    expect(running).toBe(false);
  });

  test('throws if Step Functions refuses to show the execution', async () => {
    // Prepare
    const status = statusOf(() => {
      throw new Error('Rate exceeded');
    });

    // Act
    const act = status.isRunning(ARN, NOW);

    // Assess
    await expect(act).rejects.toThrow('Rate exceeded');
  });

  test.each([
    ['has not ended before a given time if it is running', () => ({ status: 'RUNNING' }), false],
    ['has not ended before a given time if it ended at that time', () => ({ status: 'FAILED', stopDate: NOW }), false],
    [
      'has ended before a given time if it ended a millisecond earlier',
      () => ({ status: 'FAILED', stopDate: new Date(NOW.getTime() - 1) }),
      true,
    ],
    ['has ended before a given time if Step Functions no longer knows it', unknown, true],
  ])('says that an execution %s', async (_what, answer, expected) => {
    expect((await statusOf(answer).endedBefore(ARN, NOW)) !== undefined).toBe(expected);
  });
});
