import type { Logger } from '@aws-lambda-powertools/logger';
import { dataDeletionCopyKey } from '../../lib/aws/data-bucket-layout';
import type { ExecutionStatus } from '../../lib/aws/execution-status';
import type { DataDeletions } from '../../lib/record-table/data-deletions';
import type { RunHistory, RunningRun } from '../../lib/record-table/run-history';
import { isOverdue, type OverdueRule } from '../../lib/scheduling/overdue';
import type { Scheduled } from '../../lib/scheduling/reconcile';
import type { StatusChange } from '../end-run/stopped-execution';
import type { Notification } from '../shared/notifications';
import { type Counter, regardless } from '../shared/telemetry';
import { reportOverdueRuns } from './overdue-runs';
import { recordLostDataDeletions, reportRecordedEnds } from './unrecorded-ends';

export interface MissedWorkServices {
  readonly logger: Logger;
  readonly count: Counter<'Scheduler'>;
  readonly runs: RunHistory;
  readonly deletions: DataDeletions;
  readonly executions: ExecutionStatus;
  /** Ends a run whose stop event was lost. */
  readonly endStopped: (event: StatusChange) => Promise<unknown>;
  readonly notify: (notification: Notification) => Promise<void>;
  /** Removes the copy of a csv of users. */
  readonly removeCopy: (key: string) => Promise<unknown>;
  /** Rule for when a task is overdue. If `intervals` is 0, tasks are not checked. */
  readonly overdueTasks: OverdueRule;
  /** Hours after which a run is overdue; 0 disables the check. */
  readonly overdueRunsAfter: number;
}

interface RecordedWork {
  readonly groups: readonly string[];
  /** Runs that are in progress. */
  readonly inProgress: readonly RunningRun[];
  readonly scheduled: readonly Scheduled[];
}

/**
 * Reports stopped runs whose end is recorded but was not reported. Records the lost ends of deletions of users. Logs and
 * counts overdue tasks and runs, and notifies of each overdue run once. Counts of 0 are sent too, because the alarms need
 * data.
 */
export async function reportMissedWork(
  { groups, inProgress, scheduled }: RecordedWork,
  now: Date,
  services: MissedWorkServices,
): Promise<void> {
  const { logger, runs, count, overdueTasks, overdueRunsAfter: hours } = services;
  for (const group of groups) await reportRecordedEnds(await runs.unreportedExecutions(group), now, services);
  await recordDeletions(groups, inProgress, now, services);
  // Only 0 disables a check. A setting that is not a number must not silently disable it.
  if (overdueTasks.intervals !== 0) {
    const late = scheduled.filter(({ task, changedAt }) => isOverdue(task, changedAt, now, overdueTasks));
    const overdue = late.map(({ task }) => task.name);
    if (overdue.length > 0) logger.error('Tasks have missed their scheduled runs', { overdue });
    count('TasksOverdue', overdue.length);
  }
  if (hours !== 0) {
    const overdue = await reportOverdueRuns(inProgress, { hours, now }, services);
    if (overdue.length > 0) logger.error('Runs are overdue', { overdue });
    count('RunsOverdue', overdue.length);
  }
}

/** Records the lost ends of deletions of users, and removes the copies of their csv. */
async function recordDeletions(
  groups: readonly string[],
  running: readonly RunningRun[],
  now: Date,
  { logger, deletions, removeCopy }: MissedWorkServices,
): Promise<void> {
  const lost = await recordLostDataDeletions(groups, running, now, deletions);
  if (lost.length > 0)
    logger.error('Deletions of users had ended, but their end was not recorded', { lostDeletions: lost });
  for (const { datasetGroup, run } of lost)
    await regardless(logger, 'Could not remove the copy of the csv, which expires by itself', () =>
      removeCopy(dataDeletionCopyKey(datasetGroup, run)),
    );
}
