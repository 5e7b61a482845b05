import { S3Client } from '@aws-sdk/client-s3';
import type { FileReference } from '../../record-table/file-reference';
import { createClient } from '../shared/create-client';
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

const logger = createLogger('list-work');
const files = new ParameterFileStore(createClient(S3Client));

export const handler = retried(async (event: ListWorkEvent): Promise<object> => {
  correlate(logger, event.run);
  const { workflow, file } = event;
  if (!isWorkflow(workflow))
    throw new Error(`Unknown workflow '${workflow}'; known are ${Object.keys(WORK_LISTS).join(', ')}.`);
  const state = await files.load(file);
  const work = WORK_LISTS[workflow](state, event);
  logger.info('Listed', { workflow, work });
  return { file, ...work };
});

/** The name comes from the input of an execution, which can also be started manually. */
function isWorkflow(name: string): name is ListedWorkflow {
  return Object.hasOwn(WORK_LISTS, name);
}
