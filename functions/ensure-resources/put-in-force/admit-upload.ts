import type { DesiredState } from '../../../lib/parameter-file/desired-state';
import { scheduleChanges, settingChanges } from '../../../lib/parameter-file/setting-changes';
import { type ExcessTpsHours, excessText } from '../../../lib/reconciler/plan/excess-tps-hours';
import type { FileReference } from '../../../lib/record-table/file-reference';
import {
  type FileInForce,
  type FilesInForce,
  isSameVersion,
  warningOfFollower,
  warningOfReplaced,
} from '../../../lib/record-table/files-in-force';
import type { Key } from '../../../lib/record-table/item';
import type { RunRequest, UploadFacts } from '../../../lib/record-table/run-request';
import type { Failure, RunExecution, RunKey, Runs } from '../../../lib/record-table/runs';
import type { WaitingUpload, WaitingUploads } from '../../../lib/record-table/waiting-uploads';
import { cutText, printable } from '../../../lib/text/format';
import type { LockAnswer } from '../run-locks';
import { type Conflict, conflictRefusal, otherFileRefusal } from './upload-refusal';

/** Decision on the run of an upload. */
export type Admission =
  /** The file is in force, and the run holds the lock of its dataset group. */
  | { readonly decision: 'RUN' }
  /**
   * `isWaiting`: the file had no conflict, and the run waits for the lock. `reason`: text for users if the run waits for
   * the deletion of another file.
   */
  | {
      readonly decision: 'WAIT';
      readonly waitSeconds: number;
      readonly isWaiting?: boolean;
      readonly reason?: string;
    }
  /** Another upload does the work. */
  | { readonly decision: 'SUPERSEDED' }
  /** Nothing was changed. */
  | { readonly decision: 'REFUSED'; readonly failure: Failure };

export interface Admitted {
  readonly request: RunRequest & { readonly upload: UploadFacts };
  readonly run: RunKey;
  readonly execution: RunExecution;
  /** True if the previous call returned WAIT with `isWaiting`. */
  readonly isWaiting: boolean;
}

/** The file in force; its state is undefined if this release cannot read it, or if its version is deleted. */
interface StateBefore {
  readonly state: DesiredState | undefined;
}

export interface AdmissionServices {
  readonly filesInForce: Pick<FilesInForce, 'find' | 'put'>;
  readonly waitingUploads: Pick<WaitingUploads, 'find' | 'put' | 'noteSuperseded' | 'remove'>;
  readonly runs: Pick<Runs, 'noteChanges' | 'forgetChanges'>;
  /** @throws InvalidParameterFile if this release cannot read the file */
  readonly load: (file: FileReference) => Promise<DesiredState>;
  /** Loads a file in force; undefined if this release cannot read it, or its version is deleted. */
  readonly loadIfReadable: (file: FileReference) => Promise<DesiredState | undefined>;
  /** Lock of the dataset group. */
  readonly lock: Key;
  /** The run's entry in the set of holders of the dataset group's lock; undefined if the run does not hold the lock. */
  readonly holder: () => Promise<string | undefined>;
  readonly acquireLock: () => Promise<LockAnswer>;
  readonly releaseLock: () => Promise<void>;
  /** TPS-hours above the budget that a file adds to the TPS-hours of the file in force; undefined if there are none. */
  readonly excess: (state: DesiredState, before: StateBefore | undefined) => Promise<ExcessTpsHours | undefined>;
  /** Conflicts of a file with the account. `inProgress` is the file whose upload is in progress. */
  readonly conflicts: (state: DesiredState, inProgress: DesiredState | undefined) => Promise<readonly string[]>;
  /**
   * Records the `onRemoval` of resources that the new file no longer has.
   * @returns a line for users about each of these resources
   */
  readonly noteRemovals: (before: DesiredState | undefined, after: DesiredState) => Promise<readonly string[]>;
  /** True if the bucket has an object with this key now. */
  readonly isStored: (key: string) => Promise<boolean>;
  /** Names of the dataset groups that follow a file of this key. */
  readonly followersOf: (key: string) => Promise<readonly string[]>;
  readonly now: () => Date;
}

/**
 * Maximum wait for the deletion of the file under the old key, in seconds from the start of the run. When Terraform
 * renames an object, it creates the new one and deletes the old one, in no certain order.
 */
const RENAMED_WITHIN = 600;
const RENAME_POLL = 30;
/** Seconds until the next attempt if another run has changed records that this run has read. */
const SOON = 5;

/**
 * Takes the next step towards putting an uploaded file in force. The file is compared with the account under the lock. If the run has to
 * wait for the lock, the file is compared before this wait, too. A repeated call continues where the previous call was interrupted.
 */
export async function admitUpload(admitted: Admitted, services: AdmissionServices): Promise<Admission> {
  const admission = await nextAdmission(admitted, services);
  // An earlier call may have recorded the file's changes, and then failed to put the file in force. Such a record is
  // removed.
  if (admission.decision === 'REFUSED' || admission.decision === 'SUPERSEDED')
    await services.runs.forgetChanges(admitted.run, admitted.execution);
  return admission;
}

async function nextAdmission(admitted: Admitted, services: AdmissionServices): Promise<Admission> {
  const before = await settleBefore(admitted, await known(admitted, services), services);
  if (before !== undefined) return before;
  const lock = await services.acquireLock();
  // The records are read again, because another run may have ended since the first read and released the lock.
  const now = await known(admitted, services);
  const settled = await settleBefore(admitted, now, services);
  if (settled !== undefined) {
    if (lock.held && settled.decision === 'WAIT') await services.releaseLock();
    return settled;
  }
  if (lock.held) return putInForce(admitted, now, services);
  if (lock.failure !== undefined) throw lock.failure;
  return wait(admitted, now, lock.waitSeconds, services);
}

interface Known {
  readonly inForce: FileInForce | undefined;
  readonly waiting: WaitingUpload | undefined;
}

async function known({ request: { datasetGroup } }: Admitted, { filesInForce, waitingUploads }: AdmissionServices) {
  const inForce = await filesInForce.find(datasetGroup);
  return { inForce, waiting: await waitingUploads.find(datasetGroup, inForce) };
}

/**
 * @returns an admission if a newer upload, or a file under another key, prevents this file from being put in force;
 * undefined if nothing prevents it, or if this file is in force already
 */
async function settleBefore(
  admitted: Admitted,
  { inForce, waiting }: Known,
  services: AdmissionServices,
): Promise<Admission | undefined> {
  const { request, isWaiting, execution } = admitted;
  const { datasetGroup, file } = request;
  // An earlier call, which was interrupted, has put the file in force.
  if (inForce !== undefined && isSameVersion(inForce, file)) return undefined;
  if (isNewer(inForce, request)) return { decision: 'SUPERSEDED' };
  // Sequencers of different keys cannot be compared. If another upload waits in place of this one, that upload arrived later.
  const isReplaced = isWaiting && waiting?.key !== file.key && waiting?.execution !== execution.Id;
  if (waiting !== undefined && (isNewer(waiting, request) || isReplaced)) {
    const isNoted = await services.waitingUploads.noteSuperseded(datasetGroup, waiting, file);
    return isNoted ? { decision: 'SUPERSEDED' } : { decision: 'WAIT', waitSeconds: SOON, isWaiting };
  }
  const other = isWaiting ? undefined : waiting;
  for (const key of [inForce, other].flatMap((owner) => otherKey(owner, request) ?? []))
    if (await services.isStored(key)) return waitForRename(key, other, admitted, services);
  return undefined;
}

/** True if the other file is a later version of the same key. S3 may deliver the event of the later version first. */
function isNewer(other: FileInForce | WaitingUpload | undefined, { file, upload }: Admitted['request']): boolean {
  return other !== undefined && other.key === file.key && other.sequencer > upload.sequencer;
}

/**
 * Key of the file, in force or waiting, that the upload would replace; undefined if that file has the same key, or if
 * the upload's `replaces` names that file.
 */
function otherKey(owner: FileReference | undefined, { file, upload }: Admitted['request']): string | undefined {
  return owner === undefined || owner.key === file.key || owner.key === upload.replaces ? undefined : owner.key;
}

/**
 * Waits until the object of a file that the upload would replace is deleted. Refuses the upload if the deletion takes
 * too long.
 * @param waiting another upload that waits to be put in force; undefined if there is none, or if this upload waits itself
 */
async function waitForRename(
  key: string,
  waiting: WaitingUpload | undefined,
  admitted: Admitted,
  services: AdmissionServices,
): Promise<Admission> {
  const { request, execution, isWaiting } = admitted;
  const seconds = (services.now().getTime() - Date.parse(execution.StartTime)) / 1000;
  const what = waiting?.key === key ? 'which waits to be put in force' : 'which the dataset group follows';
  const reason = `waits up to ten minutes for the deletion of ${printable(key)}, ${what}`;
  if (seconds < RENAMED_WITHIN) return { decision: 'WAIT', waitSeconds: RENAME_POLL, isWaiting, reason };
  return { decision: 'REFUSED', failure: otherFileRefusal(request, key, waiting) };
}

/**
 * Waits while another run holds the lock. Before the wait, compares the file with the account, unless an earlier call
 * has done so.
 */
async function wait(
  admitted: Admitted,
  { inForce, waiting }: Known,
  waitSeconds: number,
  services: AdmissionServices,
): Promise<Admission> {
  const { request, execution } = admitted;
  const { datasetGroup, file, upload } = request;
  if (waiting?.execution === execution.Id) return { decision: 'WAIT', waitSeconds, isWaiting: true };
  const state = await services.load(file);
  const inProgress = await stateBefore(inForce, services);
  const excess = await services.excess(state, inProgress);
  const conflicts = await conflictsOf(state, excess, inProgress?.state, services);
  if (conflicts.length > 0) return { decision: 'REFUSED', failure: conflictRefusal(request, conflicts) };
  const record = {
    ...file,
    sequencer: upload.sequencer,
    tasks: namesOf(state),
    execution: execution.Id,
    superseded: waiting?.superseded ?? [],
  };
  if (!(await services.waitingUploads.put(datasetGroup, record, services.now(), waiting)))
    return { decision: 'WAIT', waitSeconds: SOON };
  return { decision: 'WAIT', waitSeconds, isWaiting: true };
}

/** Puts the file in force, or refuses it if it has conflicts. The run holds the lock. */
async function putInForce(admitted: Admitted, { inForce }: Known, services: AdmissionServices): Promise<Admission> {
  const { request, run, execution } = admitted;
  const { datasetGroup, file, upload } = request;
  const { filesInForce, waitingUploads, runs, lock } = services;
  if (inForce === undefined || !isSameVersion(inForce, file)) {
    const state = await services.load(file);
    const before = await stateBefore(inForce, services);
    const excess = await services.excess(state, before);
    const conflicts = await conflictsOf(state, excess, undefined, services);
    if (conflicts.length > 0) return { decision: 'REFUSED', failure: conflictRefusal(request, conflicts) };
    const changes = await changesOf(admitted, { inForce, before: before?.state, excess }, state, services);
    await runs.noteChanges(run, execution, changes);
    const guard = { before: inForce, lock, holder: (await services.holder()) ?? '', run, now: services.now() };
    const uploaded = { ...file, sequencer: upload.sequencer };
    if (!(await filesInForce.put(datasetGroup, uploaded, namesOf(state), guard)))
      return { decision: 'WAIT', waitSeconds: SOON, isWaiting: admitted.isWaiting };
  }
  await waitingUploads.remove(datasetGroup, execution.Id);
  return { decision: 'RUN' };
}

async function stateBefore(inForce: FileInForce | undefined, { loadIfReadable }: AdmissionServices) {
  return inForce && { state: await loadIfReadable(inForce) };
}

/** @param inProgress file of an upload in progress */
async function conflictsOf(
  state: DesiredState,
  excess: ExcessTpsHours | undefined,
  inProgress: DesiredState | undefined,
  services: AdmissionServices,
): Promise<readonly Conflict[]> {
  const found = await services.conflicts(state, inProgress);
  const isUnclear = inProgress !== undefined && found.length > 0;
  const existing = isUnclear ? await services.conflicts(state, undefined) : found;
  return [
    ...(excess?.isRefused ? [{ text: excessText(excess), with: 'its budget' } as const] : []),
    ...found.map((text): Conflict => {
      const isWithExisting = existing.includes(text);
      return {
        text,
        with: isWithExisting ? 'what exists in Amazon Personalize' : 'what an upload in progress creates',
      };
    }),
  ];
}

function namesOf({ tasks }: DesiredState): readonly string[] {
  return tasks.map(({ name }) => name);
}

/** Maximum number of changes that are recorded, and so listed in the notification. */
const CHANGES_LISTED = 50;
/** Maximum length of a change in UTF-16 units. */
const LONGEST_CHANGE = 600;

/** What a file replaces. */
interface Replaced {
  readonly inForce: FileInForce | undefined;
  /** State of the file in force; undefined if no file is in force, if this release cannot read it, or if its version is deleted. */
  readonly before: DesiredState | undefined;
  readonly excess: ExcessTpsHours | undefined;
}

async function changesOf(
  { request }: Admitted,
  { inForce, before, excess }: Replaced,
  after: DesiredState,
  { followersOf, noteRemovals }: AdmissionServices,
): Promise<readonly string[]> {
  const { datasetGroup, file } = request;
  const isOtherKey = inForce?.key !== file.key;
  const others = isOtherKey ? (await followersOf(file.key)).filter((name) => name !== datasetGroup) : [];
  const changes = [
    ...(inForce !== undefined && isOtherKey ? [warningOfReplaced(datasetGroup, inForce.key)] : []),
    ...others.map((name) => warningOfFollower(name, file.key)),
    ...(inForce !== undefined && before === undefined ? [UNREADABLE] : []),
    ...settingChanges(before, after),
    ...(excess === undefined ? [] : [excessText(excess)]),
    ...scheduleChanges(before, after),
    ...(await noteRemovals(before, after)),
  ];
  const left = changes.length - CHANGES_LISTED;
  const listed = changes.slice(0, CHANGES_LISTED).map((change) => cutText(change, LONGEST_CHANGE));
  return left > 0 ? [...listed, `and ${left} more`] : listed;
}

const UNREADABLE = 'the previous file in force cannot be read: changes of rules, checks and schedules are not known';
