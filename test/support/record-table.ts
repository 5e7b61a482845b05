import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDbService } from '../../local-aws/services/dynamodb/service';
import { inProcess, testAws } from './in-process';

export const TABLE = 'record';

/** An empty record table with the keys of the deployed one, and a client for it. */
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
  return { aws, client: new DynamoDBClient(inProcess(aws)) };
}
