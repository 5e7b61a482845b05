import type { Poll } from '../../lib/reconciler/apply/poll';
import { recordRead } from '../../lib/reconciler/apply/reconcile';
import type { News } from '../../lib/reconciler/apply/report';
import { HarmlessEnd } from '../../lib/reconciler/errors';
import { describeResource, type Step } from '../../lib/reconciler/step';
import { createdMetric } from '../shared/metric-names';
import { type NewsDestinations, publishNews } from '../shared/publish-news';
import { type Counter, regardless } from '../shared/telemetry';
import { type BatchOutput, writesBatchOutput } from './batch-output';
import type { OfflineMetrics } from './offline-metrics';

export interface Destinations extends NewsDestinations {
  readonly count: Counter<'Workflow'>;
  readonly offlineMetrics: OfflineMetrics;
  readonly batchOutput: BatchOutput;
}

/** Logs, records and publishes the result of a poll. An error in these steps is only logged. It does not fail the resource. */
export class PollPublisher {
  constructor(private readonly to: Destinations) {}

  async publish(step: Step, poll: Poll, runId: string): Promise<void> {
    const { type } = step.resource;
    const { status, stepState } = poll;
    const { arn } = stepState;
    const { logger, count, offlineMetrics, batchOutput } = this.to;
    logger.info(`${describeResource(step)}: ${status}`, { reason: poll.reason, arn });
    if (poll.isCreated) count(createdMetric(type));
    await this.publishNews(step, poll, runId);
    if (!poll.isSettled || arn === undefined) return;
    if (type === 'solutionVersion')
      await regardless(logger, 'Could not record the offline metrics', () => offlineMetrics.record(step, arn));
    await regardless(logger, 'Could not record what the job has read: it may be read again', () =>
      recordRead(step, arn),
    );
    if (writesBatchOutput(type) && stepState.result === 'CREATED')
      await regardless(logger, 'Could not tag the batch output, which will not expire', () =>
        batchOutput.tag(step, arn),
      );
  }

  async publishFailure(step: Step, error: Error, news: News, runId: string): Promise<void> {
    const { logger } = this.to;
    if (error instanceof HarmlessEnd) logger.info(error.message);
    else logger.error(`${describeResource(step)}: FAILED`, error);
    await this.publishNews(step, news, runId);
  }

  private publishNews({ state, resource, now }: Step, news: News, runId: string): Promise<void> {
    return publishNews(this.to, { datasetGroup: state.datasetGroup.name, runId, pointer: resource.pointer }, news, now);
  }
}
