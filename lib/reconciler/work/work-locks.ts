import type { Lock } from '../../record-table/locks';
import type { WorkLock } from './work-item';

/**
 * What must never overlap in a dataset group. No run waits for another lock while it holds that of the data, so no two runs wait for each other:
 * an upload releases it after its imports, before its solutions are locked.
 */
export const LOCKS = {
  /** Uploads of a group never overlap, so that an older file does not undo the work of a newer one. */
  group: exclusive('lock#dataset-group'),
  solution: (name: string) => exclusive(`lock#solution#${name}`),
  recommender: (name: string) => exclusive(`lock#recommender#${name}`),
  /** Decisions of operators. They do not take the solution's lock, which a training holds for hours: they take effect at once. */
  decisions: (solution: string) => exclusive(`lock#promotion#${solution}`),
  /** No two imports into one group; and Personalize does not promise to delete what is imported or trained on meanwhile. */
  data: exclusive('lock#data'),
  /** No training starts from half-imported data. Trainings do not exclude each other. */
  dataForTraining: { item: 'lock#data', mode: 'SHARED' },
} as const satisfies Readonly<Record<string, WorkLock | ((name: string) => WorkLock)>>;

function exclusive(item: string): WorkLock {
  return { item, mode: 'EXCLUSIVE' };
}

/** The lock of a dataset group. */
export function lockIn(datasetGroup: string, lock: WorkLock): Lock {
  return { datasetGroup, ...lock };
}
