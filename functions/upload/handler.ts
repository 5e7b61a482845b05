import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { isParameterFile } from '../../aws/data-bucket-layout';
import { desiredState } from '../../parameter-file/desired-state';
import { validateParameterFile } from '../../parameter-file/validate';
import { printable } from '../../personalize/text';
import { refusedUnder } from '../../record-table/refused-file';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { notify } from '../shared/notifications';
import { readObject } from '../shared/parameter-file-store';
import { correlate, createCounter, createLogger } from '../shared/telemetry';
import { AcceptedFiles } from './accepted-files';
import { namedGroup } from './named-group';
import { type Refusal, refusalForProblems, refusalForSize, refusalOfDeleted, warningLines } from './refusal';
import { RefusalRecords, refusalId } from './refusal-records';
import { executionName, RunStarter } from './run-starter';
import { type UploadedObject, uploadedObjects } from './uploaded-object';

const environment = readEnvironment(
  'DEPLOYMENT',
  'RECORD_TABLE',
  'RUN_HISTORY_DAYS',
  'NOTIFICATION_TOPIC_ARN',
  'RUN_STATE_MACHINE_ARN',
);
const logger = createLogger('upload');
const count = createCounter('Workflow', environment.DEPLOYMENT);
const s3 = createClient(S3Client);
const sns = createClient(SNSClient);
const dynamodb = createClient(DynamoDBClient);
const accepted = new AcceptedFiles(dynamodb, environment.RECORD_TABLE);
const refused = new RefusalRecords(dynamodb, environment.RECORD_TABLE, Number(environment.RUN_HISTORY_DAYS));
/** S3's errors; to whoever may not list the bucket S3 says AccessDenied instead, which may pass and is tried again. */
const GONE = new Set(['NoSuchVersion', 'NoSuchKey']);
const runs = new RunStarter(createClient(SFNClient), environment.RUN_STATE_MACHINE_ARN);

/**
 * Handles S3's announcement of an object. S3 may announce one twice, late, or in the wrong order.
 * @param event of S3, or whatever somebody invokes the function with
 * @throws InvalidEvent before anything is done
 */
export async function handler(event: unknown, { awsRequestId }: Context): Promise<void> {
  for (const object of uploadedObjects(event)) await handleUpload(object, awsRequestId);
}

/** Every parameter file ends in one run, or in one refusal: somebody is told in any case. */
async function handleUpload(object: UploadedObject, requestId: string): Promise<void> {
  correlate(logger, undefined);
  if (!isParameterFile(object)) {
    logger.info('Not a parameter file', { key: object.key });
    return;
  }
  const tooLarge = refusalForSize(object);
  if (tooLarge !== undefined) return refuse(object, tooLarge, requestId);
  const content = await read(object);
  if (content === undefined) return refuse(object, refusalOfDeleted(object), requestId);
  const { file, problems } = validateParameterFile(content);
  if (file === undefined) {
    const named = namedGroup(content);
    const refusal = refusalForProblems(object, problems);
    return refuse(object, { ...refusal, ...(named !== undefined && { namedGroup: named }) }, requestId);
  }

  const datasetGroup = file.datasetGroup.serviceConfig.name;
  for (const problem of problems) {
    // The AWS solution logs a file that asks for AutoML as an error and goes on; so does this.
    const log = problem.rule === 'auto-ml' ? logger.error : logger.warn;
    log.call(logger, problem.message, { datasetGroup, path: problem.path, rule: problem.rule });
  }
  const tasks = desiredState(file).tasks.map(({ name }) => name);
  if (!(await accepted.accept(datasetGroup, object, tasks))) {
    // Its run finds that it was superseded, does nothing, and says so.
    logger.info('A newer version of the parameter file was accepted already', { datasetGroup, object });
  }
  correlate(logger, executionName(datasetGroup, object));
  const started = await runs.start(datasetGroup, object, warningLines(problems));
  logger.info(started ? 'Run started' : 'A run was started for this version already', {
    datasetGroup,
    object,
  });
  if (!started) return;
  count('ConfigurationsProcessed');
  count('ConfigurationsProcessedSuccesses');
}

/** @returns undefined if the version is gone: somebody has deleted it since */
async function read(object: UploadedObject): Promise<Uint8Array | undefined> {
  try {
    return await readObject(s3, object);
  } catch (error) {
    if (error instanceof Error && GONE.has(error.name)) return undefined;
    throw error;
  }
}

async function refuse(object: UploadedObject, refusal: Refusal, requestId: string): Promise<void> {
  const datasetGroup = refusedUnder(object.key);
  correlate(logger, refusalId(object));
  const turn = await refused.begin(datasetGroup, object, refusal, requestId, new Date());
  if (turn === 'NOTIFIED') return;
  if (turn === 'BUSY') {
    // Lambda tries this one again in a minute: then the other one has told, or has ended without telling.
    throw new Error(
      `Another invocation is about to tell that s3://${object.bucket}/${printable(object.key)} is refused.`,
    );
  }
  logger.error('Parameter file refused', { object, description: refusal.description });
  await notify(sns, environment.NOTIFICATION_TOPIC_ARN, {
    datasetGroup,
    result: 'FAILED',
    summary: refusal.summary,
    description: refusal.description,
    runId: refusalId(object),
    resources: [],
  });
  await recordNotified(datasetGroup, object);
  count('ConfigurationsProcessed');
  count('ConfigurationsProcessedFailures');
}

/** Must not fail any more: the topic has been told, and would be told again. */
async function recordNotified(datasetGroup: string, object: UploadedObject): Promise<void> {
  try {
    await refused.recordNotified(datasetGroup, object, new Date());
  } catch (error) {
    logger.error('That the topic was told is not recorded', error as Error);
  }
}
