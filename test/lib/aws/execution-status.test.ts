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

describe('the status of an execution', () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW }));
  afterEach(() => jest.useRealTimers());

  test.each([
    ['RUNNING', true],
    ['SUCCEEDED', false],
    ['ABORTED', false],
  ])('is read if the execution is %s', async (status, expected) => {
    // Act
    const running = await statusOf(() => ({ status })).isRunning(ARN, NOW);

    // Assess
    expect(running).toBe(expected);
  });

  test.each([
    ['was seen a moment ago counts as running: it may not be shown yet', 59, true],
    ['was seen a minute ago counts as ended', 60, false],
  ])(
    'depends on the time if Step Functions does not show the execution: one that %s',
    async (_what, seconds, expected) => {
      // Prepare
      const seenAt = new Date(NOW.getTime() - seconds * 1000);

      // Act
      const running = await statusOf(unknown).isRunning(ARN, seenAt);

      // Assess
      expect(running).toBe(expected);
    },
  );

  test('counts as ended for an unknown execution that was never seen', async () => {
    // Act
    const running = await statusOf(unknown).isRunning(ARN);

    // Assess
    expect(running).toBe(false);
  });

  test('throws if the execution cannot be read', async () => {
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
    ['runs', () => ({ status: 'RUNNING' }), false],
    ['ended at that time', () => ({ status: 'FAILED', stopDate: NOW }), false],
    ['ended before it', () => ({ status: 'FAILED', stopDate: new Date(NOW.getTime() - 1) }), true],
    ['is not known any more', unknown, true],
  ])('says whether an execution that %s had ended before that time', async (_what, answer, expected) => {
    expect((await statusOf(answer).endedBefore(ARN, NOW)) !== undefined).toBe(expected);
  });
});
