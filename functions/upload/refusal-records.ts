import { createHash } from 'node:crypto';
import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { cutText } from '../../personalize/text';
import { expiryOf, type RunKey, type RunStatus, runKey } from '../../records/run-record';
import type { Refusal } from './refusal';
import type { UploadedObject } from './uploaded-object';

/** Characters: about as many as Step Functions allows in the cause of a run. DynamoDB takes items of 400 KB. */
const LONGEST_CAUSE = 30_000;

/** Refused files stand in the run history too, under a key of their object version, so that each is told of once. */
export class RefusalRecords {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
    private readonly keptDays: number,
  ) {}

  async isRecorded(datasetGroup: string, object: UploadedObject): Promise<boolean> {
    const { Item: item } = await this.dynamodb.send(
      new GetItemCommand({
        TableName: this.tableName,
        Key: attributes(keyOf(datasetGroup, object)),
        ConsistentRead: true,
      }),
    );
    return item !== undefined;
  }

  async record(datasetGroup: string, object: UploadedObject, refusal: Refusal): Promise<void> {
    const status: RunStatus = 'REFUSED';
    await this.dynamodb.send(
      new PutItemCommand({
        TableName: this.tableName,
        Item: {
          ...attributes(keyOf(datasetGroup, object)),
          workflow: { S: 'personalize-workflow' },
          trigger: { S: 'upload' },
          file: { S: `s3://${object.bucket}/${object.key}` },
          fileVersion: { S: object.versionId },
          status: { S: status },
          startedAt: { S: object.time },
          finishedAt: { S: new Date().toISOString() },
          error: { S: 'InvalidParameterFile' },
          cause: { S: cutText(`${refusal.summary}\n${refusal.description}`, LONGEST_CAUSE) },
          expiresAt: { N: String(expiryOf(object.time, this.keptDays)) },
        },
      }),
    );
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
