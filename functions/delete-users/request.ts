import { CopyObjectCommand } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { DataBucket, isGone } from '../../aws/data-bucket';
import { deletionCopyKey, groupOfDeletion } from '../../aws/data-bucket-layout';
import { DELETION_WORKFLOW } from '../../parameter-file/workflows';
import { printable } from '../../personalize/text';
import { referenceOf, uriOf } from '../../record-table/file-reference';
import { FilesInForce } from '../../record-table/files-in-force';
import { present } from '../../record-table/item';
import { DELETION_TRIGGER } from '../../record-table/run-request';
import { createClient } from '../shared/create-client';
import { Refusals } from '../shared/refusals';
import { executionName, RunStarter } from '../shared/run-starter';
import { correlate } from '../shared/telemetry';
import type { UploadedObject } from '../shared/uploaded-object';
import { type CheckedUsers, checkUsers } from './check-users';
import { count, deletions, environment, keptDays, logger, s3, table } from './clients';

/**
 * "The maximum total size of your data deletion input file or files is 100 MB." Source:
 * https://docs.aws.amazon.com/personalize/latest/dg/delete-records.html, November 2026. The lower reading of a megabyte.
 */
const MOST_BYTES = 100_000_000;

const filesInForce = new FilesInForce(table);
const starter = new RunStarter(createClient(SFNClient), environment.RUN_STATE_MACHINE_ARN);
const topic = { sns: createClient(SNSClient), arn: environment.NOTIFICATION_TOPIC_ARN };
const refusals = new Refusals(table, keptDays, topic, logger, {
  ...{ workflow: DELETION_WORKFLOW, trigger: DELETION_TRIGGER, what: 'deletion of users', error: 'InvalidDeletion' },
});

/**
 * What follows an uploaded csv of users: one run or one refusal, which are both notified. S3 may send its event twice, late, or in the
 * wrong order.
 */
export async function request(object: UploadedObject, requestId: string): Promise<void> {
  correlate(logger, undefined);
  const { key, versionId } = object;
  // The console of S3 creates such an object for a folder.
  if (key.endsWith('/')) return;
  const datasetGroup = groupOfDeletion(key);
  if (datasetGroup === undefined) return refuse(object, requestId, 'its key must be delete/<dataset group>/<any>.csv.');
  const run = executionName(datasetGroup, [object.bucket, key, versionId]);
  // First: its csv may be gone, or its dataset group destroyed, once it was deleted.
  const known = await deletions.find(datasetGroup, run);
  if (known?.finishedAt !== undefined) return logger.info('The event was delivered again', { datasetGroup, object });
  const checked = known ?? (await check(object, datasetGroup));
  if ('problem' in checked) return refuse(object, requestId, checked.problem);
  correlate(logger, run);
  const csv = { file: uriOf(object), fileVersion: versionId, users: checked.users };
  await deletions.request({ datasetGroup, run, ...csv, requestedAt: object.time });
  await copy(object, deletionCopyKey(datasetGroup, run));
  const runs = { workflow: DELETION_WORKFLOW, trigger: DELETION_TRIGGER, file: referenceOf(object) };
  const started = await starter.start(run, { datasetGroup, ...runs });
  logger.info(started ? 'Run started' : 'A run was started for this version already', { datasetGroup, object });
  if (started) count('DeletionsRequested');
}

async function check(object: UploadedObject, datasetGroup: string): Promise<CheckedUsers> {
  if ((await filesInForce.find(datasetGroup)) === undefined)
    return { problem: `this deployment manages no dataset group '${printable(datasetGroup)}'.` };
  if (object.size > MOST_BYTES)
    return { problem: `it has ${object.size} bytes; it must have at most ${MOST_BYTES}: split it into several files.` };
  try {
    return await checkUsers(() => new DataBucket(s3, object.bucket).bytes(object));
  } catch (error) {
    if (!isGone(error)) throw error;
    return { problem: `its version ${object.versionId} was deleted before it was read.` };
  }
}

async function refuse(object: UploadedObject, requestId: string, problem: string): Promise<void> {
  const summary = `Deletion of the users in ${printable(uriOf(object))} refused: ${problem}`;
  const description = 'Nothing was deleted. Do what the message says and upload the file again.';
  // By which the command finds it, whatever is wrong with the rest of the key.
  const namedGroup = /^[^/]+\/([^/]+)\//.exec(object.key)?.[1];
  if (await refusals.refuse(object, { summary, description, ...present({ namedGroup }) }, requestId))
    count('DeletionsRefused');
}

/** Copies the version that was checked, since a job reads what is at a key when it runs, to a bucket that Personalize can read. */
async function copy({ bucket, key, versionId }: UploadedObject, to: string): Promise<void> {
  const path = [bucket, ...key.split('/')].map(encodeURIComponent).join('/');
  const source = `${path}?versionId=${encodeURIComponent(versionId)}`;
  const target = { Bucket: environment.DELETION_BUCKET, Key: to, TaggingDirective: 'REPLACE' } as const;
  await s3.send(new CopyObjectCommand({ ...target, CopySource: source }));
}
