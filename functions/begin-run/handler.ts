import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { readEnvironment } from '../shared/environment';
import { expiryOf, type RunKey, type RunStatus, runKey } from '../shared/run-record';
import type { RunRequest } from '../shared/run-request';
import { createLogger } from '../shared/telemetry';

export interface BeginRunEvent {
  readonly request: RunRequest;
  /** Of the `run` state machine. */
  readonly execution: { readonly Id: string; readonly Name: string; readonly StartTime: string };
}

const environment = readEnvironment('RECORD_TABLE', 'RUN_HISTORY_DAYS');
const logger = createLogger('begin-run');
const dynamodb = new DynamoDBClient();

/** @returns the key under which the run is recorded; the same execution always gets the same one */
export async function handler({ request, execution }: BeginRunEvent): Promise<RunKey> {
  const key = runKey(request.datasetGroup, execution.StartTime, execution.Name);
  const status: RunStatus = 'RUNNING';
  await dynamodb.send(
    new PutItemCommand({
      TableName: environment.RECORD_TABLE,
      Item: {
        datasetGroup: { S: key.datasetGroup },
        item: { S: key.item },
        workflow: { S: request.workflow },
        trigger: { S: request.trigger },
        file: { S: `s3://${request.file.bucket}/${request.file.key}` },
        fileVersion: { S: request.file.versionId },
        execution: { S: execution.Id },
        status: { S: status },
        startedAt: { S: execution.StartTime },
        expiresAt: { N: String(expiryOf(execution.StartTime, Number(environment.RUN_HISTORY_DAYS))) },
      },
    }),
  );
  logger.info('Run begins', { run: key, request });
  return key;
}
