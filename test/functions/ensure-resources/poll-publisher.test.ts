import type { Logger } from '@aws-lambda-powertools/logger';
import { type Destinations, PollPublisher } from '../../../functions/ensure-resources/poll-publisher';
import type { Poll } from '../../../lib/reconciler/apply/poll';
import type { Step } from '../../../lib/reconciler/step';

const ARN = 'arn:aws:personalize:us-east-1:123456789012:campaign/top-picks';
const NOW = new Date('2026-01-05T00:00:00Z');
const POINTER = '/solutions/0/campaigns/0';
const step = {
  state: { datasetGroup: { name: 'shop' } },
  resource: { type: 'campaign', name: 'top-picks', pointer: POINTER, request: {} },
  now: NOW,
} as unknown as Step;
const created: Poll = {
  status: 'READY',
  stepState: { arn: ARN, result: 'CREATED' },
  isCreated: true,
  isSettled: true,
  result: { type: 'campaign', resource: "campaign 'top-picks'", result: 'CREATED', arn: ARN },
  stateChanges: [{ type: 'campaign', arn: ARN, status: 'ACTIVE', durationSeconds: 60 }],
};

/** The event that is published for {@link created}. */
const published = (runId: string) => ({
  detailType: 'Personalize Campaign State Change',
  resource: ARN,
  detail: { Arn: ARN, Status: 'ACTIVE', Duration: 60, RunId: runId },
});

function destinations() {
  const logger = { info: jest.fn(), error: jest.fn() };
  const to = {
    logger: logger as unknown as Logger,
    count: jest.fn(),
    results: { write: jest.fn() },
    bus: { put: jest.fn() },
    offlineMetrics: { record: jest.fn() },
    batchOutput: { tag: jest.fn() },
  };
  return { ...to, logger, publisher: new PollPublisher(to as unknown as Destinations) };
}

describe('PollPublisher', () => {
  it('counts, records and publishes a resource that a poll has created', async () => {
    // Prepare
    const { publisher, count, results, bus } = destinations();

    // Act
    await publisher.publish(step, created, 'run-1');

    // Assess
    expect(count).toHaveBeenCalledWith('CampaignCreated');
    const key = { datasetGroup: 'shop', runId: 'run-1', pointer: POINTER };
    expect(results.write).toHaveBeenCalledWith(key, created.result, NOW);
    expect(bus.put).toHaveBeenCalledWith(published('run-1'));
  });

  it('publishes the state change of a failed resource even if the result cannot be recorded', async () => {
    // Prepare
    const { publisher, results, bus, logger } = destinations();
    results.write.mockRejectedValue(new Error('Throttled'));

    // Act
    await publisher.publishFailure(step, new Error('It failed.'), created, 'run-1');

    // Assess
    expect(bus.put).toHaveBeenCalledTimes(1);
    expect(logger.error).toHaveBeenCalledWith('Could not record the result', expect.any(Error));
  });

  it.each([
    ['records the metrics of a created', 'solutionVersion', 'CREATED', ['offlineMetrics']],
    ['neither records metrics nor tags output of an unchanged', 'batchInferenceJob', 'UNCHANGED', []],
    ['neither records metrics nor tags output of a created', 'campaign', 'CREATED', []],
  ] as const)('%s %s', async (_, type, result, expected) => {
    // Prepare
    const { publisher, offlineMetrics, batchOutput } = destinations();
    const settled: Poll = { ...created, stepState: { arn: ARN, result } };

    // Act
    await publisher.publish({ ...step, resource: { ...step.resource, type } }, settled, 'run-1');

    // Assess
    const called = [
      ...(offlineMetrics.record.mock.calls.length > 0 ? ['offlineMetrics'] : []),
      ...(batchOutput.tag.mock.calls.length > 0 ? ['batchOutput'] : []),
    ];
    expect(called).toEqual(expected);
  });
});
