import type { DesiredResource, DesiredSolution, DesiredState } from '../../parameter-file/desired-state';
import { type ResourceReference, referenceTo } from '../../resources/resource-reference';

/** What each workflow has to do, as pointers into the parameter file: a few bytes a resource, however large the file. */

export interface PersonalizeWorkflowPlan {
  readonly datasetGroup: ResourceReference;
  readonly schemas: readonly ResourceReference[];
  readonly datasets: readonly ResourceReference[];
  readonly eventTrackersAndFilters: readonly ResourceReference[];
  readonly solutions: readonly { readonly name: string; readonly batchWorkflows: readonly string[] }[];
  readonly recommenders: readonly ResourceReference[];
}

export interface DatasetImportPlan {
  readonly imports: readonly ResourceReference[];
}

export interface SolutionMaintenancePlan {
  readonly solution: ResourceReference;
  readonly version: ResourceReference;
  readonly campaigns: readonly ResourceReference[];
}

export interface BatchPlan {
  readonly jobs: readonly ResourceReference[];
}

export function personalizeWorkflowPlan(state: DesiredState): PersonalizeWorkflowPlan {
  return {
    datasetGroup: referenceTo(state.datasetGroup),
    schemas: state.datasets.map(({ schema }) => referenceTo(schema)),
    datasets: state.datasets.map(({ dataset }) => referenceTo(dataset)),
    eventTrackersAndFilters: [
      ...(state.eventTracker === undefined ? [] : [state.eventTracker]),
      ...state.filters,
    ].map(referenceTo),
    solutions: state.solutions.map((solution) => ({
      name: solution.name,
      batchWorkflows: batchWorkflows(solution),
    })),
    recommenders: state.recommenders.map(referenceTo),
  };
}

export function datasetImportPlan(state: DesiredState): DatasetImportPlan {
  return { imports: state.datasets.map(({ importJob }) => referenceTo(importJob)) };
}

export function solutionMaintenancePlan(state: DesiredState, solutionName: string): SolutionMaintenancePlan {
  const { solution, version, campaigns } = findSolution(state, solutionName);
  return {
    solution: referenceTo(solution),
    version: referenceTo(version),
    campaigns: campaigns.map(referenceTo),
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

function batchPlan(jobs: readonly DesiredResource[], job: string | undefined): BatchPlan {
  if (job === undefined) return { jobs: jobs.map(referenceTo) };
  // Its place in its own list: solutions may have changed places since the schedule was set.
  const meant = jobs[Number(job.slice(job.lastIndexOf('/') + 1))];
  if (meant === undefined) throw new Error(`The parameter file has no batch job '${job}' any more.`);
  return { jobs: [referenceTo(meant)] };
}

function batchWorkflows(solution: DesiredSolution): readonly string[] {
  return [
    ...(solution.batchInferenceJobs.length > 0 ? ['batch-inference'] : []),
    ...(solution.batchSegmentJobs.length > 0 ? ['batch-segment'] : []),
  ];
}

function findSolution(state: DesiredState, name: string): DesiredSolution {
  const solution = state.solutions.find((candidate) => candidate.name === name);
  if (solution === undefined) {
    throw new Error(
      `The parameter file of dataset group '${state.datasetGroup.name}' has no solution '${name}'.`,
    );
  }
  return solution;
}
