import { isDeepStrictEqual } from 'node:util';
import { DescribeExecutionCommand, ExecutionDoesNotExist } from '@aws-sdk/client-sfn';
import { undefinedOn } from '../../lib/aws/undefined-on';
import { durationText } from '../../lib/parameter-file/duration';
import { hasChanges } from '../../lib/reconciler/plan/plan';
import type { FileReference } from '../../lib/record-table/file-reference';
import type { Run } from '../../lib/record-table/runs';
import type { DeployedAws } from '../aws';
import type { UnchangedFile } from '../changed-files';
import { isApplied } from '../follow/follow';
import type { PreparedUpload } from '../prepare-upload';
import { runsOfFile } from '../runs';
import type { ValidFile } from '../source';
import type { Sent } from './send';

/**
 * Time within which an upload's run should begin: S3 "can sometimes take a minute or longer" to send an event. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/NotificationHowTo.html, read 2026-11.
 */
const EVENT_MILLISECONDS = 5 * 60_000;
const DAY = 86_400_000;

/** Decision on a parameter file that is in the bucket already. */
export type UploadDecision =
  | { readonly action: 'SEND'; readonly reason: string }
  /** The file's run is in progress, or about to begin. `versionId` is the version of the file in that run. */
  | { readonly action: 'WAIT'; readonly reason: string; readonly versionId: string }
  | { readonly action: 'NOTHING' };

/** A parameter file that is in the bucket already. */
export interface DecidedFile extends UnchangedFile {
  readonly decision: UploadDecision;
}

/**
 * Decides on the parameter files that are in the bucket already. A file whose plan has changes is sent, unless its run
 * is in progress or about to begin.
 * @param sendBecause returns a reason to send a file even if its last runs succeeded or are in progress; undefined if
 * there is no such reason
 * @param replaces key of the file in force that one of the files replaces. The replacing file is sent again, because
 * its last upload may wait for the deletion of the file in force
 */
export async function decideAll(
  { aws, parameterFiles, files, plans }: PreparedUpload,
  sendBecause: (file: ValidFile) => string | undefined,
  replaces: string | undefined,
): Promise<readonly DecidedFile[]> {
  const known: DecidedFile[] = [];
  for (const there of files.unchanged) {
    const index = parameterFiles.findIndex(({ key }) => key === there.key);
    const [file, plan] = [parameterFiles[index], plans[index]];
    if (file === undefined || plan === undefined) continue;
    const isReplacing = plan.replaces !== undefined && plan.replaces === replaces;
    const because = sendBecause(file) ?? (isReplacing ? `it replaces ${replaces}` : undefined);
    const decision = because === undefined ? await decide(aws, there, file) : send(because);
    const isDrift = decision.action === 'NOTHING' && hasChanges(plan);
    known.push({ ...there, decision: isDrift ? send('the plan has changes') : decision });
  }
  return known;
}

export function reasons(known: readonly DecidedFile[], action: 'SEND' | 'WAIT') {
  return known.flatMap(({ key, decision }) => (decision.action === action ? [{ key, reason: decision.reason }] : []));
}

export function inProgress({ key, decision }: DecidedFile): readonly Sent[] {
  return decision.action === 'WAIT' ? [{ key, versionId: decision.versionId }] : [];
}

/** The version in force of a file that is not sent and has no run in progress. */
export function inForceAlready({ key, versionId, decision }: DecidedFile): readonly Sent[] {
  return decision.action === 'NOTHING' ? [{ key, versionId }] : [];
}

const send = (reason: string): UploadDecision => ({ action: 'SEND', reason });

/**
 * Decides on one file. Nothing is sent if the file is in force with the same values, its run succeeded, and no task of
 * the file failed in its last run. A run whose record may have expired counts as succeeded.
 */
async function decide(
  aws: DeployedAws,
  there: UnchangedFile,
  { key, state, values }: ValidFile,
): Promise<UploadDecision> {
  const { versionId, lastModified } = there;
  const datasetGroup = state.datasetGroup.name;
  const { upload, tasks } = await runsOfFile(aws, { datasetGroup, key, fileVersion: versionId });
  const accepted = await aws.filesInForce.find(datasetGroup);
  const before = upload ?? accepted;
  if (before !== undefined && !isDeepStrictEqual(before.values, values))
    return send('values of its placeholders have changed');
  if (upload?.status === 'RUNNING') return decideRunning(aws, upload);
  if (upload !== undefined && !isApplied(upload)) return send(`its last run is ${endOf(upload)}`);
  const isInForce = accepted?.versionId === versionId;
  const age = aws.now() - lastModified.getTime();
  // If the upload is older than this, the record of its run may have expired.
  const mayHaveExpired = age > Number(aws.names.runHistoryDays) * DAY;
  if (upload === undefined && !(isInForce && mayHaveExpired)) {
    if (age < EVENT_MILLISECONDS) {
      const reason = `it was uploaded ${durationText(age / 1000)} ago, and its run is about to begin`;
      return { action: 'WAIT', reason, versionId };
    }
    if (isInForce) return send('no run of it is recorded');
  }
  if (!isInForce) return send(notInForce(datasetGroup, accepted));
  const failed = [...tasks].find(([, { status }]) => status === 'FAILED');
  if (failed === undefined) return { action: 'NOTHING' };
  const [task, run] = failed;
  return send(`the last run of task '${task}' is ${endOf(run)}`);
}

/**
 * Decides on a file whose run is in progress. Reads the status of the execution, because the run's record may still be
 * RUNNING for some time after the execution was stopped.
 */
async function decideRunning({ sfn }: DeployedAws, { execution = '', fileVersion }: Run): Promise<UploadDecision> {
  const describe = new DescribeExecutionCommand({ executionArn: execution });
  const { status = '' } = (await undefinedOn(sfn.send(describe), ExecutionDoesNotExist)) ?? { status: 'deleted' };
  return status === 'RUNNING'
    ? { action: 'WAIT', reason: `its run is in progress: ${execution}`, versionId: fileVersion }
    : send(`its last run is ${status}: ${execution}`);
}

function endOf({ status, cause = '' }: Run): string {
  const [line] = cause.split('\n');
  return line === '' ? status : `${status}: ${line}`;
}

function notInForce(datasetGroup: string, accepted: FileReference | undefined): string {
  return accepted === undefined
    ? `no parameter file of dataset group '${datasetGroup}' is in force`
    : `another parameter file of dataset group '${datasetGroup}' is in force: s3://${accepted.bucket}/${accepted.key}`;
}
