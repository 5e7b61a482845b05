import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { acceptedFileKey } from '../../record-table/accepted-file';
import { DATASET_GROUPS } from '../../record-table/task-record';
import type { UploadedObject } from './uploaded-object';

/** More names do not fit into an item of 400 KB for certain, at 64 characters each. */
const MOST_TASKS = 4000;

/** The latest accepted parameter file of each dataset group: what scheduled runs use. */
export class AcceptedFiles {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
  ) {}

  /**
   * Makes `object` the latest file of its dataset group, unless a later version of the same key was accepted already:
   * S3's events may come late. Doing it again is harmless.
   * @param tasks names of the file's tasks: from now on others do not run any more, whatever their schedules do
   * @returns false if the object is out of date
   */
  async accept(datasetGroup: string, object: UploadedObject, tasks: readonly string[]): Promise<boolean> {
    await this.list(datasetGroup);
    try {
      await this.dynamodb.send(
        new PutItemCommand({
          TableName: this.tableName,
          Item: {
            ...acceptedFileKey(datasetGroup),
            bucket: { S: object.bucket },
            key: { S: object.key },
            versionId: { S: object.versionId },
            sequencer: { S: object.sequencer },
            uploadedAt: { S: object.time },
            ...(tasks.length <= MOST_TASKS && { tasks: { L: tasks.map((name) => ({ S: name })) } }),
          },
          // Sequencers of different keys say nothing of each other.
          ConditionExpression: 'attribute_not_exists(#key) OR #key <> :key OR #sequencer <= :sequencer',
          ExpressionAttributeNames: { '#key': 'key', '#sequencer': 'sequencer' },
          ExpressionAttributeValues: { ':key': { S: object.key }, ':sequencer': { S: object.sequencer } },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  /** So that the daily reconciliation finds the group's tasks. */
  private async list(datasetGroup: string): Promise<void> {
    await this.dynamodb.send(
      new PutItemCommand({
        TableName: this.tableName,
        Item: { datasetGroup: { S: DATASET_GROUPS }, item: { S: datasetGroup } },
      }),
    );
  }
}
