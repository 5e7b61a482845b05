import { S3ServiceException } from '@aws-sdk/client-s3';
import { dataDeletionCopyKey } from '../../lib/aws/data-bucket-layout';
import type { Bytes } from '../../lib/personalize/data-rules/read-csv';
import type { News, StateChange } from '../../lib/reconciler/apply/report';
import {
  type DataDeletionState,
  type DataDeletionStep,
  reconcileDataDeletion,
} from '../../lib/reconciler/data-deletion/data-deletion';
import { RunError } from '../../lib/reconciler/errors';
import type { DataDeletions } from '../../lib/record-table/data-deletions';
import type { FileReference } from '../../lib/record-table/file-reference';
import { present } from '../../lib/record-table/item';
import { createdMetric } from '../shared/metric-names';
import { type NewsDestinations, publishNews } from '../shared/publish-news';
import type { Counter } from '../shared/telemetry';
import { withoutUsers } from './without-users';
import type { StepProgress, WorkPoll } from './work-poll';

/** A run that deletes the users whose ids are in a csv. */
export interface DataDeletionRun extends Pick<DataDeletionStep, 'datasetGroup' | 'scope'> {
  readonly id: string;
  /** The csv of users. */
  readonly file: FileReference;
  readonly begunAt: Date;
}

export interface DataDeletionServices extends Pick<DataDeletionStep, 'personalize' | 'dataHolds' | 'roleArn'> {
  readonly deletions: DataDeletions;
  readonly destinations: NewsDestinations;
  readonly count: Counter<'Workflow'>;
  /** Name of the bucket with the csv copies that jobs read. */
  readonly deletionBucket: string;
  /** Opens the csv of users. */
  readonly open: (file: FileReference) => Bytes;
}

const TYPE = 'dataDeletionJob';

/**
 * Takes the next step of the deletion, and records and publishes what is new.
 * @throws RunError if the deletion failed
 */
export async function pollDataDeletion(
  { datasetGroup, id, file, scope, begunAt }: DataDeletionRun,
  { state }: StepProgress,
  services: DataDeletionServices,
): Promise<WorkPoll> {
  const { deletions, destinations, count, deletionBucket, personalize, dataHolds, roleArn } = services;
  // If there is a `state`, an earlier poll of this deletion has written it.
  const before: DataDeletionState = { result: 'UNCHANGED', ...(state as Partial<DataDeletionState>) };
  const now = new Date();
  const publish = (arn: string | undefined, status: StateChange['status'], note?: string) => {
    const seconds = status === 'CREATING' ? undefined : Math.round((now.getTime() - begunAt.getTime()) / 1000);
    const resource = `data deletion job${arn === undefined ? '' : ` '${arn.slice(arn.indexOf('/') + 1)}'`}`;
    const result = status === 'FAILED' ? 'FAILED' : 'CREATED';
    const news: News = {
      result: { type: TYPE, resource, result, ...present({ arn, seconds, note }) },
      stateChanges: arn === undefined ? [] : [{ type: TYPE, arn, status, ...present({ durationSeconds: seconds }) }],
    };
    return publishNews(destinations, { datasetGroup, runId: id, pointer: '' }, news, now);
  };
  const dataLocation = `s3://${deletionBucket}/${dataDeletionCopyKey(datasetGroup, id)}`;
  const subject = [file.key, file.versionId];
  const step = { datasetGroup, subject, personalize, dataHolds, startedAt: begunAt, now, dataLocation, roleArn, scope };
  const progress = await reconcileDataDeletion(step, before).catch(async (error: unknown) => {
    if (!(error instanceof RunError)) throw error;
    error.message = await presentable(error.message, () => services.open(file));
    await publish(before.arn, 'FAILED', error.message);
    throw error;
  });
  const { stepState, status, reason, waitSeconds } = progress;
  if (stepState.arn !== undefined && before.arn === undefined) {
    await deletions.update(datasetGroup, id, { status: 'IN_PROGRESS', job: stepState.arn });
    count(createdMetric(TYPE));
    await publish(stepState.arn, 'CREATING');
  }
  if (status === 'WAIT') return { status, waitSeconds, state: stepState, ...present({ reason }) };
  const { recordsDeleted } = stepState;
  const end = { status: 'COMPLETED', finishedAt: now.toISOString(), ...present({ recordsDeleted }) } as const;
  await deletions.update(datasetGroup, id, end);
  await publish(stepState.arn, 'COMPLETED');
  return { status: 'READY', state: stepState };
}

/** A failure reason without ids of users. If the csv can no longer be read, another text replaces the reason. */
async function presentable(reason: string, open: () => Bytes): Promise<string> {
  try {
    return await withoutUsers(reason, open);
  } catch (error) {
    // S3 refuses the read, for example because the csv was deleted. A retry would not help.
    if (!(error instanceof S3ServiceException) || Number(error.$metadata.httpStatusCode) >= 500) throw error;
    return 'The data deletion failed. The csv cannot be read any more, so ids of users cannot be removed from the reason. The console of Amazon Personalize shows why a job failed.';
  }
}
