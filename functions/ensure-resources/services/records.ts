import type { ExecutionStatus } from '../../../aws/execution-status';
import { CreationIntentRecords } from '../../../record-table/creation-intents';
import { DataHolds } from '../../../record-table/data-holds';
import { DataRefusals } from '../../../record-table/data-refusals';
import { DataStatisticsRecords } from '../../../record-table/data-statistics';
import { DatasetGroups } from '../../../record-table/dataset-groups';
import { Deletions } from '../../../record-table/deletions';
import { FilesInForce } from '../../../record-table/files-in-force';
import { Locks } from '../../../record-table/locks';
import { ProgressRecords } from '../../../record-table/progress';
import type { RecordTable } from '../../../record-table/record-table';
import { ReportedMetrics } from '../../../record-table/reported-metrics';
import { Results } from '../../../record-table/results';
import { RunHistory, Runs } from '../../../record-table/runs';
import { Tasks } from '../../../record-table/tasks';
import { VerifiedReadRecords } from '../../../record-table/verified-reads';
import { VersionDecisions } from '../../../record-table/version-decisions';
import { WaitingUploads } from '../../../record-table/waiting-uploads';
import type { WorkState } from '../work-poll';

/** Items of the record table, by what they are about. @param keptDays for which runs are kept */
export function recordsOf(table: RecordTable, keptDays: number, executions: Pick<ExecutionStatus, 'isRunning'>) {
  return {
    dataHolds: new DataHolds(table),
    datasetGroups: new DatasetGroups(table),
    dataStatistics: new DataStatisticsRecords(table),
    decisions: new VersionDecisions(table),
    deletions: new Deletions(table),
    filesInForce: new FilesInForce(table),
    history: new RunHistory(table),
    intents: new CreationIntentRecords(table),
    locks: new Locks(table, executions),
    progress: new ProgressRecords<WorkState>(table),
    refusals: new DataRefusals(table),
    reportedMetrics: new ReportedMetrics(table),
    results: new Results(table, keptDays),
    runs: new Runs(table, keptDays),
    tasks: new Tasks(table),
    verifiedReads: () => new VerifiedReadRecords(table),
    waitingUploads: new WaitingUploads(table, executions),
  };
}
