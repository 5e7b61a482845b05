import type { LockedWorkflow } from '../lock/definition';

/**
 * What must never overlap, in one table. A claim is an item of the record table; whoever holds it is an execution of
 * `locked-workflow`. SHARED claims exclude EXCLUSIVE ones, not each other.
 */
export interface Claim {
  readonly datasetGroup: string;
  /** Sort key in the record table, `claim#...`. */
  readonly item: string;
  readonly mode: 'EXCLUSIVE' | 'SHARED';
}

/** What `locked-workflow` is asked to run. */
export interface ClaimedWork {
  /** A state machine's file name without `.asl.json`. */
  readonly workflow: string;
  readonly datasetGroup: string;
  /** Name of the solution that the workflow is about, if it is about one. */
  readonly solution?: string;
  /** Id of the run; empty or absent outside of one. */
  readonly run?: string;
}

type ClaimRule = (work: ClaimedWork) => Omit<Claim, 'datasetGroup'>;

const oneSolution: ClaimRule = (work) => ({ item: `claim#solution#${work.solution}`, mode: 'EXCLUSIVE' });

const CLAIMS: Readonly<Record<LockedWorkflow, ClaimRule>> = {
  // Uploads of one group take turns, so that an older file never undoes what a newer one did.
  'personalize-workflow': () => ({ item: 'claim#dataset-group', mode: 'EXCLUSIVE' }),
  'solution-maintenance': oneSolution,
  'batch-inference': oneSolution,
  'batch-segment': oneSolution,
  // No two imports into one group, and no training that starts from half-imported data: an import excludes the start
  // of trainings, which are started through `ensure-resource` and do not exclude each other.
  'dataset-import': () => ({ item: 'claim#data', mode: 'EXCLUSIVE' }),
  'ensure-resource': () => ({ item: 'claim#data', mode: 'SHARED' }),
};

/** @throws Error for a workflow that has no claim: a new workflow must say what it may not overlap */
export function claimFor(work: ClaimedWork): Claim {
  const { workflow } = work;
  if (!isLocked(workflow)) {
    throw new Error(
      `No claim is defined for workflow '${workflow}'; known: ${Object.keys(CLAIMS).join(', ')}.`,
    );
  }
  return { datasetGroup: work.datasetGroup, ...CLAIMS[workflow](work) };
}

/** The name comes from the input of an execution, which a person can start too. */
function isLocked(workflow: string): workflow is LockedWorkflow {
  return Object.hasOwn(CLAIMS, workflow);
}
