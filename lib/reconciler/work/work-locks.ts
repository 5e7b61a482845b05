import type { Lock } from '../../record-table/locks';
import type { WorkLock } from './work-item';

/**
 * Locks for work that must never overlap in a dataset group. To avoid deadlocks, work under the lock on the data waits for no other lock.
 * For example, an upload releases this lock after its imports, before it locks its solutions.
 */
export const LOCKS = {
  /** Uploads of a group never overlap, so that an older file does not undo the work of a newer one. */
  group: exclusive('lock#dataset-group'),
  solution: (name: string) => exclusive(`lock#solution#${name}`),
  recommender: (name: string) => exclusive(`lock#recommender#${name}`),
  /** Operators' decisions have a lock of their own, because a training holds the solution's lock for hours. */
  decisions: (solution: string) => exclusive(`lock#promotion#${solution}`),
  /**
   * Imports into one group never overlap. Deletions of users need the lock too, because Personalize does not promise to delete data that
   * are being imported or trained on.
   */
  data: exclusive('lock#data'),
  /** No training starts from half-imported data. Trainings do not exclude each other. */
  dataForTraining: { item: 'lock#data', mode: 'SHARED' },
} as const satisfies Readonly<Record<string, WorkLock | ((name: string) => WorkLock)>>;

function exclusive(item: string): WorkLock {
  return { item, mode: 'EXCLUSIVE' };
}

export function lockIn(datasetGroup: string, lock: WorkLock): Lock {
  return { datasetGroup, ...lock };
}
