import type { LockedWorkflow } from '../parameter-file/workflows';
import type { Lock } from './locks';

/** What a workflow is about to work on. */
export interface LockedWork {
  /** A state machine's file name without `.asl.json`. */
  readonly workflow: string;
  readonly datasetGroup: string;
  /** Name of the solution, for workflows of one solution; of all, for one that works on several. */
  readonly solution?: string;
  readonly solutions?: readonly string[];
  /** Name of the recommender, for the workflow of one. */
  readonly recommender?: string;
  /** Id of the run; empty or absent outside of one. */
  readonly run?: string;
}

/** The locks of each workflow. Lock holders are executions of `run` and, for the steps of an upload, of `locked-workflow`. */
type LockRule = (work: LockedWork) => readonly Omit<Lock, 'datasetGroup'>[];

const eachSolution: LockRule = ({ solution = '', solutions = [solution] }) =>
  solutions.map((name) => ({ item: `lock#solution#${name}`, mode: 'EXCLUSIVE' }));

const LOCKS: Readonly<Record<LockedWorkflow, LockRule>> = {
  // Uploads of one group never overlap, so that an older file does not undo the work of a newer one.
  'personalize-workflow': () => [{ item: 'lock#dataset-group', mode: 'EXCLUSIVE' }],
  'solution-maintenance': eachSolution,
  // Not that of the solution, which a training holds for hours: an operator's decision takes effect at once.
  'solution-promotion': (work) => [{ item: `lock#promotion#${work.solution}`, mode: 'EXCLUSIVE' }],
  'batch-inference': eachSolution,
  'batch-segment': eachSolution,
  // Personalize does not promise to delete what is imported or trained on meanwhile.
  'data-deletion': () => [{ item: 'lock#data', mode: 'EXCLUSIVE' }],
  'recommender-operation': (work) => [{ item: `lock#recommender#${work.recommender}`, mode: 'EXCLUSIVE' }],
  // No two imports into one group, and no training that starts from half-imported data: an import excludes the start
  // of trainings, which do not exclude each other.
  'dataset-import': () => [{ item: 'lock#data', mode: 'EXCLUSIVE' }],
  'training-start': () => [{ item: 'lock#data', mode: 'SHARED' }],
};

/** @throws Error for a workflow that has no lock: a new workflow must say what it may not overlap */
export function locksFor(work: LockedWork): readonly Lock[] {
  const { workflow, datasetGroup } = work;
  if (!isLocked(workflow)) {
    throw new Error(`Workflow '${workflow}' has no lock; known are ${Object.keys(LOCKS).join(', ')}.`);
  }
  return LOCKS[workflow](work).map((lock) => ({ datasetGroup, ...lock }));
}

/** Steps of a workflow that have a lock of their own. */
export function stepsOf(work: LockedWork): readonly LockedWork[] {
  return work.workflow === 'solution-maintenance' ? [{ ...work, workflow: 'training-start' }] : [];
}

/** The name comes from the input of an execution, which can also be started manually. */
export function isLocked(workflow: string): workflow is LockedWorkflow {
  return Object.hasOwn(LOCKS, workflow);
}
