import { DataBucketReader } from '../../../lib/aws/data-bucket';
import type { FileReference } from '../../../lib/record-table/file-reference';
import { groupParameters } from '../../shared/group-parameters';
import { ParameterFileStore, readObject } from '../../shared/parameter-file-store';
import { recordsOf } from '../../shared/records';
import { createCounter, createLogger, createMetrics } from '../../shared/telemetry';
import { BatchOutput } from '../batch-output';
import type { EnsureServices } from '../ensure';
import { newerFile } from '../newer-file';
import { OfflineMetrics } from '../offline-metrics';
import { PollPublisher } from '../poll-publisher';
import type { WorkState } from '../work-poll';
import { accountOf } from './account';
import type { Environment } from './environment';

/** Services of the function, created once while it starts. */
export function ensureServices(environment: Environment): EnsureServices {
  const { DEPLOYMENT, DATA_DELETION_BUCKET: deletionBucket, PERSONALIZE_ROLE_ARN: roleArn } = environment;
  const { s3, bucket, bus, executions, scheduleGroup, personalize, personalizeWithRetries, table } =
    accountOf(environment);
  const records = recordsOf<WorkState>(table, Number(environment.RUN_HISTORY_DAYS), executions);
  const { dataHolds, decisions, deletions, filesInForce, ownResources, results, runs } = records;
  const mayDelete = environment.ALLOW_DELETIONS === 'true';
  const logger = createLogger('ensure-resources');
  const count = createCounter('Workflow', DEPLOYMENT);
  const countSchedules = createCounter('Scheduler', DEPLOYMENT);
  const metrics = createMetrics('SolutionMetrics', DEPLOYMENT);
  const files = new ParameterFileStore(s3);
  const load = (file: FileReference) => files.load(file);
  const destinations = { logger, results, bus };
  const publisher = new PollPublisher({
    ...destinations,
    count,
    offlineMetrics: new OfflineMetrics(metrics, records.reportedMetrics),
    batchOutput: new BatchOutput(s3),
  });
  return {
    logger,
    load,
    runs,
    progress: records.progress,
    locks: { locks: records.locks, dataHolds, deletions },
    verifiedReads: records.verifiedReads,
    ownResources,
    mayDelete,
    resources: {
      personalize,
      bucket,
      dataHolds,
      decisions,
      roleArn,
      publisher,
      budgets: records.budgets,
      dataStatistics: records.dataStatistics,
      intents: records.intents,
      refusals: records.refusals,
      ownResources,
      newerFile: (datasetGroup, file) => newerFile(datasetGroup, file, filesInForce, load),
      deployment: DEPLOYMENT,
    },
    uploads: {
      filesInForce,
      runs,
      bucket,
      load,
      decisions,
      roleArn,
      waitingUploads: records.waitingUploads,
      datasetGroups: records.datasetGroups,
      tasks: records.tasks,
      personalize: personalizeWithRetries,
      records: table,
      content: async (file) => (await readObject(s3, file)).content,
      left: { ownResources, mayDelete, personalize: personalizeWithRetries, deployment: DEPLOYMENT },
      timeZone: scheduleGroup.target.timezone,
    },
    deletions: {
      personalize,
      dataHolds,
      roleArn,
      deletions,
      count,
      destinations,
      deletionBucket,
      open: (file) => new DataBucketReader(s3, file.bucket).bytes(file),
    },
    ...(environment.PUBLISH_PARAMETERS === 'true' && { parametersOf: groupParameters(environment.DEPLOYMENT) }),
    schedules: (scope) => ({
      scheduleGroup,
      filesInForce,
      tasks: records.tasks,
      runs: records.history,
      account: { scope, personalize, logger },
      count: countSchedules,
    }),
  };
}
