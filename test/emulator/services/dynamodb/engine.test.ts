import type { Aws } from '../../../../emulator/core/aws';
import { DynamoDbService } from '../../../../emulator/services/dynamodb/service';
import { testAws } from '../../../support/in-process';

const ITEM = { datasetGroup: { S: 'movies' }, b: { N: '1' } };

async function account(): Promise<Aws> {
  const aws = testAws();
  aws.register(new DynamoDbService(aws));
  await aws.call('dynamodb', 'CreateTable', {
    TableName: 'record',
    AttributeDefinitions: [{ AttributeName: 'datasetGroup', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'datasetGroup', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  await aws.call('dynamodb', 'PutItem', { TableName: 'record', Item: ITEM });
  return aws;
}

describe('an IN condition with an absent attribute among its operands', () => {
  const absentOperand = 'datasetGroup IN (absent, :v)';
  const values = { ':v': { S: 'movies' } };

  it.each([
    ['PutItem', { Item: ITEM, ConditionExpression: absentOperand }, {}],
    ['Scan', { FilterExpression: absentOperand }, { Items: [ITEM] }],
  ])('holds in %s if another operand is equal', async (operation, input, answer) => {
    // Prepare
    const aws = await account();

    // Act
    const response = aws.call('dynamodb', operation, {
      TableName: 'record',
      ...input,
      ExpressionAttributeValues: values,
    });

    // Assess
    await expect(response).resolves.toMatchObject(answer);
  });
});

describe('an expression with deeply nested parentheses', () => {
  it.each(['ConditionExpression', 'UpdateExpression'])('is refused as %s', async (member) => {
    // Prepare
    const aws = await account();
    const nested = `${'('.repeat(200)}b = :v${')'.repeat(200)}`;

    // Act
    const failed = aws.call('dynamodb', 'UpdateItem', {
      TableName: 'record',
      Key: { datasetGroup: ITEM.datasetGroup },
      [member]: nested,
      ExpressionAttributeValues: { ':v': { N: '1' } },
    });

    // Assess
    await expect(failed).rejects.toThrow(
      `Invalid ${member}: The local DynamoDB supports at most 6 levels of parentheses; the expression has 200.`,
    );
  });
});
