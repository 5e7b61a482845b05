import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Aws } from '../../emulator/core/aws';
import { DynamoDbService } from '../../emulator/services/dynamodb/service';
import { FilesInForce, type Upload } from '../../lib/record-table/files-in-force';
import { RecordTable } from '../../lib/record-table/record-table';
import { CREATE_TABLE } from './create-table';
import { inProcess, testAws } from './in-process';

export const TABLE = CREATE_TABLE.TableName;

/** An empty record table with the keys of the deployed table. */
export async function recordTable() {
  const aws = testAws();
  aws.register(new DynamoDbService(aws));
  await aws.call('dynamodb', 'CreateTable', CREATE_TABLE);
  return { aws, table: new RecordTable(new DynamoDBClient(inProcess(aws)), TABLE) };
}

/** Puts a file in force, in an execution that holds the lock of its dataset group. */
export async function putInForce(
  table: RecordTable,
  datasetGroup: string,
  upload: Upload,
  tasks: readonly string[] = [],
  now = new Date('2026-01-05T00:00:00.000Z'),
): Promise<void> {
  const lock = { datasetGroup, item: 'lock#dataset-group' };
  const holder = 'arn:run';
  const run = { datasetGroup, item: 'run#of-the-file' };
  await table.write({ update: lock, add: { holders: new Set([holder]) } });
  await table.write({ put: { ...run, status: 'RUNNING' } });
  const files = new FilesInForce(table);
  await files.put(datasetGroup, upload, tasks, { before: await files.find(datasetGroup), lock, holder, run, now });
  await table.write({ delete: lock });
  await table.write({ delete: run });
}

/** Makes eventually consistent reads return nothing from now on, as if nothing had been written yet. */
export function showStaleReads(aws: Aws): void {
  aws.intercept(async ({ call: { operation, input } }, perform) => {
    const output = await perform();
    if (operation === 'GetItem' && input.ConsistentRead !== true) return {};
    if (operation === 'Query' && input.ConsistentRead !== true) return { Items: [], Count: 0, ScannedCount: 0 };
    return output;
  });
}
