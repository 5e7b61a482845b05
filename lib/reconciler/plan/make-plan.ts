import type { S3Client } from '@aws-sdk/client-s3';
import type { DesiredState } from '../../parameter-file/desired-state';
import { keyOf } from '../../parameter-file/forecast/forecast';
import { linesOf } from '../../parameter-file/json-document';
import { settingChanges } from '../../parameter-file/setting-changes';
import { datasetGroupArn, type Scope } from '../../personalize/arn';
import { warningOfFollower } from '../../record-table/files-in-force';
import { present } from '../../record-table/item';
import { withoutDeactivated } from '../../record-table/task';
import { VersionDecisions } from '../../record-table/version-decisions';
import type { PersonalizeApi } from '../account/personalize-api';
import { budgetUse } from '../budget/month-use';
import { type Existing, inventoryOf, label, withoutActionTracker } from '../inventory';
import { isInFile } from '../removal/own-in-account';
import { isJob, STRATEGIES } from '../resource-types';
import { type AccountQuotas, exceededQuotas } from './exceeded-quotas';
import { type ExcessTpsHours, excessText, excessTpsHours } from './excess-tps-hours';
import { foreseeingStep } from './foreseeing-step';
import { ForeseenBucket, type PlannedUpload } from './foreseen-bucket';
import { type DeployedAccount, isKept, type LeftResource, leftResources, usesOf } from './left-resources';
import type { Plan, PlannedChange, Unmanaged } from './plan';
import { planResources } from './plan-resources';
import { planSchedules, type ScheduledTasks } from './plan-schedules';
import { plannedDecisions } from './planned-decisions';
import { plannedForecast } from './planned-forecast';
import { isFullImport, plannedInteractions } from './planned-interactions';

/** Inputs of a plan from the AWS account: names of the deployment's resources, and access to each service. */
export interface PlannedAccount extends ScheduledTasks, DeployedAccount {
  readonly scope: Scope;
  readonly personalize: PersonalizeApi;
  readonly s3: S3Client;
  readonly names: { readonly dataBucket: string; readonly personalizeRoleArn: string };
  /** Service Quotas of Personalize in this account. */
  quotas(): Promise<AccountQuotas>;
  /** Milliseconds since 1970-01-01 UTC on AWS's clock. */
  now(): number;
}

/** The file that the upload would replace: the file in force, or another file whose upload waits. */
export interface FileBefore {
  readonly key: string;
  /** State of the file in force; undefined if no file is in force, or if this release cannot read the file. */
  readonly state?: DesiredState | undefined;
  /**
   * True if a file under another key must not replace this file, because this file is still in the bucket and the uploader
   * has not asked for the replacement.
   */
  readonly isKept?: boolean;
}

export interface PlannedFile {
  /** Path of the file in messages. */
  readonly path: string;
  /** Key in the data bucket. */
  readonly key: string;
  readonly state: DesiredState;
  /** Text of the file, for line numbers in messages; absent if the file is not written yet. */
  readonly content?: string | Uint8Array;
  /** The file that the upload would replace; absent if no file of the dataset group is in force or waits. */
  readonly before?: FileBefore | undefined;
  /** Names of other dataset groups that have an earlier version of this file in force. */
  readonly followers?: readonly string[];
  /** Number of interactions in the csv on this machine; absent if they were not counted. */
  readonly interactions?: number | undefined;
}

/**
 * Plans an upload: finds all changes that the upload would make. Changes nothing.
 * @param uploads data that would be uploaded before the parameter file
 * @param earlier plans of other parameter files that would be uploaded first
 */
export async function makePlan(
  { path, key, state, content, before, followers = [], interactions }: PlannedFile,
  aws: PlannedAccount,
  uploads: readonly PlannedUpload[] = [],
  earlier: readonly Plan[] = [],
): Promise<Plan> {
  const now = new Date(aws.now());
  const { scope, personalize, records, names } = aws;
  const bucket = new ForeseenBucket(aws.s3, names.dataBucket, uploads, now);
  const context = foreseeingStep({
    state,
    key,
    scope,
    personalize,
    bucket,
    records,
    decisions: new VersionDecisions(aws.records),
    roleArn: names.personalizeRoleArn,
    // The csv have all interactions only if the import is full. An incremental import adds its rows to the rows of earlier imports.
    ...(isFullImport(state) && present({ csvInteractions: interactions })),
    now,
  });
  const resources = await planResources(state, context);
  const decisions = await plannedDecisions(state, context);
  const existing = await existingIn(state, aws);
  const left = await leftResources(state, before?.state, aws, resources.find(isNotCreated)?.label);
  const exceeded = await exceededQuotas([...earlier.map(({ changes }) => changes), resources], existing, aws);
  const { timezone: timeZone } = aws.schedules.target;
  const lineOf = content === undefined ? undefined : linesOf(content);
  const created = new Set(resources.filter(({ action }) => action === 'create').map(keyOf));
  const tasks = await aws.tasks.tasksOf(state.datasetGroup.name);
  const excess = excessTpsHours({ state, before, tasks, now, timeZone, lineOf });
  const unmanaged = await unmanagedIn(state, existing, left, personalize);
  return {
    file: path,
    datasetGroup: state.datasetGroup.name,
    ...(before !== undefined && before.key !== key && { [before.isKept ? 'keptFile' : 'replaces']: before.key }),
    changes: [
      ...resources,
      ...left.flatMap(deletionOf),
      ...(await planSchedules(state, aws)),
      ...(excess?.isRefused ? [refusalOf(excess)] : []),
    ],
    settings: [
      ...settingChanges(before?.state, state),
      ...(excess?.isRefused === false ? [excessText(excess)] : []),
      ...followers.map((datasetGroup) => warningOfFollower(datasetGroup, key)),
    ],
    ...(decisions.length > 0 && { decisions }),
    ...(exceeded.length > 0 && { exceededQuotas: exceeded }),
    ...(state.budget !== undefined && {
      budget: await budgetUse({ ...context, state: withoutDeactivated(state, tasks) }, { timeZone, created }),
    }),
    notInFile: left,
    unmanaged,
    forecast: await plannedForecast({
      state: withoutDeactivated(state, tasks),
      before: before?.state && withoutDeactivated(before.state, tasks),
      kept: [...left.filter(isKept), ...unmanaged],
      conditional: new Set(
        resources.flatMap((each) => (each.isConditional && each.type === 'campaign' ? [each.label] : [])),
      ),
      created,
      folder: context.folder,
      bucket,
      scope,
      personalize,
      timeZone,
      schedules: aws.schedules,
      interactions: await plannedInteractions(context, created, interactions),
      ...(lineOf && { lineOf }),
      now,
    }),
  };
}

/** Resources of the dataset group; empty if the dataset group does not exist. */
async function existingIn(state: DesiredState, { scope, personalize }: PlannedAccount): Promise<readonly Existing[]> {
  const group = datasetGroupArn(scope, state.datasetGroup.name);
  if ((await personalize.describe('datasetGroup', group)) === undefined) return [];
  return withoutActionTracker(personalize, await inventoryOf(personalize, group));
}

/** True for a missing campaign that the upload does not create, for example because no version of the campaign's solution is promoted. */
function isNotCreated({ type, action, isConditional }: PlannedChange): boolean {
  return type === 'campaign' && (action === 'blocked' || (action === 'unchanged' && isConditional === true));
}

function deletionOf({ type, name, arn, isDeletedByUpload }: LeftResource): readonly PlannedChange[] {
  const note = 'not in the file any more';
  return isDeletedByUpload ? [{ action: 'delete', type, name, label: label({ type, name, arn }), note }] : [];
}

function refusalOf({ isRefused: _, ...excess }: ExcessTpsHours): PlannedChange {
  return { action: 'conflict', type: 'budget', ...excess };
}

async function unmanagedIn(
  state: DesiredState,
  existing: readonly Existing[],
  left: readonly LeftResource[],
  personalize: PersonalizeApi,
): Promise<readonly Unmanaged[]> {
  const own = new Set(left.map(({ arn }) => arn));
  const found: Unmanaged[] = [];
  for (const { type, name, arn } of existing) {
    // Jobs and versions never count as unmanaged.
    if (isJob(STRATEGIES[type]) || isInFile(state, { type, name, arn }) || own.has(arn)) continue;
    const description = BILLED_TYPES.includes(type) ? await personalize.describe(type, arn) : undefined;
    const uses = description && (await usesOf({ type, name, arn }, description, personalize, 'not in the file'));
    found.push({ type, name, arn, uses: uses ?? [] });
  }
  return found;
}

/** Types of resources that are billed as long as they exist. Solutions are included, because they may train automatically. */
const BILLED_TYPES: readonly string[] = ['campaign', 'recommender', 'metricAttribution', 'solution'];
