import { createHash } from 'node:crypto';
import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { UPLOAD_WORKFLOW } from '../../parameter-file/workflows';
import type { RunRequest } from '../../record-table/run-request';
import type { UploadedObject } from './uploaded-object';

/** Names of executions have at most 80 characters. */
const READABLE_LENGTH = 47;
const HASH_LENGTH = 32;

/** Starts one run for one version of a parameter file, however often it is called. */
export class RunStarter {
  constructor(
    private readonly sfn: SFNClient,
    private readonly stateMachineArn: string,
  ) {}

  /** @param warnings of the file, for the notification @returns false if a run for this version was started before and has ended */
  async start(datasetGroup: string, object: UploadedObject, warnings: readonly string[] = []): Promise<boolean> {
    const { bucket, key, versionId } = object;
    const request: RunRequest = {
      ...{ datasetGroup, workflow: UPLOAD_WORKFLOW, trigger: 'upload', file: { bucket, key, versionId } },
      ...(warnings.length > 0 && { warnings }),
    };
    const name = executionName(datasetGroup, object);
    const { stateMachineArn } = this;
    try {
      await this.sfn.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(request) }));
      return true;
    } catch (error) {
      if (error instanceof ExecutionAlreadyExists) return false;
      throw error;
    }
  }
}

/** The same object version always gives the same name, so that Step Functions refuses to run it twice. */
export function executionName(datasetGroup: string, { bucket, key, versionId }: UploadedObject): string {
  const hash = createHash('sha256').update(`${bucket}\n${key}\n${versionId}`).digest('hex').slice(0, HASH_LENGTH);
  return `${datasetGroup.slice(0, READABLE_LENGTH)}-${hash}`;
}
