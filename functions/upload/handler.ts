import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { isGone } from '../../aws/data-bucket';
import { isParameterFile } from '../../aws/data-bucket-layout';
import { desiredState } from '../../parameter-file/desired-state';
import type { Values } from '../../parameter-file/placeholders';
import { validateParameterFile } from '../../parameter-file/validate';
import { UPLOAD_WORKFLOW } from '../../parameter-file/workflows';
import { DatasetGroups } from '../../record-table/dataset-groups';
import { referenceOf } from '../../record-table/file-reference';
import { FilesInForce, replacedKey, warningOfReplaced } from '../../record-table/files-in-force';
import { present } from '../../record-table/item';
import { RecordTable } from '../../record-table/record-table';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { readObject } from '../shared/parameter-file-store';
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
const filesInForce = new FilesInForce(table);
const topic = { sns: createClient(SNSClient), arn: environment.NOTIFICATION_TOPIC_ARN };
const refusals = new Refusals(table, Number(environment.RUN_HISTORY_DAYS), topic, logger, {
  ...{ workflow: UPLOAD_WORKFLOW, trigger: 'upload', what: 'parameter file', error: 'InvalidParameterFile' },
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
  const content = await read(object);
  if (content === undefined) return refuse(object, refusalOfDeleted(object), requestId);
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
  const accepted = { ...object, ...present({ values }) };
  const replaced = replacedKey(await filesInForce.find(datasetGroup), object.key);
  const tasks = desiredState(file).tasks.map(({ name }) => name);
  // First, so that the nightly reconciliation finds the group's tasks.
  await datasetGroups.add(datasetGroup);
  if (!(await filesInForce.accept(datasetGroup, accepted, tasks))) {
    // Its run will find that it was superseded, do nothing, and report that.
    logger.info('A newer version of the parameter file was accepted already', { datasetGroup, object });
  }
  const { bucket, key, versionId } = object;
  const name = executionName(datasetGroup, [bucket, key, versionId]);
  correlate(logger, name);
  const warnings = [
    ...(replaced === undefined ? [] : [warningOfReplaced(datasetGroup, replaced)]),
    ...warningLines(problems),
  ];
  const started = await starter.start(name, {
    ...{ datasetGroup, workflow: UPLOAD_WORKFLOW, trigger: 'upload', file: referenceOf(accepted) },
    ...(warnings.length > 0 && { warnings }),
  });
  logger.info(started ? 'Run started' : 'A run was started for this version already', { datasetGroup, object });
  if (!started) return;
  count('ConfigurationsProcessed');
  count('ConfigurationsProcessedSuccesses');
}

/**
 * @returns undefined if the version has been deleted. Without permission to list the bucket, S3 answers AccessDenied instead, which may be
 * transient and is retried
 */
async function read(object: UploadedObject): Promise<Uint8Array | undefined> {
  try {
    return await readObject(s3, object);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

async function refuse(object: UploadedObject, refusal: Refusal, requestId: string): Promise<void> {
  if (!(await refusals.refuse(object, refusal, requestId))) return;
  count('ConfigurationsProcessed');
  count('ConfigurationsProcessedFailures');
}
