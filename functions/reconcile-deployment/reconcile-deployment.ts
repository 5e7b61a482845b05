import type { DesiredState } from '../../lib/parameter-file/desired-state';
import type { Scope } from '../../lib/personalize/arn';
import type { Personalize } from '../../lib/reconciler/account/personalize-api';
import type { DriftSetting } from '../../lib/reconciler/campaign-drift';
import { type GroupParameters, publishParameters } from '../../lib/reconciler/parameters/publish-parameters';
import type { ForeseenUpload } from '../../lib/reconciler/plan/foreseeing-step';
import type { DriftRecords } from '../../lib/record-table/drift-records';
import { type FileReference, referenceOf } from '../../lib/record-table/file-reference';
import type { FileInForce } from '../../lib/record-table/files-in-force';
import { isUploadAmong, type RunningRun } from '../../lib/record-table/run-history';
import type { Task } from '../../lib/record-table/task';
import { reconcileAll, type ScheduleChanges, type TasksAndSchedules } from '../../lib/scheduling/reconcile';
import type { Records } from '../shared/records';
import type { RunStarter } from '../shared/run-starter';
import { countChanges } from '../shared/schedules/apply-schedules';
import { namesOf, readyTasks, replaceTasks } from '../shared/schedules/ready-tasks';
import { correctCampaigns } from './campaign-drift';
import { remindOfDecisions } from './decision-reminders';
import { type MissedWorkServices, reportMissedWork } from './missed-work';
import { correctResources, type FollowedFile } from './resource-drift';
import { recordLostEnds } from './unrecorded-ends';

export interface ReconcileServices
  extends TasksAndSchedules,
    MissedWorkServices,
    Pick<Records, 'datasetGroups' | 'filesInForce' | 'results' | 'decisions'> {
  readonly loadFile: (file: FileReference) => Promise<DesiredState>;
  readonly personalize: Personalize;
  readonly starter: RunStarter;
  readonly driftSetting: DriftSetting;
  readonly drift: DriftRecords;
  /** True while an operator destroys the dataset group. */
  readonly isDestroyed: (datasetGroup: string) => Promise<boolean>;
  readonly driftSources: Pick<ForeseenUpload, 'bucket' | 'records' | 'roleArn'>;
  /** Sends the digests that are due. */
  readonly sendDigests: (files: ReadonlyMap<string, FileInForce>, now: Date) => Promise<void>;
  /** The SSM parameters of a dataset group; absent if the deployment publishes no parameters. */
  readonly parametersOf?: (datasetGroup: string) => GroupParameters;
}

/**
 * Reconciles the schedules of all dataset groups, then does the other nightly work. An error in the work on one dataset group does not stop
 * the work on other groups. Lambda's retries and the next night try the group with the error again.
 * @throws Error at once if the records of a group or the names of the schedules cannot be read
 * @throws Error after all other work, with the messages of all other errors. The function's alarm and failure destination notify of each
 * error that this function throws.
 */
export async function reconcileDeployment(
  scope: Scope,
  now: Date,
  services: ReconcileServices,
): Promise<ScheduleChanges> {
  const { logger, count, runs, tasks, filesInForce, loadFile } = services;
  const groups: string[] = [];
  const inForce = new Map<string, FileInForce>();
  const inProgress: RunningRun[] = [];
  const errors: string[] = [];
  const attempt = async <Result>(otherwise: string, action: () => Promise<Result>): Promise<Result | undefined> => {
    try {
      return await action();
    } catch (error) {
      logger.error(otherwise, error as Error);
      errors.push(`${otherwise}: ${(error as Error).message}`);
      return undefined;
    }
  };
  const { changes, scheduled, failures } = await reconcileAll(services, now, async (datasetGroup) => {
    const file = await filesInForce.find(datasetGroup);
    const existing = await tasks.tasksOf(datasetGroup);
    // Runs are read after the file, and up to the current time, so that they include the run of the file's upload.
    const begun = await runs.begunBefore(datasetGroup, new Date());
    const lost = await attempt(`Lost ends of runs of '${datasetGroup}' could not be recorded`, () =>
      recordLostEnds(begun, now, services),
    );
    const running = begun.filter((run) => !lost?.includes(run));
    groups.push(datasetGroup);
    inProgress.push(...running);
    if (file === undefined) return existing;
    inForce.set(datasetGroup, file);
    const group = { datasetGroup, file, existing, isUploading: isUploadAmong(running) };
    const refreshed = await attempt(`Tasks of dataset group '${datasetGroup}' could not be updated from its file`, () =>
      refreshTasks(group, scope, services),
    );
    return refreshed ?? tasks.tasksOf(datasetGroup);
  });
  logger.info('Schedules reconciled', { ...changes });
  countChanges(changes, count);
  for (const { name, error } of failures) {
    logger.error(`Schedule '${name}' could not be reconciled`, error);
    errors.push(`Schedule '${name}' could not be reconciled: ${error.message}`);
  }
  await attempt('Missed work could not be reported', async () =>
    reportMissedWork({ groups, inProgress, scheduled }, now, services),
  );
  for (const [datasetGroup, file] of inForce) {
    await attempt(`Dataset group '${datasetGroup}' could not be compared with its file`, async () =>
      correctDrift(
        { file, running: inProgress.filter((run) => run.datasetGroup === datasetGroup) },
        scope,
        now,
        services,
      ),
    );
    await attempt(`Open decisions of dataset group '${datasetGroup}' could not be checked`, async () =>
      remindOfDecisions(await loadFile(file), now, services),
    );
    const parameters = services.parametersOf?.(datasetGroup);
    if (parameters !== undefined)
      await attempt(`The parameters of dataset group '${datasetGroup}' could not be published`, async () => {
        if (await services.isDestroyed(datasetGroup)) return;
        await publishParameters(await loadFile(file), parameters, { scope, personalize: services.personalize });
      });
  }
  // Digests come last, because they read the most data, and because the next night can send them instead.
  await attempt('Digests could not be sent', () => services.sendDigests(inForce, now));
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return changes;
}

/** Corrects or reports differences of a dataset group from its file in force. */
async function correctDrift(
  { file, running }: Pick<FollowedFile, 'file' | 'running'>,
  scope: Scope,
  now: Date,
  services: ReconcileServices,
): Promise<void> {
  const state = await services.loadFile(file);
  const { driftSetting: setting, driftSources } = services;
  const moved = await correctCampaigns(state, referenceOf(file), new Date(), { ...services, scope, setting });
  const { personalize, decisions } = services;
  await correctResources({ state, file, running, moved }, now, {
    ...services,
    setting,
    driftSources: { ...driftSources, personalize, decisions, scope },
  });
}

interface TasksOfGroup {
  readonly datasetGroup: string;
  readonly file: FileInForce;
  readonly existing: readonly Task[];
  readonly isUploading: boolean;
}

/**
 * Updates the tasks of a dataset group from its file in force, in case the run of the upload has not done so. While the
 * run of an upload is in progress, only that run adds new tasks.
 */
async function refreshTasks(
  { datasetGroup, file, existing, isUploading }: TasksOfGroup,
  scope: Scope,
  { loadFile, filesInForce, tasks, personalize, logger }: ReconcileServices,
): Promise<readonly Task[]> {
  const state = await loadFile(file);
  const ready = isUploading ? [] : await readyTasks(state, namesOf(existing), { scope, personalize, logger });
  // If an upload has put another file in force in the meantime, the run of that upload sets the tasks.
  if (!(await filesInForce.isInForce(datasetGroup, file))) return tasks.tasksOf(datasetGroup);
  return replaceTasks(state, tasks, ready);
}
