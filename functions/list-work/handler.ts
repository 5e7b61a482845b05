import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import { parseArn } from '../../aws/arn';
import { UPLOAD_WORKFLOW } from '../../parameter-file/workflows';
import type { Scope } from '../../personalize/arn';
import { obstacleOf } from '../../reconciler/apply/obstacle';
import { chooseVersion, DecidedMeanwhile } from '../../reconciler/promotion/choose-version';
import { findNamed, referenceTo } from '../../reconciler/resource-reference';
import { MemoizedPersonalize } from '../../reconciler/resource-types/memoized-personalize';
import { PersonalizeApi } from '../../reconciler/resource-types/personalize-api';
import { AcceptedFiles } from '../../record-table/accepted-files';
import { type FileReference, referenceOf } from '../../record-table/file-reference';
import { RecordTable } from '../../record-table/record-table';
import type { VersionChoice } from '../../record-table/run-request';
import { VersionDecisions } from '../../record-table/version-decisions';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { ParameterFileStore } from '../shared/parameter-file-store';
import { retried } from '../shared/retried';
import { correlate, createLogger } from '../shared/telemetry';
import { type ListedWorkflow, WORK_LISTS, type Work } from './work-lists';

export interface PlanEvent extends Work {
  /** A state machine's file name without `.asl.json`. */
  readonly workflow: string;
  readonly file: FileReference;
  /** Id of the run; empty or absent outside of one. */
  readonly run?: string;
  readonly datasetGroup?: string;
  /** Of the workflow `solution-promotion`. */
  readonly choice?: VersionChoice;
}

const environment = readEnvironment('RECORD_TABLE');
const logger = createLogger('list-work');
const files = new ParameterFileStore(createClient(S3Client));
const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
const acceptedFiles = new AcceptedFiles(table);
const decisions = new VersionDecisions(table);
const personalize = new PersonalizeApi(createClient(PersonalizeClient));

/** Again after a decision in between, and if Personalize refuses metrics as in use: GetSolutionMetrics declares ResourceInUseException (API model, November 2026). */
export const handler = retried(
  (event: PlanEvent, context: Context): Promise<object> => {
    correlate(logger, event.run);
    const { choice } = event;
    return choice === undefined ? list(event) : decide(event, choice, parseArn(context.invokedFunctionArn));
  },
  (error) => error instanceof DecidedMeanwhile || obstacleOf(error) !== undefined,
);

/** Records a decision on a version of a solution. @returns the newest accepted file, and what of it is to use the version that serves now */
async function decide(event: PlanEvent, choice: VersionChoice, scope: Scope): Promise<object> {
  const { datasetGroup = '', solution = '', run } = event;
  // An upload may have been accepted since the decision was asked for: an older file must not undo its work.
  const file = referenceOf((await acceptedFiles.find(datasetGroup)) ?? event.file);
  const state = await files.load(file);
  const { version: resource, campaigns, ...others } = findNamed(state, 'solutions', solution);
  const step = {
    ...{ state, resource, scope, now: new Date(), decisions, personalize: new MemoizedPersonalize(personalize) },
    ...(run && { runId: run }),
  };
  const decision = choice.action === 'RESTORE' ? undefined : await chooseVersion(step, choice);
  logger.info('Decided', { solution, choice });
  // Batch jobs were skipped while nothing was promoted. Later on, they keep to their schedules.
  const isFirst = decision?.decision === 'PROMOTED' && decision.comparedWith === undefined;
  const jobs = isFirst ? [...others.batchInferenceJobs, ...others.batchSegmentJobs] : [];
  return { file, resources: [...campaigns, ...jobs].map(referenceTo) };
}

async function list(event: PlanEvent): Promise<object> {
  const { workflow, file } = event;
  if (!isWorkflow(workflow))
    throw new Error(`Unknown workflow '${workflow}'; known are ${Object.keys(WORK_LISTS).join(', ')}.`);
  const state = await files.load(file);
  const listed = WORK_LISTS[workflow](state, event);
  const { name } = state.datasetGroup;
  const isUpload = workflow === UPLOAD_WORKFLOW;
  const plan = isUpload ? { ...listed, superseded: await acceptedFiles.isSuperseded(name, file) } : listed;
  logger.info('Planned', { workflow, plan });
  return { file, ...plan };
}

/** The name comes from the input of an execution, which can also be started manually. */
function isWorkflow(name: string): name is ListedWorkflow {
  return Object.hasOwn(WORK_LISTS, name);
}
