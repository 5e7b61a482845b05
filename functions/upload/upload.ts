import type { Logger } from '@aws-lambda-powertools/logger';
import { isGone } from '../../lib/aws/data-bucket';
import { isParameterFile, REPLACES_METADATA } from '../../lib/aws/data-bucket-layout';
import { desiredState } from '../../lib/parameter-file/desired-state';
import type { Values } from '../../lib/parameter-file/placeholders';
import { type ContentInForce, validateUpload } from '../../lib/parameter-file/validate';
import { UPLOAD_WORKFLOW } from '../../lib/parameter-file/workflows';
import type { DatasetGroups } from '../../lib/record-table/dataset-groups';
import { type FileReference, referenceOf } from '../../lib/record-table/file-reference';
import type { FilesInForce } from '../../lib/record-table/files-in-force';
import { present } from '../../lib/record-table/item';
import { UPLOAD_TRIGGER } from '../../lib/record-table/run-request';
import type { StoredObject } from '../shared/parameter-file-store';
import type { Refusal, Refusals } from '../shared/refusals';
import { executionName, type RunStarter } from '../shared/run-starter';
import { type Counter, correlate } from '../shared/telemetry';
import { type UploadedObject, uploadedObjects } from '../shared/uploaded-object';
import {
  namedGroup,
  refusalForFolder,
  refusalForProblems,
  refusalForSize,
  refusalOfDeleted,
  warningLines,
} from './refusal';

export interface UploadServices {
  readonly logger: Logger;
  readonly count: Counter<'Workflow'>;
  /** Reads a version of an object. */
  readonly read: (file: FileReference) => Promise<StoredObject>;
  /** Values of placeholders in parameter files. */
  readonly parameterValues: Values;
  readonly filesInForce: Pick<FilesInForce, 'find'>;
  readonly datasetGroups: Pick<DatasetGroups, 'add'>;
  readonly refusals: Pick<Refusals, 'refuse' | 'recorded'>;
  readonly starter: Pick<RunStarter, 'start'>;
}

/**
 * Handles an event of new objects, which S3 may send twice, late, or out of order.
 * @throws InvalidEvent, before anything is changed, if the event has an unexpected form, e.g. in a manual invocation
 */
export async function handleUploads(event: unknown, requestId: string, services: UploadServices): Promise<void> {
  for (const object of uploadedObjects(event)) await handleUpload(object, requestId, services);
}

/** Handles one object. Every parameter file leads to one run, or to one notification of a refusal. */
async function handleUpload(object: UploadedObject, requestId: string, services: UploadServices): Promise<void> {
  const { logger, count, datasetGroups, refusals, starter, parameterValues } = services;
  correlate(logger, undefined);
  if (!isParameterFile(object)) return logger.info('Not a parameter file', { key: object.key });
  // A file that was refused stays refused. The refusal was already notified, or `refuse` notifies of it now.
  const refused = await refusals.recorded(object);
  if (refused !== undefined) return refuse(object, refused, requestId, services);
  const tooLarge = refusalForSize(object);
  if (tooLarge !== undefined) return refuse(object, tooLarge, requestId, services);
  const stored = await read(object, services);
  if (stored === undefined) return refuse(object, refusalOfDeleted(object), requestId, services);
  const { content, metadata } = stored;
  const { file, values, problems } = await validateUpload(content, parameterValues, new Date(), (group) =>
    readInForce(group, services),
  );
  if (file === undefined) {
    const named = present({ namedGroup: namedGroup(content, parameterValues) });
    return refuse(object, { ...refusalForProblems(object, problems), ...named }, requestId, services);
  }
  const unreadable = refusalForFolder(object, desiredState(file));
  if (unreadable !== undefined) return refuse(object, unreadable, requestId, services);

  const datasetGroup = file.datasetGroup.serviceConfig.name;
  for (const problem of problems) {
    // A file with AutoML is valid, but logged as an error, as in the AWS solution "Maintaining Personalized Experiences with Machine
    // Learning".
    const log = problem.rule === 'auto-ml' ? logger.error : logger.warn;
    log.call(logger, problem.message, { datasetGroup, path: problem.path, rule: problem.rule });
  }
  // The group is added before the run starts. So the nightly reconciliation finds the group and its run, whatever fails after this
  // line.
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
  // The success or the failure is counted at the end of the run, because only then is it clear if the file was put in
  // force.
  count('ConfigurationsProcessed');
}

/**
 * @returns undefined if the version has been deleted
 * @throws any other error, such as AccessDenied. The error may be transient, so Lambda retries the event.
 */
async function read(object: FileReference, services: UploadServices): Promise<StoredObject | undefined> {
  try {
    return await services.read(object);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

async function readInForce(datasetGroup: string, services: UploadServices): Promise<ContentInForce | undefined> {
  const file = await services.filesInForce.find(datasetGroup);
  const stored = file && (await read(file, services));
  return stored && { content: stored.content, values: file.values };
}

/** Decodes a text of the metadata. Returns the text unchanged if it cannot be decoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function refuse(
  object: UploadedObject,
  refusal: Refusal,
  requestId: string,
  { refusals, count }: UploadServices,
): Promise<void> {
  if (!(await refusals.refuse(object, refusal, requestId))) return;
  count('ConfigurationsProcessed');
  count('ConfigurationsProcessedFailures');
}
