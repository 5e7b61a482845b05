import type { Logger } from '@aws-lambda-powertools/logger';
import { covers } from '../../lib/parameter-file/covers';
import type { DesiredResource, DesiredState } from '../../lib/parameter-file/desired-state';
import { member } from '../../lib/parameter-file/json-value';
import { UPLOAD_WORKFLOW } from '../../lib/parameter-file/workflows';
import type { DriftSetting } from '../../lib/reconciler/campaign-drift';
import { type Drift, findDrift } from '../../lib/reconciler/plan/find-drift';
import type { ForeseenUpload } from '../../lib/reconciler/plan/foreseeing-step';
import type { Difference } from '../../lib/reconciler/resource-types/differences';
import { solutionOf } from '../../lib/reconciler/step';
import { itemsToRestore } from '../../lib/reconciler/work/restored-items';
import type { DriftRecords } from '../../lib/record-table/drift-records';
import { referenceOf } from '../../lib/record-table/file-reference';
import type { FileInForce, FilesInForce } from '../../lib/record-table/files-in-force';
import type { Results } from '../../lib/record-table/results';
import { isUploadAmong, type RunHistory, type RunningRun } from '../../lib/record-table/run-history';
import { DRIFT_TRIGGER } from '../../lib/record-table/run-request';
import type { Notification } from '../shared/notifications';
import { executionName, type RunStarter } from '../shared/run-starter';
import { driftNotification, lineOf } from './drift-notification';

interface Dependencies {
  readonly driftSources: Omit<ForeseenUpload, 'state' | 'key' | 'now'>;
  readonly setting: DriftSetting;
  readonly logger: Pick<Logger, 'warn'>;
  readonly drift: DriftRecords;
  readonly filesInForce: Pick<FilesInForce, 'isInForce'>;
  readonly runs: Pick<RunHistory, 'begunBefore' | 'pages'>;
  readonly results: Pick<Results, 'of'>;
  /** True while an operator destroys the dataset group. */
  readonly isDestroyed: (datasetGroup: string) => Promise<boolean>;
  readonly starter: Pick<RunStarter, 'start'>;
  readonly notify: (notification: Notification) => Promise<void>;
}

/** Maximum number of resources that a run restores, so that its request stays small. The next night restores the others. */
const AT_ONCE = 1000;

export interface FollowedFile {
  readonly state: DesiredState;
  readonly file: FileInForce;
  /** Runs of the dataset group that were in progress before the comparison. */
  readonly running: readonly RunningRun[];
  /** Names of solutions whose campaigns do not serve the recorded version. Other runs correct these campaigns. */
  readonly moved: readonly string[];
}

/**
 * Handles resources that are missing or differ from the file in force: sends a notification about them, or starts a run
 * that restores them. As long as a difference lasts, it is handled once. It is handled again if a run has created or
 * updated the resource since then, or if the difference was only notified, can be restored, and the setting has changed
 * to `restore`.
 * Resources that a run in progress may change are skipped. Does nothing while an upload, a retry or a restoration is in
 * progress, or while an operator destroys the dataset group.
 */
export async function correctResources(
  { state, file, running, moved }: FollowedFile,
  now: Date,
  { driftSources, setting, logger, drift, filesInForce, runs, results, isDestroyed, starter, notify }: Dependencies,
): Promise<void> {
  const { name: datasetGroup } = state.datasetGroup;
  if (isUploadAmong(running) || (await isDestroyed(datasetGroup))) return;
  // This is the current time, not `now`. If this invocation has recorded the lost end of a run, the recorded time is
  // after `now`, although the run ended before the comparison.
  const comparedAt = new Date();
  const found = await findDrift({ ...driftSources, state, key: file.key, now });
  const known = await drift.of(datasetGroup);
  // The prefix marks differences for which a run was started. So if the setting changes to `restore`, differences that
  // were only notified and can be restored count as new. If the setting changes from `restore` to another value, known
  // differences stay known.
  const restoredOf = (each: Drift) => `restored: ${lineOf(each)}`;
  const findingOf = (each: Drift) =>
    known.has(restoredOf(each)) || (setting === 'restore' && isRestorable(each)) ? restoredOf(each) : lineOf(each);
  const renewed = found.some((each) => known.has(findingOf(each)))
    ? await renewedSince(datasetGroup, known.at, { runs, results })
    : new Set();
  const isKnown = (each: Drift) => known.has(findingOf(each)) && !renewed.has(each.change.label);
  // Runs are read after the comparison, so that they include runs and uploads that began during the comparison.
  const later = found.length === 0 ? [] : await runs.begunBefore(datasetGroup, new Date());
  if (!(await filesInForce.isInForce(datasetGroup, file))) return;
  const isLeftToRuns = ({ resource }: Drift) => mayChange([...running, ...later], moved, state, resource);
  const fresh = found.filter((each) => !isKnown(each) && !isLeftToRuns(each));
  const restored = setting === 'restore' ? fresh.filter(isRestorable) : [];
  const begun = restored.slice(0, AT_ONCE);
  const reported = fresh.filter((each) => !restored.includes(each));
  if (fresh.length > 0)
    logger.warn('Resources differ from the file in force', { datasetGroup, found: fresh.map(lineOf) });
  const items = begun.flatMap(itemsToRestore);
  const name = executionName(datasetGroup, [datasetGroup, ...items, now.toISOString().slice(0, 'YYYY-MM-DD'.length)]);
  const isBegun =
    items.length > 0 &&
    (await starter.start(name, {
      datasetGroup,
      workflow: UPLOAD_WORKFLOW,
      trigger: DRIFT_TRIGGER,
      file: referenceOf(file),
      restored: items,
    }));
  // The notification is sent after the start of the run. If it were sent before and the start failed, each retry of the
  // function would send it again.
  if (reported.length > 0) await notify(driftNotification(datasetGroup, file, reported));
  const dealtWith = found.filter(
    (each) => isKnown(each) || reported.includes(each) || (isBegun && begun.includes(each)),
  );
  await drift.put(datasetGroup, dealtWith.map(findingOf), comparedAt);
}

/**
 * Labels of the resources that were created or updated by runs that ended after the given time. Differences of these
 * resources count as new again.
 */
async function renewedSince(
  datasetGroup: string,
  since = '',
  { runs, results }: Pick<Dependencies, 'runs' | 'results'>,
): Promise<ReadonlySet<string>> {
  const renewed = new Set<string>();
  for await (const page of runs.pages(datasetGroup)) {
    const later = page.filter(({ finishedAt = since }) => finishedAt > since);
    for (const { id } of later)
      for (const { resource, result } of await results.of(datasetGroup, id))
        if (result === 'CREATED' || result === 'UPDATED') renewed.add(resource);
    if (later.length === 0) break;
  }
  return renewed;
}

/** True if one of the runs, or the run that corrects a solution in `moved`, may change the resource. */
function mayChange(
  running: readonly RunningRun[],
  moved: readonly string[],
  state: DesiredState,
  resource: DesiredResource,
): boolean {
  const solution = resource.pointer.startsWith('/solutions/') ? solutionOf({ state, resource }).name : undefined;
  return (
    isUploadAmong(running) ||
    (solution !== undefined && moved.includes(solution)) ||
    running.some(
      (run) =>
        (solution !== undefined && run.solution === solution) ||
        (resource.type === 'recommender' && run.workflow === 'recommender-operation'),
    )
  );
}

/** True if the change needs no operator, and does not make Personalize train a solution or retrain a recommender. */
function isRestorable({ resource, change: { action, differences = [] } }: Drift): boolean {
  const trains =
    resource.type === 'solution'
      ? resource.request.performAutoTraining === true
      : resource.type === 'recommender' && differences.some(changesColumns);
  return !trains && (action === 'create' || action === 'update');
}

/**
 * True if an update makes Personalize retrain a recommender with other columns. Source: developer guide
 * (https://docs.aws.amazon.com/personalize/latest/dg/updating-recommender.html, 2026-11).
 */
function changesColumns({ actual, desired }: Difference): boolean {
  const [before, after] = [actual, desired].map((config) => member(config, 'trainingDataConfig'));
  return after !== undefined && !covers(before, after);
}
