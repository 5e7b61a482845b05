import { type AttributeValue, type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { FileReference } from './file-reference';

/** Where the record table keeps the latest accepted parameter file of a dataset group. */
export function acceptedFileKey(datasetGroup: string): Record<string, AttributeValue> {
  return { datasetGroup: { S: datasetGroup }, item: { S: 'parameter-file' } };
}

/** The latest accepted file of a dataset group. */
export interface AcceptedFile extends FileReference {
  /** Names of its tasks; absent if there are thousands, or an earlier release has accepted it. */
  readonly tasks?: readonly string[];
}

export function acceptedFileOf(item: Readonly<Record<string, AttributeValue>>): AcceptedFile {
  const tasks = item.tasks?.L?.map(({ S: name = '' }) => name);
  return {
    bucket: item.bucket?.S ?? '',
    key: item.key?.S ?? '',
    versionId: item.versionId?.S ?? '',
    ...(tasks && { tasks }),
  };
}

/** Reads the latest accepted parameter files. */
export class AcceptedFileRecords {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
  ) {}

  /** @returns undefined if none was ever accepted */
  async find(datasetGroup: string): Promise<AcceptedFile | undefined> {
    const { Item: item } = await this.dynamodb.send(
      new GetItemCommand({
        TableName: this.tableName,
        Key: acceptedFileKey(datasetGroup),
        ConsistentRead: true,
      }),
    );
    return item && acceptedFileOf(item);
  }
}
