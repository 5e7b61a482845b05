import { folderOf } from '../lib/aws/data-bucket-layout';
import { SERVING_TYPES } from '../lib/personalize/request-metrics';
import { isFailed, isInactive } from '../lib/personalize/statuses';
import type { UnitUse } from '../lib/reconciler/budget/month-use';
import type { Existing } from '../lib/reconciler/inventory';
import { isInFile } from '../lib/reconciler/removal/own-in-account';
import { type DataDeletion, DataDeletions } from '../lib/record-table/data-deletions';
import { DestroyedGroups } from '../lib/record-table/destructions';
import { uriOf } from '../lib/record-table/file-reference';
import type { FileInForce } from '../lib/record-table/files-in-force';
import { present } from '../lib/record-table/item';
import { type RefusedPlace, RefusedPlaces, refusedUnder } from '../lib/record-table/refused-files';
import type { Run } from '../lib/record-table/runs';
import type { DeployedAws } from './aws';
import { budgetUseOf } from './budget-use';
import { CurrentRuns } from './current-runs';
import { type RejectedData, rejectedDataOf } from './data-status';
import { DESCRIBED, givenName } from './find-version';
import { readState } from './read-file';
import { textsOfWork, workOf } from './run-work';
import { newestRunsFirst, runsAndRefusals, unknownGroup } from './runs';
import { nextRuns, timezoneOf } from './tasks';
import { type Standing, standingsOf } from './version-standing';

/** Number of newest runs that are shown. Runs in progress are always shown. */
const RUNS_SHOWN = 5;
/** Number of newest deletions that are shown. Deletions that have not ended are always shown. */
const DELETIONS_SHOWN = 5;
/** Resource types that are marked in the output if the parameter file does not have the resource. */
const SHOWN_IF_LEFT: readonly string[] = [...Object.keys(SERVING_TYPES), 'solution', 'filter'];

interface ResourceStatus extends Omit<Existing, 'summary'>, Standing {
  readonly createdAt: string;
  /**
   * True for a solution, filter, campaign or recommender that is not in the file in force. Failed and stopped resources
   * are not marked.
   */
  readonly isNotInFile?: true;
  /** Only for event trackers: the id under which applications send events. */
  readonly trackingId?: string;
}

interface TaskStatus {
  readonly name: string;
  readonly state: string;
  /** IANA name of the schedule's time zone. */
  readonly timezone: string;
  /** ISO time of the next run. */
  readonly nextRun?: string;
}

export interface GroupStatus {
  /** Name of the dataset group. If `refusedIn` is given, the partition key under which the refused files are recorded. */
  readonly datasetGroup: string;
  /** `s3://bucket/folder/` for a folder of refused files; absent for a dataset group. */
  readonly refusedIn?: string;
  /** ISO time at which the group was destroyed. */
  readonly destroyedAt?: string;
  /** The dataset group's parameter file in force; absent if there is none. */
  readonly inForce?: { readonly file: string; readonly version: string; readonly since: string };
  /**
   * Runs in progress and the newest other runs, newest first. `states`: work in progress of a run. `since`: earliest
   * start of this work.
   */
  readonly runs: readonly (Run & { readonly states?: readonly string[]; readonly since?: string })[];
  readonly resources: readonly ResourceStatus[];
  /** The newest deletions of users and all deletions that have not ended, newest first. Absent if there are none. */
  readonly deletions?: readonly DataDeletion[];
  /** Use of this month's budget. Absent if the file has no limits, or if this release cannot read the file. */
  readonly budget?: readonly UnitUse[];
  /** Rejected data that Personalize still has; absent if there are none. */
  readonly rejectedData?: readonly RejectedData[];
  readonly tasks: readonly TaskStatus[];
}

/**
 * @param group undefined for all dataset groups. Then the result also has the folders of refused files that belong to
 * no dataset group. If every entry of this result was destroyed, all other destroyed groups are added
 * @throws CliFailure if the group has no resources, and nothing is recorded about it
 */
export async function groupStatuses(
  aws: DeployedAws,
  group: string | undefined,
  described: Described = new Map(),
  current = new CurrentRuns(aws),
): Promise<readonly GroupStatus[]> {
  const places = await new RefusedPlaces(aws.records).all();
  if (group !== undefined) {
    const found = await groupStatus(aws, group, places, described, current);
    if (found?.file !== undefined || found?.status.resources[0] !== undefined) return [found.status];
    const gone = (await destroyedGroups(aws)).find(({ datasetGroup }) => datasetGroup === group);
    const status = found === undefined ? gone : { ...gone, ...found.status };
    if (status === undefined) throw unknownGroup(group);
    return [status];
  }
  const shown: GroupStatus[] = [];
  const filed = new Set<string>();
  for (const datasetGroup of await aws.datasetGroups.names()) {
    const found = await groupStatus(aws, datasetGroup, places, described, current);
    if (found === undefined) continue;
    shown.push(found.status);
    filed.add(datasetGroup);
    if (found.file !== undefined) filed.add(refusedUnder(found.file.key));
  }
  const destroyed = await destroyedGroups(aws);
  for (const { filedUnder, namedGroup = '' } of places) {
    if (filed.has(filedUnder) || filed.has(namedGroup)) continue;
    filed.add(filedUnder);
    const found = await groupStatus(aws, filedUnder, places, described, current);
    const gone = destroyed.find(({ datasetGroup }) => datasetGroup === filedUnder);
    if (found !== undefined && found.status.runs.length > 0) shown.push({ ...gone, ...found.status });
  }
  if (!shown.every(({ destroyedAt }) => destroyedAt !== undefined)) return shown;
  return [...shown, ...destroyed.filter(({ datasetGroup }) => !filed.has(datasetGroup))];
}

/** @throws CliFailure if the group has no resources, and nothing is recorded about it */
export async function assertKnown(aws: DeployedAws, group: string): Promise<void> {
  if ((await aws.filesInForce.find(group)) === undefined) await groupStatuses(aws, group);
}

async function destroyedGroups(aws: DeployedAws): Promise<readonly GroupStatus[]> {
  const destroyed = await new DestroyedGroups(aws.records).all();
  return destroyed.map((group) => ({ ...group, runs: [], resources: [], tasks: [] }));
}

function isServing({ status }: Existing): boolean {
  return !isFailed(status) && !isInactive(status);
}

/** @returns undefined if the name has no resources, file in force, recorded runs or refused files */
async function groupStatus(
  aws: DeployedAws,
  datasetGroup: string,
  places: readonly RefusedPlace[],
  described: Described,
  current: CurrentRuns,
): Promise<{ readonly status: GroupStatus; readonly file: FileInForce | undefined } | undefined> {
  const file = await aws.filesInForce.find(datasetGroup);
  const recent = await runsAndRefusals(aws, datasetGroup, { file, places }, RUNS_SHOWN);
  const older = (await current.of(datasetGroup)).filter(({ id }) => !recent.some((run) => run.id === id));
  const runs = newestRunsFirst([...recent, ...older]);
  const resources = await aws.resourcesOf(datasetGroup);
  const isGroup = resources.length > 0 || file !== undefined;
  const [newest] = runs;
  if (!isGroup && newest === undefined) return undefined;
  const isFolder =
    !isGroup && runs.every(({ status, namedGroup }) => status === 'REFUSED' && namedGroup !== datasetGroup);
  await describeInto(described, aws, resources);
  const standings = await standingsOf(aws, datasetGroup, resources);
  const deletions = (await new DataDeletions(aws.records).of(datasetGroup)).filter(
    ({ finishedAt }, index) => index < DELETIONS_SHOWN || finishedAt === undefined,
  );
  const rejectedData = await rejectedDataOf(aws, datasetGroup);
  const state = file && (await readState(aws, file));
  const budget = state === undefined ? [] : await budgetUseOf(aws, state);
  const isLeft = (each: Existing) =>
    state !== undefined && SHOWN_IF_LEFT.includes(each.type) && isServing(each) && !isInFile(state, each);
  const tasks = await aws.tasks.ofFile(datasetGroup);
  return {
    file,
    status: {
      datasetGroup,
      ...(isFolder && newest && { refusedIn: folderOf(newest.file) }),
      ...(file && { inForce: { file: uriOf(file), version: file.versionId, since: file.since } }),
      runs: await Promise.all(runs.map((run) => withStates(aws, run))),
      resources: resources.map((each) => {
        const { type, name, arn, status, summary } = each;
        return {
          type,
          name: (type === 'solutionVersion' && described.get(arn)) || name,
          arn,
          status,
          createdAt: summary.creationDateTime?.toISOString() ?? '',
          ...standings.get(arn),
          ...(isLeft(each) && { isNotInFile: true }),
          ...(type === 'eventTracker' && { trackingId: described.get(arn) }),
        };
      }),
      ...(deletions.length > 0 && { deletions }),
      ...(budget.length > 0 && { budget }),
      ...(rejectedData.length > 0 && { rejectedData }),
      tasks: await Promise.all(
        tasks.map(async (task) => {
          const [next] = await nextRuns(task, aws, 1);
          const { name, state } = task;
          return { name, state, timezone: timezoneOf(task, aws), ...present({ nextRun: next?.toISOString() }) };
        }),
      ),
    },
  };
}

async function withStates(aws: DeployedAws, run: Run): Promise<GroupStatus['runs'][number]> {
  if (run.status !== 'RUNNING' || run.execution === undefined) return run;
  const open = (await workOf(aws.records, run)).filter(({ status }) => status === 'RUNNING');
  const [since] = open.map(({ startedAt }) => startedAt).sort();
  return { ...run, states: textsOfWork(open), ...present({ since }) };
}

/**
 * Values by ARN that only Personalize's Describe operations show: names of solution versions (`''` for a version
 * without a name), and tracking ids of event trackers. These values never change, so each is read once.
 */
export type Described = Map<string, string>;

async function describeInto(described: Described, aws: DeployedAws, resources: readonly Existing[]): Promise<void> {
  for (const { type, arn } of resources) {
    if (type !== 'eventTracker' || described.has(arn)) continue;
    described.set(arn, String((await aws.personalize.describe(type, arn))?.trackingId ?? ''));
  }
  const time = ({ summary }: Existing) => summary.creationDateTime?.getTime() ?? 0;
  const versions = resources.filter(({ type }) => type === 'solutionVersion');
  for (const { arn } of versions.sort((one, other) => time(other) - time(one)).slice(0, DESCRIBED)) {
    if (described.has(arn)) continue;
    described.set(arn, await givenName(aws, arn));
  }
}
