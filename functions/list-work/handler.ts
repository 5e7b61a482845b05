import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { UPLOAD_WORKFLOW } from '../../parameter-file/workflows';
import type { FileReference } from '../../record-table/file-reference';
import { FilesInForce } from '../../record-table/files-in-force';
import { RecordTable } from '../../record-table/record-table';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { ParameterFileStore } from '../shared/parameter-file-store';
import { retried } from '../shared/retried';
import { correlate, createLogger } from '../shared/telemetry';
import { type ListedWorkflow, WORK_LISTS, type WorkScope } from './work-lists';

export interface ListWorkEvent extends WorkScope {
  /** Name of a state machine, without the prefix of the deployment. */
  readonly workflow: string;
  readonly file: FileReference;
  /** Id of the run; empty or absent outside of one. */
  readonly run?: string;
}

const environment = readEnvironment('RECORD_TABLE');
const logger = createLogger('list-work');
const files = new ParameterFileStore(createClient(S3Client));
const filesInForce = new FilesInForce(new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE));

export const handler = retried(async (event: ListWorkEvent): Promise<object> => {
  correlate(logger, event.run);
  const { workflow, file } = event;
  if (!isWorkflow(workflow))
    throw new Error(`Unknown workflow '${workflow}'; known are ${Object.keys(WORK_LISTS).join(', ')}.`);
  const state = await files.load(file);
  const listed = WORK_LISTS[workflow](state, event);
  const { name } = state.datasetGroup;
  const isUpload = workflow === UPLOAD_WORKFLOW;
  const work = isUpload ? { ...listed, superseded: await filesInForce.isSuperseded(name, file) } : listed;
  logger.info('Listed', { workflow, work });
  return { file, ...work };
});

/** The name comes from the input of an execution, which can also be started manually. */
function isWorkflow(name: string): name is ListedWorkflow {
  return Object.hasOwn(WORK_LISTS, name);
}
