import type { Logger } from '@aws-lambda-powertools/logger';
import type { Poll } from '../../reconciler/apply/poll';
import { recordRead } from '../../reconciler/apply/reconcile';
import type { News } from '../../reconciler/apply/report';
import { recordEnd, recordStart } from '../../reconciler/quota-queue/queue';
import { describeResource, type Step } from '../../reconciler/step';
import type { Results } from '../../record-table/results';
import { type EventBus, stateChangeEvent } from '../shared/event-bus';
import { createdMetric } from '../shared/metric-names';
import { type Counter, regardless } from '../shared/telemetry';
import { type BatchOutput, writesBatchOutput } from './batch-output';
import type { OfflineMetrics } from './offline-metrics';

export interface Destinations {
  readonly logger: Logger;
  readonly count: Counter<'Workflow'>;
  readonly results: Results;
  readonly bus: EventBus;
  readonly offlineMetrics: OfflineMetrics;
  readonly batchOutput: BatchOutput;
}

const QUEUE_IS_WRONG = 'Could not record the use of a quota: others may wait longer for it';

/** Logs, records and publishes the result of a poll. Failures of this are only logged: they do not fail the resource or hide its failure. */
export class PollPublisher {
  constructor(private readonly to: Destinations) {}

  /** @param runId undefined outside of a run */
  async publish(step: Step, poll: Poll, runId: string | undefined): Promise<void> {
    const { type } = step.resource;
    const { status, stepState } = poll.answer;
    const { arn } = stepState;
    const { logger, count, offlineMetrics, batchOutput } = this.to;
    logger.info(`${describeResource(step)}: ${status}`, { reason: poll.reason, arn });
    if (poll.isCreated) count(createdMetric(type));
    await this.publishNews(step, poll, runId);
    if (poll.isCreated) await regardless(logger, QUEUE_IS_WRONG, () => recordStart(step));
    if (!poll.isSettled || arn === undefined) return;
    if (stepState.result === 'CREATED') await regardless(logger, QUEUE_IS_WRONG, () => recordEnd(step, arn));
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

  async publishFailure(step: Step, error: Error, news: News, runId: string | undefined): Promise<void> {
    this.to.logger.error(`${describeResource(step)}: FAILED`, error);
    await this.publishNews(step, news, runId);
    await regardless(this.to.logger, QUEUE_IS_WRONG, () => recordEnd(step));
  }

  private async publishNews(step: Step, { result, stateChanges }: News, runId: string | undefined): Promise<void> {
    const { logger, results, bus } = this.to;
    const { state, resource, now } = step;
    if (runId !== undefined && result !== undefined) {
      const key = { datasetGroup: state.datasetGroup.name, runId, pointer: resource.pointer };
      await regardless(logger, 'Could not record the result', () => results.write(key, result, now));
    }
    for (const change of stateChanges)
      await regardless(logger, 'Could not publish the state-change event', () =>
        bus.put(stateChangeEvent(change, runId)),
      );
  }
}
