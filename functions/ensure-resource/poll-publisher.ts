import type { Logger } from '@aws-lambda-powertools/logger';
import type { News, Poll } from '../../reconciler/apply/poll';
import { recordRead } from '../../reconciler/apply/reconcile';
import { describeResource, type Step } from '../../reconciler/step';
import type { ResultKey, Results } from '../../record-table/results';
import { createdMetric } from '../shared/metric-names';
import { regardless } from '../shared/regardless';
import type { Counter } from '../shared/telemetry';
import { type BatchOutput, writesBatchOutput } from './batch-output';
import type { OfflineMetrics } from './offline-metrics';
import type { StateChangePublisher } from './state-change-events';

/** Destinations of the result of a poll. */
export interface Destinations {
  readonly logger: Logger;
  readonly count: Counter<'Workflow'>;
  readonly results: Results;
  readonly stateChanges: StateChangePublisher;
  readonly offlineMetrics: OfflineMetrics;
  readonly batchOutput: BatchOutput;
}

/** Logs, records and publishes the result of a poll. Failures of this are only logged: they do not fail the resource or hide its failure. */
export class PollPublisher {
  constructor(private readonly to: Destinations) {}

  /** @param runId undefined outside of a run */
  async publish(step: Step, poll: Poll, runId: string | undefined): Promise<void> {
    const { type } = step.resource;
    const { status, stepState } = poll.answer;
    const { arn } = stepState;
    this.to.logger.info(`${describeResource(step)}: ${status}`, { reason: poll.reason, arn });
    if (poll.isCreated) this.to.count(createdMetric(type));
    await this.publishNews(step, poll, runId);
    if (!poll.isSettled || arn === undefined) return;
    if (type === 'solutionVersion')
      await this.attempt('Could not record the offline metrics', () => this.to.offlineMetrics.record(step, arn));
    await this.attempt('Could not record what the job has read: it may be read again', () => recordRead(step, arn));
    if (writesBatchOutput(type) && stepState.result === 'CREATED')
      await this.attempt('Could not tag the batch output, which will not expire', () =>
        this.to.batchOutput.tag(step, arn),
      );
  }

  async publishFailure(step: Step, error: Error, news: News, runId: string | undefined): Promise<void> {
    this.to.logger.error(`${describeResource(step)}: FAILED`, error);
    await this.publishNews(step, news, runId);
  }

  private async publishNews(step: Step, { result, stateChanges }: News, runId: string | undefined): Promise<void> {
    if (runId !== undefined && result !== undefined)
      await this.attempt('Could not record the result', () =>
        this.to.results.write(resultKeyOf(step, runId), result, step.now),
      );
    for (const stateChange of stateChanges)
      await this.attempt('Could not publish the state-change event', () =>
        this.to.stateChanges.publish(stateChange, runId),
      );
  }

  private attempt(otherwise: string, action: () => Promise<unknown>): Promise<void> {
    return regardless(this.to.logger, otherwise, action);
  }
}

function resultKeyOf({ state, resource }: Step, runId: string): ResultKey {
  return { datasetGroup: state.datasetGroup.name, runId, pointer: resource.pointer };
}
