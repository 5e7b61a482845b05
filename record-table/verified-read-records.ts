import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';

/** A job of which it was verified that it has read the data of its work, and no other. */
export interface VerifiedRead {
  readonly jobName: string;
  /** Of everything that the job works on, the data included. */
  readonly fingerprint: string;
}

/** Keeps the newest verified read of each subject, since S3 does not keep the versions that prove it. */
export interface VerifiedReads {
  find(datasetGroup: string, subject: string): Promise<VerifiedRead | undefined>;
  /** @param read undefined removes the one that is kept */
  put(datasetGroup: string, subject: string, read: VerifiedRead | undefined): Promise<void>;
}

/** What jobs are verified to have read, as items of the record table, `verified-read#<subject>`. They do not expire. */
export class VerifiedReadRecords implements VerifiedReads {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
  ) {}

  /** @returns undefined if nothing is verified */
  async find(datasetGroup: string, subject: string): Promise<VerifiedRead | undefined> {
    const { Item: { jobName, fingerprint } = {} } = await this.dynamodb.send(
      new GetItemCommand({
        TableName: this.tableName,
        Key: keyOf(datasetGroup, subject),
        ConsistentRead: true,
      }),
    );
    if (jobName?.S === undefined || fingerprint?.S === undefined) return undefined;
    return { jobName: jobName.S, fingerprint: fingerprint.S };
  }

  /** @param read undefined if nothing is verified any more */
  async put(datasetGroup: string, subject: string, read: VerifiedRead | undefined): Promise<void> {
    await this.dynamodb.send(
      new PutItemCommand({
        TableName: this.tableName,
        Item: {
          ...keyOf(datasetGroup, subject),
          ...(read && { jobName: { S: read.jobName }, fingerprint: { S: read.fingerprint } }),
        },
      }),
    );
  }
}

function keyOf(datasetGroup: string, subject: string): Record<string, AttributeValue> {
  return { datasetGroup: { S: datasetGroup }, item: { S: `verified-read#${subject}` } };
}
