/** Workflows that a schedule of a parameter file runs. */
const TASK_WORKFLOWS = [
  'dataset-import',
  'solution-maintenance',
  'batch-inference',
  'batch-segment',
  'recommender-operation',
] as const;

/** The workflow that applies a parameter file: after its upload, in `retry`, or at night to restore missing or differing resources. */
export const UPLOAD_WORKFLOW = 'personalize-workflow' as const;

/** The workflow that imports changed data. */
export const IMPORT_WORKFLOW = 'dataset-import' as const;

/** The workflow for an operator's decision on a solution version, and for the nightly correction of a solution's campaigns. */
export const PROMOTION_WORKFLOW = 'solution-promotion' as const;

/** The workflow for the upload of a csv file with users to delete. */
export const DELETION_WORKFLOW = 'data-deletion' as const;

/** The workflow that deletes resources which the parameter file no longer has. */
export const REMOVAL_WORKFLOW = 'removal' as const;

/** All workflows that a run can have. */
export const WORKFLOWS = [
  UPLOAD_WORKFLOW,
  ...TASK_WORKFLOWS,
  PROMOTION_WORKFLOW,
  DELETION_WORKFLOW,
  REMOVAL_WORKFLOW,
] as const;

export type Workflow = (typeof WORKFLOWS)[number];
export type TaskWorkflow = (typeof TASK_WORKFLOWS)[number];
export type BatchWorkflow = Extract<TaskWorkflow, `batch-${string}`>;

/** Workflow that runs the batch jobs, by the name of their list in a solution. */
export const BATCH_WORKFLOWS = {
  batchInferenceJobs: 'batch-inference',
  batchSegmentJobs: 'batch-segment',
} as const satisfies Readonly<Record<string, BatchWorkflow>>;
