import { dispensable } from '../../../reconciler/quota-queue/dispensable-queue';
import type { QueueEntry } from '../../../record-table/quota-queue';

const NOW = new Date('2026-01-05T00:00:00Z');
const ENTRY: QueueEntry = { id: 'shop#/solutions/0', state: 'WAITING', since: NOW };

function prepare(refusal?: Error) {
  const logger = { error: jest.fn() };
  const put = jest.fn(async () => {
    if (refusal !== undefined) throw refusal;
  });
  const entries = async () => {
    if (refusal !== undefined) throw refusal;
    return [ENTRY];
  };
  return { queue: dispensable({ entries, put }, logger), logger, put };
}

describe('dispensable', () => {
  it('hands on what the queue holds', async () => {
    // Prepare
    const { queue, put, logger } = prepare();

    // Act
    const entries = await queue.entries('solutionVersion');
    await queue.put('solutionVersion', ENTRY, NOW);

    // Assess
    expect(entries).toEqual([ENTRY]);
    expect(put).toHaveBeenCalledWith('solutionVersion', ENTRY, NOW);
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('logs a queue that cannot be used, and goes on as if none waited', async () => {
    // Prepare
    const { queue, logger } = prepare(new Error('AccessDenied'));

    // Act
    const entries = await queue.entries('solutionVersion');
    await queue.put('solutionVersion', ENTRY, NOW);

    // Assess
    expect(entries).toEqual([]);
    expect(logger.error).toHaveBeenCalledTimes(2);
  });
});
