import type { DesiredState } from '../../parameter-file/desired-state';
import { datasetGroupArn } from '../../personalize/arn';
import { VerifiedReadRecords } from '../../records/verified-read-records';
import { folderOf } from '../../resources/data-bucket';
import { allResources } from '../../resources/resource-reference';
import type { DataFile } from '../../resources/stored-contents';
import type { DeployedAws } from '../aws';
import { type Existing, inventoryOf, withoutActionTracker } from '../inventory';
import { ForeseenBucket, ForeseenPersonalize } from './foreseen';
import type { Plan, Unmanaged } from './plan';
import { planResources } from './plan-resources';
import { planSchedules } from './plan-schedules';

/** A parameter file that is to be uploaded. */
export interface PlannedFile {
  /** As messages name it. */
  readonly path: string;
  /** In the data bucket. */
  readonly key: string;
  readonly state: DesiredState;
}

/**
 * Works out what an upload would do. Changes nothing.
 * @param uploads data that would be uploaded before the parameter file
 */
export async function makePlan(
  { path, key, state }: PlannedFile,
  aws: DeployedAws,
  uploads: readonly DataFile[] = [],
): Promise<Plan> {
  const now = new Date(aws.now());
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
    bucket: new ForeseenBucket(aws.s3, aws.names.dataBucket, uploads),
    verifiedReads: new VerifiedReadRecords(aws.dynamodb, aws.names.recordTable),
    roleArn: aws.names.personalizeRoleArn,
  });
  return {
    file: path,
    datasetGroup: state.datasetGroup.name,
    changes: [...resources, ...(await planSchedules(state, aws))],
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

async function unmanaged(state: DesiredState, aws: DeployedAws): Promise<readonly Unmanaged[]> {
  const group = datasetGroupArn(aws.scope, state.datasetGroup.name);
  if ((await aws.personalize.describe('datasetGroup', group)) === undefined) return [];
  const named = new Set(allResources(state).map(({ type, name }) => `${type} ${name}`));
  const datasetTypes = new Set<unknown>(state.datasets.map(({ datasetType }) => datasetType));
  const isNamed = ({ type, name, summary }: Existing) =>
    type === 'dataset' ? datasetTypes.has(summary.datasetType) : named.has(`${type} ${name}`);
  // A dataset group has one event tracker: another name is a conflict already.
  const isTracker = ({ type }: Existing) => type === 'eventTracker' && state.eventTracker !== undefined;
  return (await withoutActionTracker(aws.personalize, await inventoryOf(aws.personalize, group)))
    .filter((existing) => !HISTORY.has(existing.type) && !isNamed(existing) && !isTracker(existing))
    .map(({ type, name, arn }) => ({ type, name, arn }));
}
