import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Aws } from '../../local-aws/core/aws';
import { DynamoDbService } from '../../local-aws/services/dynamodb/service';
import { RecordTable } from '../../record-table/record-table';
import { inProcess, testAws } from './in-process';

export const TABLE = 'record';

/** An empty record table with the keys of the deployed one. */
export async function recordTable() {
  const aws = testAws();
  aws.register(new DynamoDbService(aws));
  await aws.call('dynamodb', 'CreateTable', {
    TableName: TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [
      { AttributeName: 'datasetGroup', KeyType: 'HASH' },
      { AttributeName: 'item', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'datasetGroup', AttributeType: 'S' },
      { AttributeName: 'item', AttributeType: 'S' },
    ],
  });
  return { aws, table: new RecordTable(new DynamoDBClient(inProcess(aws)), TABLE) };
}

/** From now on, reads that need not be consistent show the table as if nothing had been written yet. */
export function showStaleReads(aws: Aws): void {
  aws.intercept(async ({ call: { operation, input } }, perform) => {
    const output = await perform();
    if (operation === 'GetItem' && input.ConsistentRead !== true) return {};
    if (operation === 'Query' && input.ConsistentRead !== true) return { Items: [], Count: 0, ScannedCount: 0 };
    return output;
  });
}
