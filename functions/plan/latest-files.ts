import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { acceptedFileKey, acceptedFileOf } from '../../records/accepted-file';
import type { FileReference } from '../../records/file-reference';

/** Tells whether a newer upload has taken a file's place. */
export class LatestFiles {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
  ) {}

  /**
   * Uploads of a dataset group take turns, but not always in their order. One that was overtaken has nothing to do: the
   * newer one does everything, and must not be undone.
   */
  async hasOvertaken(datasetGroup: string, file: FileReference): Promise<boolean> {
    const { Item: item } = await this.dynamodb.send(
      new GetItemCommand({
        TableName: this.tableName,
        Key: acceptedFileKey(datasetGroup),
        ConsistentRead: true,
      }),
    );
    if (item === undefined) return false;
    const latest = acceptedFileOf(item);
    return latest.key !== file.key || latest.versionId !== file.versionId;
  }
}
