import type { Logger } from '@aws-lambda-powertools/logger';
import { UPLOAD_TRIGGER } from '../../lib/record-table/run-request';
import { type RunKey, statusOf } from '../../lib/record-table/runs';
import { type EventPublisher, promotionEvent, runEvent } from '../shared/event-bus';
import { decisionMetric } from '../shared/metric-names';
import type { Notification } from '../shared/notifications';
import type { Records } from '../shared/records';
import { type Counter, regardless } from '../shared/telemetry';
import { isCutShort } from './failure';
import { mustNotify } from './must-notify';
import { notificationOf } from './notification';
import { type RunEnd, secondsOf } from './run-end';

export interface ReportServices extends Records {
  readonly logger: Logger;
  readonly count: Counter<'Workflow'>;
  readonly bus: Pick<EventPublisher, 'put'>;
  readonly notify: (notification: Notification) => Promise<void>;
  /** Value of the Terraform variable `notify_on`, which selects the runs that the topic is notified of. */
  readonly notifyOn: string;
}

/** A run whose end is recorded. */
interface EndedRun {
  readonly run: RunKey;
  /** Name of the task; empty unless the run was scheduled. */
  readonly task: string;
  readonly end: RunEnd;
}

/** Reports the recorded end of a run: updates its task, publishes events, notifies the topic if `notify_on` asks for it, and counts metrics. */
export async function reportEnd({ run, task, end }: EndedRun, services: ReportServices): Promise<void> {
  const { logger, runs, refusals, notify, notifyOn } = services;
  await publishResult(end, task, services);
  if (mustNotify(end, notifyOn)) await notify(notificationOf(end));
  // The record is written even if no notification was sent. `end-run` may be invoked twice for the end of a run, and the second
  // invocation must send nothing.
  await regardless(logger, 'Could not record that the notification was sent', () => runs.recordNotified(run, end.now));
  if (end.failure !== undefined && !isCutShort(end.failure))
    await regardless(logger, 'Could not record that the refusal of data was notified', () =>
      refusals.recordNotified(run.datasetGroup, end.execution.Name, end.now),
    );
  countEnd(end, services);
  logger.info('Run ends', { run, ...end.failure });
}

async function publishResult(end: RunEnd, task: string, { tasks, bus }: ReportServices): Promise<void> {
  const { execution, now, failure } = end;
  const status = statusOf(end);
  if (task !== '') await tasks.end(end.datasetGroup, task, execution.Id, now);
  for (const decision of end.decisions) await bus.put(promotionEvent(end.datasetGroup, decision));
  const reason = failure && { reason: failure.cause };
  await bus.put(runEvent({ ...end, status, durationSeconds: secondsOf(end), ...reason }));
}

function countEnd({ failure, trigger, deletion, ...end }: RunEnd, { count }: ReportServices): void {
  count(failure !== undefined ? 'JobFailure' : end.isUnchanged ? 'JobUnchanged' : 'JobSuccess');
  if (trigger === UPLOAD_TRIGGER && end.isInForce) count('ConfigurationsProcessedSuccesses');
  if (end.isRefused) count('ConfigurationsProcessedFailures');
  for (const { decision } of end.decisions) count(decisionMetric(decision));
  if (deletion !== undefined) count(deletion.status === 'COMPLETED' ? 'DeletionsCompleted' : 'DeletionsFailed');
}
