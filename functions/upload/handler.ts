import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { isGone } from '../../aws/data-bucket';
import { isParameterFile, REPLACES_METADATA } from '../../aws/data-bucket-layout';
import type { Values } from '../../parameter-file/placeholders';
import { validateParameterFile } from '../../parameter-file/validate';
import { UPLOAD_WORKFLOW } from '../../parameter-file/workflows';
import { DatasetGroups } from '../../record-table/dataset-groups';
import { referenceOf } from '../../record-table/file-reference';
import { present } from '../../record-table/item';
import { RecordTable } from '../../record-table/record-table';
import { UPLOAD_TRIGGER } from '../../record-table/run-request';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { readObject, type StoredObject } from '../shared/parameter-file-store';
import { type Refusal, Refusals } from '../shared/refusals';
import { executionName, RunStarter } from '../shared/run-starter';
import { correlate, createCounter, createLogger } from '../shared/telemetry';
import { type UploadedObject, uploadedObjects } from '../shared/uploaded-object';
import { namedGroup, refusalForProblems, refusalForSize, refusalOfDeleted, warningLines } from './refusal';

const environment = readEnvironment(
  'DEPLOYMENT',
  'RECORD_TABLE',
  'PARAMETER_VALUES',
  'RUN_HISTORY_DAYS',
  'NOTIFICATION_TOPIC_ARN',
  'RUN_STATE_MACHINE_ARN',
);
const logger = createLogger('upload');
const count = createCounter('Workflow', environment.DEPLOYMENT);
const s3 = createClient(S3Client);
const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
const parameterValues = JSON.parse(environment.PARAMETER_VALUES) as Values;
const datasetGroups = new DatasetGroups(table);
const topic = { sns: createClient(SNSClient), arn: environment.NOTIFICATION_TOPIC_ARN };
const refusals = new Refusals(table, Number(environment.RUN_HISTORY_DAYS), topic, logger, {
  workflow: UPLOAD_WORKFLOW,
  trigger: UPLOAD_TRIGGER,
  what: 'parameter file',
  error: 'InvalidParameterFile',
});
const starter = new RunStarter(createClient(SFNClient), environment.RUN_STATE_MACHINE_ARN);

/**
 * S3 may send an event of a new object twice, late, or in the wrong order.
 * @throws InvalidEvent before it has any effect, such as for a manual invocation
 */
export async function handler(event: unknown, { awsRequestId }: Context): Promise<void> {
  for (const object of uploadedObjects(event)) await handleUpload(object, awsRequestId);
}

/** Every parameter file ends in one run or in one refusal, which are both notified. */
async function handleUpload(object: UploadedObject, requestId: string): Promise<void> {
  correlate(logger, undefined);
  if (!isParameterFile(object)) return logger.info('Not a parameter file', { key: object.key });
  const tooLarge = refusalForSize(object);
  if (tooLarge !== undefined) return refuse(object, tooLarge, requestId);
  const stored = await read(object);
  if (stored === undefined) return refuse(object, refusalOfDeleted(object), requestId);
  const { content, metadata } = stored;
  const { file, values, problems } = validateParameterFile(content, parameterValues);
  if (file === undefined) {
    const named = present({ namedGroup: namedGroup(content, parameterValues) });
    return refuse(object, { ...refusalForProblems(object, problems), ...named }, requestId);
  }

  const datasetGroup = file.datasetGroup.serviceConfig.name;
  for (const problem of problems) {
    // As in the AWS solution, a file with AutoML is logged as an error and used.
    const log = problem.rule === 'auto-ml' ? logger.error : logger.warn;
    log.call(logger, problem.message, { datasetGroup, path: problem.path, rule: problem.rule });
  }
  // First, so that the nightly reconciliation finds the group's tasks, and a run that was lost.
  await datasetGroups.add(datasetGroup);
  const { bucket, key, versionId } = object;
  const name = executionName(datasetGroup, [bucket, key, versionId]);
  correlate(logger, name);
  const warnings = warningLines(problems);
  const replaces = metadata[REPLACES_METADATA];
  const started = await starter.start(name, {
    datasetGroup,
    workflow: UPLOAD_WORKFLOW,
    trigger: UPLOAD_TRIGGER,
    file: referenceOf({ ...object, ...present({ values }) }),
    upload: { sequencer: object.sequencer, ...(replaces && { replaces: decoded(replaces) }) },
    ...(warnings.length > 0 && { warnings }),
  });
  logger.info(started ? 'Run started' : 'A run was started for this version already', { datasetGroup, object });
  if (!started) return;
  // Whether the file is put in force is known, and counted, at the end of its run.
  count('ConfigurationsProcessed');
}

/**
 * @returns undefined if the version has been deleted. Without permission to list the bucket, S3 answers AccessDenied instead, which may be
 * transient and is retried
 */
async function read(object: UploadedObject): Promise<StoredObject | undefined> {
  try {
    return await readObject(s3, object);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** The key that metadata name; the text itself if it is not encoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function refuse(object: UploadedObject, refusal: Refusal, requestId: string): Promise<void> {
  if (!(await refusals.refuse(object, refusal, requestId))) return;
  count('ConfigurationsProcessed');
  count('ConfigurationsProcessedFailures');
}
