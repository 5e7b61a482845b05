import type { Lock } from '../../record-table/locks';
import type { LockedWorkflow } from './definition';

/** What `locked-workflow` is asked to run. */
export interface LockedWork {
  /** A state machine's file name without `.asl.json`. */
  readonly workflow: string;
  readonly datasetGroup: string;
  /** Name of the solution that the workflow is about, if it is about one. */
  readonly solution?: string;
  /** Id of the run; empty or absent outside of one. */
  readonly run?: string;
}

/** What must never overlap, in one table. Whoever holds a lock is an execution of `locked-workflow`. */
type LockRule = (work: LockedWork) => Omit<Lock, 'datasetGroup'>;

const oneSolution: LockRule = (work) => ({ item: `lock#solution#${work.solution}`, mode: 'EXCLUSIVE' });

const LOCKS: Readonly<Record<LockedWorkflow, LockRule>> = {
  // Uploads of one group take turns, so that an older file never undoes what a newer one did.
  'personalize-workflow': () => ({ item: 'lock#dataset-group', mode: 'EXCLUSIVE' }),
  'solution-maintenance': oneSolution,
  'batch-inference': oneSolution,
  'batch-segment': oneSolution,
  // No two imports into one group, and no training that starts from half-imported data: an import excludes the start
  // of trainings, which are started through `ensure-resource` and do not exclude each other.
  'dataset-import': () => ({ item: 'lock#data', mode: 'EXCLUSIVE' }),
  'ensure-resource': () => ({ item: 'lock#data', mode: 'SHARED' }),
};

/** @throws Error for a workflow that has no lock: a new workflow must say what it may not overlap */
export function lockFor(work: LockedWork): Lock {
  const { workflow } = work;
  if (!isLocked(workflow)) {
    throw new Error(
      `No lock is defined for workflow '${workflow}'; known: ${Object.keys(LOCKS).join(', ')}.`,
    );
  }
  return { datasetGroup: work.datasetGroup, ...LOCKS[workflow](work) };
}

/** The name comes from the input of an execution, which a person can start too. */
function isLocked(workflow: string): workflow is LockedWorkflow {
  return Object.hasOwn(LOCKS, workflow);
}
