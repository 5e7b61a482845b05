import { createHash } from 'node:crypto';
import type { Logger } from '@aws-lambda-powertools/logger';
import { isGone } from '../../lib/aws/data-bucket';
import { dataDeletionCopyKey, groupOfDataDeletion } from '../../lib/aws/data-bucket-layout';
import { DELETION_WORKFLOW } from '../../lib/parameter-file/workflows';
import { checkUsers, sizeProblem } from '../../lib/personalize/data-rules/check-users';
import type { Bytes } from '../../lib/personalize/data-rules/read-csv';
import type { DataDeletion, DataDeletions } from '../../lib/record-table/data-deletions';
import { referenceOf, uriOf } from '../../lib/record-table/file-reference';
import type { FilesInForce } from '../../lib/record-table/files-in-force';
import { present } from '../../lib/record-table/item';
import { DELETION_TRIGGER } from '../../lib/record-table/run-request';
import { printable } from '../../lib/text/format';
import { isGroupName, type Refusal, type Refusals } from '../shared/refusals';
import { executionName, type RunStarter } from '../shared/run-starter';
import { type Counter, correlate } from '../shared/telemetry';
import type { UploadedObject } from '../shared/uploaded-object';

export interface RequestServices {
  readonly logger: Logger;
  readonly count: Counter<'Workflow'>;
  readonly open: (file: UploadedObject) => Bytes;
  /** Copies a version of an object to a key of the bucket for deletions. */
  readonly copy: (file: UploadedObject, key: string) => Promise<unknown>;
  readonly filesInForce: FilesInForce;
  readonly deletions: DataDeletions;
  readonly refusals: Refusals;
  readonly starter: RunStarter;
}

/**
 * Handles an uploaded csv of users. Each upload leads to one run, or to one notification of a refusal, even if S3 delivers its event
 * twice, late or out of order.
 */
export async function request(object: UploadedObject, requestId: string, services: RequestServices): Promise<void> {
  const { logger, count, copy, deletions, refusals, starter } = services;
  const refuse = (refusal: Refusal) => refuseDeletion(object, refusal, requestId, services);
  correlate(logger, undefined);
  const { key, versionId } = object;
  // The S3 console creates an object with such a key for a folder.
  if (key.endsWith('/')) return;
  const datasetGroup = groupOfDataDeletion(key);
  if (datasetGroup === undefined) return refuse(refusalOf(object, 'its key must be delete/<dataset group>/<any>.csv.'));
  const run = executionName(datasetGroup, [object.bucket, key, versionId]);
  // The record is checked first, because the csv or the dataset group of a finished deletion may no longer exist.
  const known = await deletions.find(datasetGroup, run);
  if (known?.finishedAt !== undefined) return logger.info('The event was delivered again', { datasetGroup, object });
  // A csv that was refused stays refused. The refusal was already notified, or `refuse` notifies of it now.
  const checked = known ?? (await refusals.recorded(object)) ?? (await check(object, datasetGroup, services));
  if ('summary' in checked) return refuse(checked);
  correlate(logger, run);
  const { users, listDigest } = checked;
  const csv = { file: uriOf(object), fileVersion: versionId, users, ...present({ listDigest }) };
  await deletions.request({ datasetGroup, run, ...csv, requestedAt: object.time });
  // A job reads whatever is at its key when it runs. The copy makes sure that the job reads the checked version.
  await copy(object, dataDeletionCopyKey(datasetGroup, run));
  const runs = { workflow: DELETION_WORKFLOW, trigger: DELETION_TRIGGER, file: referenceOf(object) };
  const started = await starter.start(run, { datasetGroup, ...runs });
  logger.info(started ? 'Run started' : 'A run was started for this version already', { datasetGroup, object });
  if (started) count('DeletionsRequested');
}

async function check(
  object: UploadedObject,
  datasetGroup: string,
  { filesInForce, open }: RequestServices,
): Promise<Refusal | Pick<DataDeletion, 'users' | 'listDigest'>> {
  const refused = (problem: string) => refusalOf(object, problem);
  if ((await filesInForce.find(datasetGroup)) === undefined)
    return refused(`this deployment manages no dataset group '${printable(datasetGroup)}'.`);
  const problem = sizeProblem(object.size);
  if (problem !== undefined) return refused(problem);
  try {
    const checked = await checkUsers(() => open(object));
    if ('problem' in checked) return refused(checked.problem);
    return { ...checked, listDigest: await digestOf(open(object)) };
  } catch (error) {
    if (!isGone(error)) throw error;
    return refused(`its version ${object.versionId} was deleted before it was read.`);
  }
}

async function digestOf(bytes: Bytes): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) hash.update(chunk);
  return hash.digest('hex');
}

function refusalOf(object: UploadedObject, problem: string): Refusal {
  const summary = `Deletion of the users in ${printable(uriOf(object))} refused: ${problem}`;
  const description = 'Nothing was deleted. Correct the csv, or the key to which it was uploaded, and upload it again.';
  // The `personalize-mlops` command finds a refusal by this name, even if the rest of the key is wrong.
  const name = /^[^/]+\/([^/]+)\//.exec(object.key)?.[1];
  return { summary, description, ...(isGroupName(name) && { namedGroup: name }) };
}

async function refuseDeletion(
  object: UploadedObject,
  refusal: Refusal,
  requestId: string,
  { refusals, count }: RequestServices,
): Promise<void> {
  if (await refusals.refuse(object, refusal, requestId)) count('DeletionsRefused');
}
