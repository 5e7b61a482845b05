import { createHash } from 'node:crypto';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { UPLOAD_WORKFLOW } from '../../parameter-file/workflows';
import { refusedPlaceItem } from '../../record-table/refused-file';
import { expiryOf, type RunKey, type RunStatus, runKey } from '../../record-table/run-record';
import type { Refusal } from './refusal';
import type { UploadedObject } from './uploaded-object';

/** Longer than the function may run: whoever was about to tell by then has ended without noting that it did. */
const NOTIFYING_SECONDS = 180;

/** NOTIFY: nobody has told, and it is the caller's turn. BUSY: another invocation is about to. */
export type Turn = 'NOTIFY' | 'NOTIFIED' | 'BUSY';

/**
 * Refused files stand in the run history too, under a key of their object version, so that each is told of once: who is
 * about to tell writes the record first, and notes in it that the topic has been told.
 */
export class RefusalRecords {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
    private readonly keptDays: number,
  ) {}

  /**
   * Records the refusal. S3 may announce an object twice, and Lambda tries an event again: only one of them tells.
   * @param notifier id of the request, which is the same when Lambda tries it again
   */
  async begin(
    datasetGroup: string,
    object: UploadedObject,
    refusal: Refusal,
    notifier: string,
    now: Date,
  ): Promise<Turn> {
    const seconds = Math.floor(now.getTime() / 1000);
    await this.list(datasetGroup, object, refusal);
    try {
      await this.dynamodb.send(
        new PutItemCommand({
          TableName: this.tableName,
          Item: {
            ...this.item(datasetGroup, object, refusal, now),
            notifier: { S: notifier },
            notifyingAt: { N: String(seconds) },
          },
          ConditionExpression:
            'attribute_not_exists(#item) OR (attribute_not_exists(#notifiedAt) AND (#notifier = :notifier OR #notifyingAt < :ended))',
          ExpressionAttributeNames: {
            '#item': 'item',
            '#notifiedAt': 'notifiedAt',
            '#notifier': 'notifier',
            '#notifyingAt': 'notifyingAt',
          },
          ExpressionAttributeValues: {
            ':notifier': { S: notifier },
            ':ended': { N: String(seconds - NOTIFYING_SECONDS) },
          },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return 'NOTIFY';
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const { notifiedAt, notifyingAt } = error.Item ?? {};
      // Records of earlier releases have neither, and were told of.
      return notifiedAt === undefined && notifyingAt !== undefined ? 'BUSY' : 'NOTIFIED';
    }
  }

  async recordNotified(datasetGroup: string, object: UploadedObject, now: Date): Promise<void> {
    await this.dynamodb.send(
      new UpdateItemCommand({
        TableName: this.tableName,
        Key: attributes(keyOf(datasetGroup, object)),
        UpdateExpression: 'SET #notifiedAt = :notifiedAt',
        ExpressionAttributeNames: { '#notifiedAt': 'notifiedAt' },
        ExpressionAttributeValues: { ':notifiedAt': { S: now.toISOString() } },
      }),
    );
  }

  /** So that `status` finds the refusal, whatever the folder is called. */
  private async list(filedUnder: string, object: UploadedObject, { namedGroup }: Refusal): Promise<void> {
    const place = { filedUnder, ...(namedGroup !== undefined && { namedGroup }) };
    const expiresAt = expiryOf(object.time, this.keptDays);
    await this.dynamodb.send(
      new PutItemCommand({ TableName: this.tableName, Item: refusedPlaceItem(place, expiresAt) }),
    );
  }

  private item(
    datasetGroup: string,
    object: UploadedObject,
    refusal: Refusal,
    now: Date,
  ): Record<string, AttributeValue> {
    const status: RunStatus = 'REFUSED';
    return {
      ...attributes(keyOf(datasetGroup, object)),
      workflow: { S: UPLOAD_WORKFLOW },
      trigger: { S: 'upload' },
      file: { S: `s3://${object.bucket}/${object.key}` },
      fileVersion: { S: object.versionId },
      status: { S: status },
      startedAt: { S: object.time },
      finishedAt: { S: now.toISOString() },
      ...(refusal.namedGroup !== undefined && { namedGroup: { S: refusal.namedGroup } }),
      error: { S: 'InvalidParameterFile' },
      cause: { S: `${refusal.summary}\n${refusal.description}` },
      expiresAt: { N: String(expiryOf(object.time, this.keptDays)) },
    };
  }
}

/** Id of the run that was refused: the same for the same object version. */
export function refusalId({ key, versionId }: UploadedObject): string {
  return createHash('sha256').update(`${key}\n${versionId}`).digest('hex').slice(0, 16);
}

function keyOf(datasetGroup: string, object: UploadedObject): RunKey {
  return runKey(datasetGroup, object.time, refusalId(object));
}

function attributes(key: RunKey) {
  return { datasetGroup: { S: key.datasetGroup }, item: { S: key.item } };
}
