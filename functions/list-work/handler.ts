import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import type { DesiredState } from '../../parameter-file/desired-state';
import type { Workflow } from '../../parameter-file/workflows';
import { AcceptedFiles } from '../../record-table/accepted-files';
import type { FileReference } from '../../record-table/file-reference';
import { RecordTable } from '../../record-table/record-table';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { ParameterFileStore } from '../shared/parameter-file-store';
import { retried } from '../shared/retried';
import { correlate, createLogger } from '../shared/telemetry';
import * as plans from './work-lists';

export interface PlanEvent {
  /** A state machine's file name without `.asl.json`. */
  readonly workflow: string;
  readonly file: FileReference;
  /** Id of the run; empty or absent outside of one. */
  readonly run?: string;
  /** Name of the solution, for workflows of one solution. */
  readonly solution?: string;
  /** Whether the maintenance of a solution includes its batch jobs. */
  readonly withBatchJobs?: boolean;
  /** JSON pointer of the one batch job that is meant; null or absent: all of them. */
  readonly job?: string | null;
  /** Name of the recommender, for the workflow of one. */
  readonly recommender?: string;
}

/** Workflows that begin with a list of what they work on. */
type ListedWorkflow = Exclude<Workflow, 'solution-promotion' | 'data-deletion'>;

type Planner = (state: DesiredState, event: PlanEvent) => object | Promise<object>;

const environment = readEnvironment('RECORD_TABLE');
const logger = createLogger('list-work');
const files = new ParameterFileStore(createClient(S3Client));
const acceptedFiles = new AcceptedFiles(new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE));

const PLANNERS: Readonly<Record<ListedWorkflow, Planner>> = {
  'personalize-workflow': async (state, { file }) => ({
    ...plans.personalizeWorkflowPlan(state),
    superseded: await acceptedFiles.isSuperseded(state.datasetGroup.name, file),
  }),
  'dataset-import': plans.datasetImportPlan,
  'solution-maintenance': (state, { solution = '', withBatchJobs = false }) =>
    plans.solutionMaintenancePlan(state, solution, withBatchJobs),
  'batch-inference': (state, { solution = '', job }) => plans.batchInferencePlan(state, solution, job ?? undefined),
  'batch-segment': (state, { solution = '', job }) => plans.batchSegmentPlan(state, solution, job ?? undefined),
  'recommender-operation': (state, { recommender = '' }) => plans.recommenderPlan(state, recommender),
};

export const handler = retried(async (event: PlanEvent): Promise<object> => {
  correlate(logger, event.run);
  const { workflow } = event;
  if (!isWorkflow(workflow))
    throw new Error(`Unknown workflow '${workflow}'; known are ${Object.keys(PLANNERS).join(', ')}.`);
  const plan = await PLANNERS[workflow](await files.load(event.file), event);
  logger.info('Planned', { workflow, plan });
  return plan;
});

/** The name comes from the input of an execution, which can also be started manually. */
function isWorkflow(name: string): name is ListedWorkflow {
  return Object.hasOwn(PLANNERS, name);
}
