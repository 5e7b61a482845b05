import { isDeepStrictEqual } from 'node:util';
import type { S3Client } from '@aws-sdk/client-s3';
import { folderOf } from '../../aws/data-bucket-layout';
import type { DesiredState } from '../../parameter-file/desired-state';
import { datasetGroupArn, type Scope } from '../../personalize/arn';
import { DataStatisticsRecords } from '../../record-table/data-statistics';
import { replacedKey } from '../../record-table/files-in-force';
import { present } from '../../record-table/item';
import type { RecordTable } from '../../record-table/record-table';
import { VerifiedReadRecords } from '../../record-table/verified-reads';
import { VersionDecisions } from '../../record-table/version-decisions';
import { type Existing, inventoryOf, withoutActionTracker } from '../inventory';
import { allResources } from '../resource-reference';
import { isJob, STRATEGIES } from '../resource-types';
import { MemoizedPersonalize } from '../resource-types/memoized-personalize';
import type { PersonalizeApi } from '../resource-types/personalize-api';
import { type AccountQuotas, exceededQuotas } from './exceeded-quotas';
import { ForeseenBucket, type PlannedUpload } from './foreseen-bucket';
import { ForeseenDecisions } from './foreseen-decisions';
import { ForeseenPersonalize } from './foreseen-personalize';
import type { Plan, PlannedChange, Unmanaged } from './plan';
import { planResources } from './plan-resources';
import { planSchedules, type ScheduledTasks } from './plan-schedules';

/** What a plan reads: the deployment's resources and a way to each service. */
export interface PlannedAccount extends ScheduledTasks {
  readonly scope: Scope;
  readonly personalize: PersonalizeApi;
  readonly s3: S3Client;
  readonly records: RecordTable;
  readonly names: { readonly dataBucket: string; readonly personalizeRoleArn: string };
  /** What Service Quotas says of Personalize in this account. */
  quotas(): Promise<AccountQuotas>;
  /** Epoch milliseconds by AWS's clock. */
  now(): number;
}

export interface PlannedFile {
  /** As messages name it. */
  readonly path: string;
  /** In the data bucket. */
  readonly key: string;
  readonly state: DesiredState;
  /** The dataset group's file in force, if there is one, and what it describes, if it can be read. */
  readonly before?: { readonly key: string; readonly state?: DesiredState | undefined } | undefined;
}

/**
 * Works out what an upload would do.
 * @param uploads data that would be uploaded before the parameter file
 * @param earlier plans of other parameter files that would be uploaded before it
 */
export async function makePlan(
  { path, key, state, before }: PlannedFile,
  aws: PlannedAccount,
  uploads: readonly PlannedUpload[] = [],
  earlier: readonly Plan[] = [],
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
    personalize: new ForeseenPersonalize(new MemoizedPersonalize(aws.personalize)),
    bucket: new ForeseenBucket(aws.s3, aws.names.dataBucket, uploads, now),
    dataStatistics: new DataStatisticsRecords(aws.records),
    verifiedReads: new VerifiedReadRecords(aws.records),
    dataHolds: { isHeld: async () => false },
    quotaQueue: { entries: async () => [], put: async () => undefined },
    decisions,
    roleArn: aws.names.personalizeRoleArn,
  });
  const existing = await existingIn(state, aws);
  const exceeded = await exceededQuotas([...earlier.map(({ changes }) => changes), resources], existing, aws);
  return {
    file: path,
    datasetGroup: state.datasetGroup.name,
    ...present({ replaces: replacedKey(before, key) }),
    changes: [
      ...resources.map((change) => withPromotion(change, state, before?.state)),
      ...(await planSchedules(state, aws)),
    ],
    ...(decisions.foreseen.length > 0 && { decisions: decisions.foreseen }),
    ...(exceeded.length > 0 && { exceededQuotas: exceeded }),
    unmanaged: unmanaged(state, existing),
  };
}

/** Rules that change are an update too, although Personalize knows nothing of them. */
function withPromotion(change: PlannedChange, after: DesiredState, before = after): PlannedChange {
  const { type, name, action, differences = [] } = change;
  if (type !== 'solution' || !['unchanged', 'update'].includes(action)) return change;
  const [desired, actual] = [after, before].map((file) => file.solutions.find((each) => each.name === name)?.promotion);
  if (isDeepStrictEqual(desired, actual)) return change;
  return { ...change, action: 'update', differences: [...differences, { member: 'promotion', actual, desired }] };
}

/** What is in the dataset group; nothing if it does not exist. */
async function existingIn(state: DesiredState, { scope, personalize }: PlannedAccount): Promise<readonly Existing[]> {
  const group = datasetGroupArn(scope, state.datasetGroup.name);
  if ((await personalize.describe('datasetGroup', group)) === undefined) return [];
  return withoutActionTracker(personalize, await inventoryOf(personalize, group));
}

function unmanaged(state: DesiredState, existing: readonly Existing[]): readonly Unmanaged[] {
  const named = new Set(allResources(state).map(({ type, name }) => `${type} ${name}`));
  const datasetTypes = new Set<unknown>(state.datasets.map(({ datasetType }) => datasetType));
  const isNamed = ({ type, name, summary }: Existing) =>
    type === 'dataset' ? datasetTypes.has(summary.datasetType) : named.has(`${type} ${name}`);
  // A dataset group has one of these: another name is a conflict already.
  const isOnly = ({ type }: Existing) =>
    (type === 'eventTracker' || type === 'metricAttribution') && state[type] !== undefined;
  // Jobs and versions are history, not something that a file names.
  return existing
    .filter((each) => !isJob(STRATEGIES[each.type]) && !isNamed(each) && !isOnly(each))
    .map(({ type, name, arn }) => ({ type, name, arn }));
}
