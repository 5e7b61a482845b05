import type { DesiredState } from '../../parameter-file/desired-state';
import { scheduleChanges, settingChanges } from '../../parameter-file/setting-changes';
import type { FileReference } from '../../record-table/file-reference';
import {
  type FileInForce,
  type FilesInForce,
  isSameVersion,
  warningOfFollower,
  warningOfReplaced,
} from '../../record-table/files-in-force';
import type { RunRequest, UploadFacts } from '../../record-table/run-request';
import type { Failure, RunExecution, RunKey, Runs } from '../../record-table/runs';
import type { WaitingUpload, WaitingUploads } from '../../record-table/waiting-uploads';
import type { LockAnswer } from '../shared/locks/lock-answers';
import { conflictRefusal, otherFileRefusal } from './upload-refusal';

/** What becomes of the run of an upload. */
export type Admission =
  /** Its file is in force, and it holds the lock of its dataset group. */
  | { readonly decision: 'RUN' }
  /** `isWaiting`: the file had no conflict, and waits for the lock. */
  | { readonly decision: 'WAIT'; readonly waitSeconds: number; readonly isWaiting?: boolean }
  /** A newer upload does the work. */
  | { readonly decision: 'SUPERSEDED' }
  /** Nothing was changed. */
  | { readonly decision: 'REFUSED'; readonly failure: Failure };

export interface Admitted {
  readonly request: RunRequest & { readonly upload: UploadFacts };
  readonly run: RunKey;
  readonly execution: RunExecution;
  /** As the last answer had it; false at first. */
  readonly isWaiting: boolean;
}

export interface AdmissionServices {
  readonly filesInForce: Pick<FilesInForce, 'find' | 'put'>;
  readonly waitingUploads: Pick<WaitingUploads, 'find' | 'put' | 'noteSuperseded' | 'remove'>;
  readonly runs: Pick<Runs, 'noteChanges'>;
  /** @throws InvalidParameterFile if this release cannot read the file */
  readonly load: (file: FileReference) => Promise<DesiredState>;
  readonly acquireLock: () => Promise<LockAnswer>;
  /** What of the file Personalize cannot follow. `inProgress` is the file whose upload is in progress. */
  readonly conflicts: (state: DesiredState, inProgress: DesiredState | undefined) => Promise<readonly string[]>;
  /** True if the parameter file is in the bucket, in any version. */
  readonly isStored: (key: string) => Promise<boolean>;
  /** Names of the dataset groups that follow a file of this key. */
  readonly followersOf: (key: string) => Promise<readonly string[]>;
  readonly now: () => Date;
}

/** Seconds in which the file of another key may go: Terraform renames an object by a creation and a deletion, in no certain order. */
const RENAMED_WITHIN = 600;
const RENAME_POLL = 30;

/**
 * Takes the next step towards putting an uploaded file in force. It is compared with the account before its run waits for the lock of
 * its dataset group, and again under the lock. A repeated call goes on where the last one was interrupted.
 */
export async function admitUpload(admitted: Admitted, services: AdmissionServices): Promise<Admission> {
  const { filesInForce, waitingUploads } = services;
  const { request, execution } = admitted;
  const { datasetGroup, file, upload } = request;
  const before = await known(datasetGroup, services);
  if (isSuperseded(admitted, before)) return superseded(admitted, before, services);
  const owner = admitted.isWaiting ? undefined : otherKey(before.waiting ?? before.inForce, request);
  if (owner !== undefined && (await services.isStored(owner))) return waitForRename(owner, admitted, services);

  const { held, waitSeconds = 0 } = await services.acquireLock();
  if (!held && admitted.isWaiting) return { decision: 'WAIT', waitSeconds, isWaiting: true };
  // What the last run has put in force may be newer than what was read before the lock was acquired.
  const now = held ? await known(datasetGroup, services) : before;
  if (isSuperseded(admitted, now)) return superseded(admitted, now, services);
  if (held && now.inForce !== undefined && isSameVersion(now.inForce, file)) return { decision: 'RUN' };
  const state = await services.load(file);
  const stateBefore = now.inForce && (await stateIfReadable(now.inForce, services));
  const conflicts = await services.conflicts(state, held ? undefined : stateBefore);
  if (conflicts.length > 0) return refused(admitted, conflicts, now.waiting);

  const uploaded = { ...file, sequencer: upload.sequencer };
  const tasks = state.tasks.map(({ name }) => name);
  if (!held) {
    await waitingUploads.put(datasetGroup, uploaded, tasks, execution.Id, services.now());
    return { decision: 'WAIT', waitSeconds, isWaiting: true };
  }
  await services.runs.noteChanges(admitted.run, await changesOf(admitted, now.inForce, stateBefore, state, services));
  await filesInForce.put(datasetGroup, uploaded, tasks, services.now());
  await waitingUploads.remove(datasetGroup, execution.Id);
  return { decision: 'RUN' };
}

interface Known {
  readonly inForce: FileInForce | undefined;
  readonly waiting: WaitingUpload | undefined;
}

async function known(datasetGroup: string, { filesInForce, waitingUploads }: AdmissionServices): Promise<Known> {
  return { inForce: await filesInForce.find(datasetGroup), waiting: await waitingUploads.find(datasetGroup) };
}

/**
 * True if a newer version of the key is known, whose event S3 delivered earlier, or if another upload has taken the place of this one
 * while it waited: sequencers of different keys cannot be compared.
 */
function isSuperseded({ request, execution, isWaiting }: Admitted, { inForce, waiting }: Known): boolean {
  const { file, upload } = request;
  const isNewer = (other: FileInForce | WaitingUpload | undefined) =>
    other !== undefined && other.key === file.key && other.sequencer > upload.sequencer;
  const isReplaced = isWaiting && waiting !== undefined && waiting.execution !== execution.Id;
  return isNewer(inForce) || isNewer(waiting) || isReplaced;
}

async function superseded({ request }: Admitted, { waiting }: Known, { waitingUploads }: AdmissionServices) {
  const { datasetGroup, file } = request;
  if (waiting !== undefined) await waitingUploads.noteSuperseded(datasetGroup, waiting, file);
  return { decision: 'SUPERSEDED' } as const;
}

/** Key of the file whose place the upload would take, unless it says so. */
function otherKey(owner: FileReference | undefined, { file, upload }: Admitted['request']): string | undefined {
  return owner === undefined || owner.key === file.key || owner.key === upload.replaces ? undefined : owner.key;
}

function waitForRename(key: string, { request, execution }: Admitted, { now }: AdmissionServices): Admission {
  const seconds = (now().getTime() - Date.parse(execution.StartTime)) / 1000;
  if (seconds < RENAMED_WITHIN) return { decision: 'WAIT', waitSeconds: RENAME_POLL };
  return { decision: 'REFUSED', failure: otherFileRefusal(request, key) };
}

function refused({ request, execution }: Admitted, conflicts: readonly string[], waiting?: WaitingUpload): Admission {
  const superseded = waiting?.execution === execution.Id ? waiting.superseded : [];
  return { decision: 'REFUSED', failure: conflictRefusal(request, conflicts, superseded) };
}

/** @returns undefined if this release cannot read the file, or its version is deleted */
async function stateIfReadable(file: FileReference, { load }: AdmissionServices): Promise<DesiredState | undefined> {
  return load(file).catch(() => undefined);
}

async function changesOf(
  { request }: Admitted,
  inForce: FileInForce | undefined,
  before: DesiredState | undefined,
  after: DesiredState,
  { followersOf }: AdmissionServices,
): Promise<readonly string[]> {
  const { datasetGroup, file } = request;
  const isOtherKey = inForce?.key !== file.key;
  const others = isOtherKey ? (await followersOf(file.key)).filter((name) => name !== datasetGroup) : [];
  return [
    ...(inForce !== undefined && isOtherKey ? [warningOfReplaced(datasetGroup, inForce.key)] : []),
    ...others.map((name) => warningOfFollower(name, file.key)),
    ...settingChanges(before, after),
    ...scheduleChanges(before, after),
  ];
}
