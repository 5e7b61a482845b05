import { S3Client } from '@aws-sdk/client-s3';
import type { DesiredState } from '../../parameter-file/desired-state';
import { type FileReference, ParameterFileStore } from '../shared/parameter-file-store';
import {
  batchInferencePlan,
  batchSegmentPlan,
  datasetImportPlan,
  personalizeWorkflowPlan,
  solutionMaintenancePlan,
} from './plans';

export interface PlanEvent {
  /** A state machine's file name without `.asl.json`. */
  readonly workflow: string;
  readonly file: FileReference;
  /** Name of the solution, for the workflows that are about one. */
  readonly solution?: string;
}

type Planner = (state: DesiredState, solution: string) => object;

const PLANNERS: Readonly<Record<string, Planner>> = {
  'personalize-workflow': personalizeWorkflowPlan,
  'dataset-import': datasetImportPlan,
  'solution-maintenance': solutionMaintenancePlan,
  'batch-inference': batchInferencePlan,
  'batch-segment': batchSegmentPlan,
};

const files = new ParameterFileStore(new S3Client());

export async function handler(event: PlanEvent): Promise<object> {
  const planner = PLANNERS[event.workflow];
  if (planner === undefined) {
    throw new Error(
      `There is no plan for workflow '${event.workflow}'; known: ${Object.keys(PLANNERS).join(', ')}.`,
    );
  }
  return planner(await files.load(event.file), event.solution ?? '');
}
