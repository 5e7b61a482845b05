import type { DesiredState } from '../../parameter-file/desired-state';
import type { Workflow } from '../../parameter-file/workflows';
import { findNamed, referenceTo } from '../../reconciler/resource-reference';

/** Workflows that begin with a list of what they work on. */
export type ListedWorkflow = Exclude<
  Workflow,
  'dataset-import' | 'solution-maintenance' | 'solution-promotion' | 'data-deletion'
>;

/** What of a parameter file a workflow is for. */
export interface WorkScope {
  /** Name of the solution, for workflows of one solution. */
  readonly solution?: string;
  /** JSON pointer of the one batch job that is meant; null or absent: all of them. */
  readonly job?: string | null;
  /** Name of the recommender, for the workflow of one. */
  readonly recommender?: string;
}

/**
 * The work of each workflow, as pointers into the parameter file: a few bytes per resource, however large the file. The state machines
 * read these members by name.
 */
export const WORK_LISTS = {
  'personalize-workflow': (state: DesiredState) => ({
    datasetGroup: referenceTo(state.datasetGroup),
    schemas: state.datasets.map(({ schema }) => referenceTo(schema)),
    datasets: state.datasets.map(({ dataset }) => referenceTo(dataset)),
    // One at most.
    eventTrackers: [state.eventTracker ?? []].flat().map(referenceTo),
    // They need data.
    afterImport: [...state.filters, state.metricAttribution ?? []].flat().map(referenceTo),
    solutions: state.solutions.map(({ name }) => name),
    recommenders: state.recommenders.map(referenceTo),
  }),
  'batch-inference': (state: DesiredState, work: WorkScope) => batchJobs(state, work, 'batchInferenceJobs'),
  'batch-segment': (state: DesiredState, work: WorkScope) => batchJobs(state, work, 'batchSegmentJobs'),
  'recommender-operation': (state: DesiredState, { recommender = '' }: WorkScope) => ({
    resources: [referenceTo(findNamed(state, 'recommenders', recommender))],
  }),
} as const satisfies Readonly<Record<ListedWorkflow, (state: DesiredState, work: WorkScope) => object>>;

function batchJobs(
  state: DesiredState,
  { solution = '', job }: WorkScope,
  list: 'batchInferenceJobs' | 'batchSegmentJobs',
) {
  const jobs = findNamed(state, 'solutions', solution)[list];
  if (typeof job !== 'string') return { resources: jobs.map(referenceTo) };
  // Its place in its own list: solutions may have changed places since the schedule was set.
  const meant = jobs[Number(job.slice(job.lastIndexOf('/') + 1))];
  if (meant === undefined) throw new Error(`Batch job '${job}' not found in the parameter file.`);
  return { resources: [referenceTo(meant)] };
}
