import type { ExecutionStatus } from '../../lib/aws/execution-status';
import { BudgetLedger } from '../../lib/record-table/budget-ledger';
import { CreationIntentRecords } from '../../lib/record-table/creation-intents';
import { DataDeletionHolds } from '../../lib/record-table/data-deletion-holds';
import { DataDeletions } from '../../lib/record-table/data-deletions';
import { DataRefusals } from '../../lib/record-table/data-refusals';
import { DataStatisticsRecords } from '../../lib/record-table/data-statistics';
import { DatasetGroups } from '../../lib/record-table/dataset-groups';
import { FilesInForce } from '../../lib/record-table/files-in-force';
import { Locks } from '../../lib/record-table/locks';
import { OwnResources } from '../../lib/record-table/own-resources';
import { ProgressRecords } from '../../lib/record-table/progress';
import type { RecordTable } from '../../lib/record-table/record-table';
import { ReportedMetrics } from '../../lib/record-table/reported-metrics';
import { Results } from '../../lib/record-table/results';
import { RunHistory } from '../../lib/record-table/run-history';
import { RunKeys } from '../../lib/record-table/run-keys';
import { Runs } from '../../lib/record-table/runs';
import { Tasks } from '../../lib/record-table/tasks';
import { VerifiedReadRecords } from '../../lib/record-table/verified-reads';
import { VersionDecisions } from '../../lib/record-table/version-decisions';
import { WaitingUploads } from '../../lib/record-table/waiting-uploads';

/** Stores of the record table. */
export type Records<State = unknown> = ReturnType<typeof recordsOf<State>>;

/**
 * Creates the stores of the record table.
 * @param keptDays days for which runs are kept
 */
export function recordsOf<State = unknown>(
  table: RecordTable,
  keptDays: number,
  executions: Pick<ExecutionStatus, 'isRunning'>,
) {
  return {
    budgets: new BudgetLedger(table),
    dataHolds: new DataDeletionHolds(table),
    datasetGroups: new DatasetGroups(table),
    dataStatistics: new DataStatisticsRecords(table),
    decisions: new VersionDecisions(table),
    deletions: new DataDeletions(table),
    filesInForce: new FilesInForce(table),
    history: new RunHistory(table),
    intents: new CreationIntentRecords(table),
    keys: new RunKeys(table, keptDays),
    locks: new Locks(table, executions),
    ownResources: new OwnResources(table),
    progress: new ProgressRecords<State>(table),
    refusals: new DataRefusals(table),
    reportedMetrics: new ReportedMetrics(table),
    results: new Results(table, keptDays),
    runs: new Runs(table, keptDays),
    tasks: new Tasks(table),
    /** Creates a new instance for each invocation, because an instance caches what jobs have read. */
    verifiedReads: () => new VerifiedReadRecords(table),
    waitingUploads: new WaitingUploads(table, executions),
  };
}
