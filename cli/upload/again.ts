import { DescribeExecutionCommand, ExecutionDoesNotExist } from '@aws-sdk/client-sfn';
import { AcceptedFileRecords } from '../../records/accepted-file';
import type { DeployedAws } from '../aws';
import { age } from '../output';
import { runOfUpload } from '../runs';
import type { Changes, DigestedFile, UnchangedFile } from './changes';
import type { AcceptedFile } from './refuse-invalid';
import type { Sent } from './send';

/**
 * S3 "can sometimes take a minute or longer" to send an event.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/NotificationHowTo.html, read 2026-11.
 */
const EVENT_MILLISECONDS = 5 * 60_000;

/** What an upload does with a parameter file that is in the bucket already. */
export type Decision =
  | { readonly action: 'SEND'; readonly reason: string }
  /** Its run is in progress, or about to begin: `versionId` is the version that it works on. */
  | { readonly action: 'WAIT'; readonly reason: string; readonly versionId: string }
  | { readonly action: 'NOTHING' };

/** A parameter file that is in the bucket already. */
export interface Known extends DigestedFile {
  readonly decision: Decision;
}

/** @param sendAllBecause why all are sent, whatever became of their last run */
export async function decideAll(
  aws: DeployedAws,
  accepted: readonly AcceptedFile[],
  { unchanged }: Changes,
  sendAllBecause: string | undefined,
): Promise<readonly Known[]> {
  const known: Known[] = [];
  for (const there of unchanged) {
    const file = accepted.find(({ key }) => key === there.key);
    if (file === undefined) continue;
    const decision: Decision =
      sendAllBecause === undefined
        ? await decide(aws, there, file)
        : { action: 'SEND', reason: sendAllBecause };
    known.push({ ...there, decision });
  }
  return known;
}

export function reasons(known: readonly Known[], action: 'SEND' | 'WAIT') {
  return known.flatMap(({ key, decision }) =>
    decision.action === action ? [{ key, reason: decision.reason }] : [],
  );
}

/** The versions whose runs are in progress. */
export function inProgress({ key, decision }: Known): readonly Sent[] {
  return decision.action === 'WAIT' ? [{ key, versionId: decision.versionId }] : [];
}

/** A file whose run did not succeed is sent again: every run begins with an upload. */
async function decide(
  aws: DeployedAws,
  { versionId, lastModified }: UnchangedFile,
  { key, state }: AcceptedFile,
): Promise<Decision> {
  const datasetGroup = state.datasetGroup.name;
  const run = await runOfUpload(aws, { datasetGroup, key, fileVersion: versionId });
  if (run?.status === 'FAILED' || run?.status === 'REFUSED') {
    const [cause] = (run.cause ?? '').split('\n');
    return { action: 'SEND', reason: `its last run is ${run.status}: ${cause}` };
  }
  if (run?.status === 'RUNNING') {
    const { execution = '' } = run;
    const status = await statusOf(aws, execution);
    return status === 'RUNNING'
      ? { action: 'WAIT', reason: `its run is in progress: ${execution}`, versionId }
      : { action: 'SEND', reason: `its last run is ${status}: ${execution}` };
  }
  const accepted = await new AcceptedFileRecords(aws.dynamodb, aws.names.recordTable).find(datasetGroup);
  if (accepted?.versionId === versionId) return { action: 'NOTHING' };
  if (run === undefined && aws.now() - lastModified.getTime() < EVENT_MILLISECONDS) {
    const reason = `it was uploaded ${age(lastModified, aws.now())} ago, and its run is about to begin`;
    return { action: 'WAIT', reason, versionId };
  }
  return {
    action: 'SEND',
    reason:
      accepted === undefined
        ? `no parameter file of dataset group '${datasetGroup}' is in effect`
        : `another parameter file of dataset group '${datasetGroup}' is in effect: s3://${accepted.bucket}/${accepted.key}`,
  };
}

/** The record says RUNNING for a while after somebody has stopped the execution. */
async function statusOf({ sfn }: DeployedAws, executionArn: string): Promise<string> {
  try {
    const { status = '' } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    return status;
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return 'deleted';
    throw error;
  }
}
