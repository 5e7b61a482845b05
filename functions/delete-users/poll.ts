import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import {
  CreateDataDeletionJobCommand,
  DescribeDataDeletionJobCommand,
  ListDataDeletionJobsCommand,
  ListDatasetsCommand,
  PersonalizeClient,
} from '@aws-sdk/client-personalize';
import { S3ServiceException } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import { parseArn } from '../../aws/arn';
import { DataBucket } from '../../aws/data-bucket';
import { deletionCopyKey } from '../../aws/data-bucket-layout';
import type { News, StateChange } from '../../reconciler/apply/report';
import { type DeletionProgress, type DeletionState, deleteUsers } from '../../reconciler/data-deletion/delete-users';
import { RunError } from '../../reconciler/errors';
import { PersonalizeApi } from '../../reconciler/resource-types/personalize-api';
import { DataHolds } from '../../record-table/data-holds';
import type { FileReference } from '../../record-table/file-reference';
import { present } from '../../record-table/item';
import { Results } from '../../record-table/results';
import { createClient } from '../shared/create-client';
import { EventBus } from '../shared/event-bus';
import { createdMetric } from '../shared/metric-names';
import { publishNews } from '../shared/publish-news';
import { retried } from '../shared/retried';
import { correlate } from '../shared/telemetry';
import { count, deletions, environment, keptDays, logger, s3, table } from './clients';
import { withoutUsers } from './without-users';

export interface DeleteUsersEvent {
  readonly datasetGroup: string;
  /** The csv of users. */
  readonly file: FileReference;
  /** Id of the run. */
  readonly run: string;
  /** ISO time of the first poll. */
  readonly startedAt: string;
  /** Result of the last poll. */
  readonly stepState?: DeletionState | null;
}

const TYPE = 'dataDeletionJob';

const dataHolds = new DataHolds(table);
const results = new Results(table, keptDays);
const bus = new EventBus(createClient(EventBridgeClient), environment.EVENT_BUS_NAME);
const personalize = new PersonalizeApi(createClient(PersonalizeClient), {
  CreateDataDeletionJobCommand,
  DescribeDataDeletionJobCommand,
  ListDataDeletionJobsCommand,
  ListDatasetsCommand,
});

/** Does the next thing towards the deletion, and records and publishes what is new. @throws RunError if it failed */
export const poll = retried(async (event: DeleteUsersEvent, context: Context): Promise<DeletionProgress> => {
  const { datasetGroup, run, file } = event;
  correlate(logger, run);
  const before = event.stepState ?? {};
  const [startedAt, now] = [new Date(event.startedAt), new Date()];

  const publish = (arn: string | undefined, status: StateChange['status'], note?: string) => {
    const seconds = status === 'CREATING' ? undefined : Math.round((now.getTime() - startedAt.getTime()) / 1000);
    const resource = `data deletion job${arn === undefined ? '' : ` '${arn.slice(arn.indexOf('/') + 1)}'`}`;
    const result = status === 'FAILED' ? 'FAILED' : 'CREATED';
    const news: News = {
      result: { type: TYPE, resource, result, ...present({ arn, seconds, note }) },
      stateChanges: arn === undefined ? [] : [{ type: TYPE, arn, status, ...present({ durationSeconds: seconds }) }],
    };
    return publishNews({ logger, results, bus }, { datasetGroup, runId: run, pointer: '' }, news, now);
  };

  let progress: DeletionProgress;
  try {
    progress = await deleteUsers(
      {
        ...{ datasetGroup, subject: [file.key, file.versionId], personalize, dataHolds, startedAt, now },
        dataLocation: `s3://${environment.DELETION_BUCKET}/${deletionCopyKey(datasetGroup, run)}`,
        ...{ roleArn: environment.PERSONALIZE_ROLE_ARN, scope: parseArn(context.invokedFunctionArn) },
      },
      before,
    );
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    error.message = await presentable(error.message, file);
    await publish(before.arn, 'FAILED', error.message);
    throw error;
  }
  const { arn: job } = progress.stepState;
  logger.info(`Data deletion job: ${progress.status}`, { ...progress });
  if (job === undefined) return progress;
  if (before.arn === undefined) {
    await deletions.update(datasetGroup, run, { status: 'IN_PROGRESS', job });
    count(createdMetric(TYPE));
    await publish(job, 'CREATING');
  }
  if (progress.status === 'READY') {
    const { recordsDeleted } = progress;
    const end = { status: 'COMPLETED', finishedAt: now.toISOString(), ...present({ recordsDeleted }) } as const;
    await deletions.update(datasetGroup, run, end);
    await publish(job, 'COMPLETED');
  }
  return progress;
});

/** Without ids of users: not the reason itself if the csv cannot be read any more. */
async function presentable(reason: string, file: FileReference): Promise<string> {
  try {
    return await withoutUsers(reason, () => new DataBucket(s3, file.bucket).bytes(file));
  } catch (error) {
    // A retry does not change it: S3 denies what is gone to whoever may not list the bucket (S3 API reference, GetObject, November 2026).
    if (!(error instanceof S3ServiceException) || Number(error.$metadata.httpStatusCode) >= 500) throw error;
    return 'The data deletion job failed. Its reason may name users of the csv, which cannot be read any more, and is shown in the console of Amazon Personalize only.';
  }
}
