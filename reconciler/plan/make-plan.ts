import type { S3Client } from '@aws-sdk/client-s3';
import { folderOf } from '../../aws/data-bucket-layout';
import type { DesiredState } from '../../parameter-file/desired-state';
import { datasetGroupArn, type Scope } from '../../personalize/arn';
import { DataStatisticsRecords } from '../../record-table/data-statistics';
import type { RecordTable } from '../../record-table/record-table';
import { VerifiedReadRecords } from '../../record-table/verified-reads';
import { VersionDecisions } from '../../record-table/version-decisions';
import { type Existing, inventoryOf, withoutActionTracker } from '../inventory';
import { allResources } from '../resource-reference';
import type { PersonalizeApi } from '../resource-types/personalize-api';
import { ForeseenBucket, type PlannedUpload } from './foreseen-bucket';
import { ForeseenDecisions } from './foreseen-decisions';
import { ForeseenPersonalize } from './foreseen-personalize';
import type { Plan, Unmanaged } from './plan';
import { planResources } from './plan-resources';
import { planSchedules, type ScheduledTasks } from './plan-schedules';

/** What a plan reads: the deployment's resources and a way to each service. */
export interface PlannedAccount extends ScheduledTasks {
  readonly scope: Scope;
  readonly personalize: PersonalizeApi;
  readonly s3: S3Client;
  readonly records: RecordTable;
  readonly names: { readonly dataBucket: string; readonly personalizeRoleArn: string };
  /** Epoch milliseconds by AWS's clock. */
  now(): number;
}

export interface PlannedFile {
  /** As messages name it. */
  readonly path: string;
  /** In the data bucket. */
  readonly key: string;
  readonly state: DesiredState;
}

/** Works out what an upload would do. @param uploads data that would be uploaded before the parameter file */
export async function makePlan(
  { path, key, state }: PlannedFile,
  aws: PlannedAccount,
  uploads: readonly PlannedUpload[] = [],
): Promise<Plan> {
  const now = new Date(aws.now());
  const decisions = new ForeseenDecisions(new VersionDecisions(aws.records));
  const resources = await planResources(state, {
    state,
    folder: folderOf(key),
    scope: aws.scope,
    startedAt: now,
    stamp: now,
    now,
    until: 'ACTIVE',
    force: false,
    personalize: new ForeseenPersonalize(aws.personalize),
    bucket: new ForeseenBucket(aws.s3, aws.names.dataBucket, uploads, now),
    dataStatistics: new DataStatisticsRecords(aws.records),
    verifiedReads: new VerifiedReadRecords(aws.records),
    decisions,
    roleArn: aws.names.personalizeRoleArn,
  });
  return {
    file: path,
    datasetGroup: state.datasetGroup.name,
    changes: [...resources, ...(await planSchedules(state, aws))],
    ...(decisions.foreseen.length > 0 && { decisions: decisions.foreseen }),
    unmanaged: await unmanaged(state, aws),
  };
}

/** Jobs and versions are history, not something that a file names. */
const HISTORY: ReadonlySet<string> = new Set([
  'datasetImportJob',
  'solutionVersion',
  'batchInferenceJob',
  'batchSegmentJob',
]);

async function unmanaged(state: DesiredState, aws: PlannedAccount): Promise<readonly Unmanaged[]> {
  const group = datasetGroupArn(aws.scope, state.datasetGroup.name);
  if ((await aws.personalize.describe('datasetGroup', group)) === undefined) return [];
  const named = new Set(allResources(state).map(({ type, name }) => `${type} ${name}`));
  const datasetTypes = new Set<unknown>(state.datasets.map(({ datasetType }) => datasetType));
  const isNamed = ({ type, name, summary }: Existing) =>
    type === 'dataset' ? datasetTypes.has(summary.datasetType) : named.has(`${type} ${name}`);
  // A dataset group has one of these: another name is a conflict already.
  const isOnly = ({ type }: Existing) =>
    (type === 'eventTracker' || type === 'metricAttribution') && state[type] !== undefined;
  return (await withoutActionTracker(aws.personalize, await inventoryOf(aws.personalize, group)))
    .filter((existing) => !HISTORY.has(existing.type) && !isNamed(existing) && !isOnly(existing))
    .map(({ type, name, arn }) => ({ type, name, arn }));
}
