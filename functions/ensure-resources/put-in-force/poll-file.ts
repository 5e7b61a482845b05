import type { DataBucketReader } from '../../../lib/aws/data-bucket';
import type { DesiredState } from '../../../lib/parameter-file/desired-state';
import { linesOf } from '../../../lib/parameter-file/json-document';
import type { Scope } from '../../../lib/personalize/arn';
import type { Personalize } from '../../../lib/reconciler/account/personalize-api';
import { conflictsWith } from '../../../lib/reconciler/plan/conflicts';
import { excessTpsHours } from '../../../lib/reconciler/plan/excess-tps-hours';
import type { ForeseenUpload } from '../../../lib/reconciler/plan/foreseeing-step';
import { LOCKS, lockIn } from '../../../lib/reconciler/work/work-locks';
import type { FileReference } from '../../../lib/record-table/file-reference';
import { isSameVersion } from '../../../lib/record-table/files-in-force';
import { SUPERSEDED_FILE } from '../../../lib/record-table/progress';
import type { RunRequest } from '../../../lib/record-table/run-request';
import { type RunExecution, SUPERSEDED } from '../../../lib/record-table/runs';
import type { Records } from '../../shared/records';
import { loadIfReadable } from '../load-if-readable';
import type { RunLocks } from '../run-locks';
import type { FileState, StepProgress, WorkPoll } from '../work-poll';
import { type Admission, admitUpload } from './admit-upload';
import { type LeftServices, noteRemovals } from './note-removals';

/** The run of an upload, a retry, a restoration or a `removal`. */
export interface FileRun {
  readonly request: RunRequest;
  /** Sort key of the run's record. */
  readonly record: string;
  readonly execution: RunExecution;
  /** Id of the wake-up that polls the file. */
  readonly wakeUp: string;
  readonly scope: Scope;
}

export interface FileServices
  extends Pick<ForeseenUpload, 'records' | 'decisions' | 'roleArn'>,
    Pick<Records, 'filesInForce' | 'waitingUploads' | 'runs' | 'datasetGroups' | 'tasks'> {
  readonly bucket: DataBucketReader;
  /** Client that makes more attempts than usual, because AWS throttles some of thousands of reads in a row. */
  readonly personalize: Personalize;
  readonly load: (file: FileReference) => Promise<DesiredState>;
  /** Content of the file, as it was uploaded. */
  readonly content: (file: FileReference) => Promise<Uint8Array>;
  readonly left: Omit<LeftServices, 'scope'>;
  /** IANA time zone for tasks that set no time zone. */
  readonly timeZone: string;
}

/**
 * Takes the next step towards putting an uploaded file in force. A run that is no upload only needs the lock, and its file
 * must still be in force: see {@link admitAgain}.
 * @throws WaitedTooLong if the run has waited too long for the lock
 */
export async function pollFile(
  run: FileRun,
  before: StepProgress,
  locks: RunLocks,
  services: FileServices,
): Promise<WorkPoll> {
  const { isWaiting = false } = (before.state ?? {}) as FileState;
  const admission = await admit(run, isWaiting, locks, services);
  switch (admission.decision) {
    case 'RUN':
      return { status: 'READY' };
    case 'SUPERSEDED':
      return { status: 'FAILED', failure: { name: SUPERSEDED_FILE, message: SUPERSEDED } };
    case 'REFUSED': {
      const { error: name, cause: message } = admission.failure;
      return { status: 'FAILED', failure: { name, message } };
    }
    case 'WAIT': {
      const { waitSeconds, isWaiting: isNowWaiting = false, reason } = admission;
      const waitsFor = reason === undefined ? { waitsForLock: LOCKS.group.item } : { reason };
      return { status: 'WAIT', waitSeconds, ...waitsFor, state: { isWaiting: isNowWaiting } };
    }
  }
}

async function admit(run: FileRun, isWaiting: boolean, locks: RunLocks, services: FileServices): Promise<Admission> {
  const { request, record, execution, wakeUp, scope } = run;
  const { filesInForce, waitingUploads, runs, datasetGroups, bucket, load, records, decisions, roleArn } = services;
  const { datasetGroup, file, upload } = request;
  const now = () => new Date();
  const acquireLock = () => locks.acquire(LOCKS.group, new Date(execution.StartTime), now());
  if (upload === undefined) return admitAgain(run, acquireLock, services);
  const ownRecord = { datasetGroup, item: record };
  const compared = { key: file.key, scope, personalize: services.personalize, bucket, records, decisions, roleArn };
  return admitUpload(
    { request: { ...request, upload }, run: ownRecord, execution, isWaiting },
    {
      filesInForce,
      waitingUploads,
      runs,
      load,
      loadIfReadable: (of) => loadIfReadable(of, load),
      lock: lockIn(datasetGroup, LOCKS.group),
      holder: () => locks.holderOf(LOCKS.group),
      acquireLock,
      // Only the newest wake-up releases the lock, because a newer wake-up may have put the file in force under the
      // same lock.
      releaseLock: async () => {
        if (await runs.isNewest(ownRecord, wakeUp)) await locks.release(LOCKS.group, now());
      },
      excess: async (state, before) => {
        const tasks = await services.tasks.tasksOf(datasetGroup);
        const added = { state, before, tasks, now: now(), timeZone: services.timeZone };
        if (excessTpsHours(added) === undefined) return undefined;
        return excessTpsHours({ ...added, lineOf: linesOf(await services.content(file)) });
      },
      conflicts: (state, inProgress) => conflictsWith({ ...compared, state, now: now() }, inProgress),
      noteRemovals: (before, after) => noteRemovals(datasetGroup, before, after, { ...services.left, scope }),
      isStored: (key) => bucket.has(key),
      followersOf: async (key) => filesInForce.followersOf(key, await datasetGroups.names()),
      now,
    },
  );
}

/**
 * Decides on a run that is not an upload, such as a retry. The run is superseded if an upload waits, or if another file
 * has come into force in the meantime.
 */
async function admitAgain(
  { request: { datasetGroup, file } }: FileRun,
  acquireLock: () => ReturnType<RunLocks['acquire']>,
  { filesInForce, waitingUploads }: FileServices,
): Promise<Admission> {
  const lock = await acquireLock();
  if (!lock.held && lock.failure !== undefined) throw lock.failure;
  const inForce = await filesInForce.find(datasetGroup);
  const waiting = await waitingUploads.find(datasetGroup, inForce);
  if (waiting !== undefined && (await waitingUploads.noteSuperseded(datasetGroup, waiting, file)))
    return { decision: 'SUPERSEDED' };
  if (inForce === undefined || !isSameVersion(inForce, file)) return { decision: 'SUPERSEDED' };
  return lock.held ? { decision: 'RUN' } : { decision: 'WAIT', waitSeconds: lock.waitSeconds };
}
