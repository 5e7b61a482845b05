import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
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
