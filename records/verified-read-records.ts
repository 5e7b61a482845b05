import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';

interface Read {
  readonly jobName: string;
  readonly fingerprint: string;
}

/** What jobs are verified to have read, as items of the record table, `verified-read#<subject>`. They do not expire. */
export class VerifiedReadRecords {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
  ) {}

  /** @returns undefined if nothing is verified */
  async find(datasetGroup: string, subject: string): Promise<Read | undefined> {
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
  async put(datasetGroup: string, subject: string, read: Read | undefined): Promise<void> {
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
