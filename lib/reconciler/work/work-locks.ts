import type { Lock } from '../../record-table/locks';
import type { WorkLock } from './work-item';

/**
 * Locks for work that must never overlap in a dataset group. To avoid deadlocks, work under the lock on the data waits for
 * no other lock. For example, an upload releases the lock on the data after its imports, before it locks its solutions.
 */
export const LOCKS = {
  /** Lock for uploads. Uploads of a group never overlap, so that an older file does not undo the work of a newer file. */
  group: exclusive('lock#dataset-group'),
  solution: (name: string) => exclusive(`lock#solution#${name}`),
  recommender: (name: string) => exclusive(`lock#recommender#${name}`),
  /** Lock for operators' decisions. They do not use the solution's lock, because a training holds that lock for hours. */
  decisions: (solution: string) => exclusive(`lock#promotion#${solution}`),
  /**
   * Lock for imports, which never overlap in a group. Deletions of users need this lock too, because Personalize does not
   * promise to delete data that are being imported or trained on. Deletions of datasets also need this lock.
   */
  data: exclusive('lock#data'),
  /** Shared lock on the data for the start of a training. It keeps trainings from starting with half-imported data. Trainings can share it. */
  dataForTraining: { item: 'lock#data', mode: 'SHARED' },
} as const satisfies Readonly<Record<string, WorkLock | ((name: string) => WorkLock)>>;

function exclusive(item: string): WorkLock {
  return { item, mode: 'EXCLUSIVE' };
}

export function lockIn(datasetGroup: string, lock: WorkLock): Lock {
  return { datasetGroup, ...lock };
}
