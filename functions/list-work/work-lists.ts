import type { DesiredResource, DesiredSolution, DesiredState } from '../../parameter-file/desired-state';
import { type ResourceReference, referenceTo } from '../../reconciler/resource-reference';

// The work of each workflow, as pointers into the parameter file: a few bytes per resource, however large the file.
// The state machines read these members by name.

export interface PersonalizeWorkflowPlan {
  readonly datasetGroup: ResourceReference;
  readonly schemas: readonly ResourceReference[];
  readonly datasets: readonly ResourceReference[];
  /** One at most. */
  readonly eventTrackers: readonly ResourceReference[];
  /** Filters and the metric attribution, to be created after the import: they need data. */
  readonly afterImport: readonly ResourceReference[];
  /** Their names. */
  readonly solutions: readonly string[];
  readonly recommenders: readonly ResourceReference[];
}

export interface DatasetImportPlan {
  readonly imports: readonly ResourceReference[];
}

export interface SolutionMaintenancePlan {
  readonly solution: ResourceReference;
  readonly version: ResourceReference;
  /** Resources that use the newest version. */
  readonly uses: readonly ResourceReference[];
}

export interface BatchPlan {
  readonly jobs: readonly ResourceReference[];
}

export interface RecommenderPlan {
  readonly recommender: ResourceReference;
}

export function personalizeWorkflowPlan(state: DesiredState): PersonalizeWorkflowPlan {
  return {
    datasetGroup: referenceTo(state.datasetGroup),
    schemas: state.datasets.map(({ schema }) => referenceTo(schema)),
    datasets: state.datasets.map(({ dataset }) => referenceTo(dataset)),
    eventTrackers: state.eventTracker === undefined ? [] : [referenceTo(state.eventTracker)],
    afterImport: [...state.filters, ...(state.metricAttribution === undefined ? [] : [state.metricAttribution])].map(
      referenceTo,
    ),
    solutions: state.solutions.map(({ name }) => name),
    recommenders: state.recommenders.map(referenceTo),
  };
}

export function datasetImportPlan(state: DesiredState): DatasetImportPlan {
  return { imports: state.datasets.map(({ importJob }) => referenceTo(importJob)) };
}

/** @param withBatchJobs whether batch jobs are to be run as well; by schedule they are, if at all, at their own time */
export function solutionMaintenancePlan(
  state: DesiredState,
  solutionName: string,
  withBatchJobs: boolean,
): SolutionMaintenancePlan {
  const { solution, version, campaigns, batchInferenceJobs, batchSegmentJobs } = findSolution(state, solutionName);
  const batchJobs = withBatchJobs ? [...batchInferenceJobs, ...batchSegmentJobs] : [];
  return {
    solution: referenceTo(solution),
    version: referenceTo(version),
    uses: [...campaigns, ...batchJobs].map(referenceTo),
  };
}

/** @param job JSON pointer of the one job that is meant; all of them if absent */
export function batchInferencePlan(state: DesiredState, solutionName: string, job?: string): BatchPlan {
  return batchPlan(findSolution(state, solutionName).batchInferenceJobs, job);
}

/** @param job as in {@link batchInferencePlan} */
export function batchSegmentPlan(state: DesiredState, solutionName: string, job?: string): BatchPlan {
  return batchPlan(findSolution(state, solutionName).batchSegmentJobs, job);
}

export function recommenderPlan(state: DesiredState, name: string): RecommenderPlan {
  const recommender = state.recommenders.find((candidate) => candidate.name === name);
  if (recommender !== undefined) return { recommender: referenceTo(recommender) };
  throw new Error(`The parameter file of dataset group '${state.datasetGroup.name}' has no recommender '${name}'.`);
}

function batchPlan(jobs: readonly DesiredResource[], job: string | undefined): BatchPlan {
  if (job === undefined) return { jobs: jobs.map(referenceTo) };
  // Its place in its own list: solutions may have changed places since the schedule was set.
  const meant = jobs[Number(job.slice(job.lastIndexOf('/') + 1))];
  if (meant === undefined) throw new Error(`Batch job '${job}' not found in the parameter file.`);
  return { jobs: [referenceTo(meant)] };
}

function findSolution(state: DesiredState, name: string): DesiredSolution {
  const solution = state.solutions.find((candidate) => candidate.name === name);
  if (solution !== undefined) return solution;
  throw new Error(`The parameter file of dataset group '${state.datasetGroup.name}' has no solution '${name}'.`);
}
