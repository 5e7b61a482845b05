import { CreateTableCommand, DescribeTableCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const dynamodbAbsentOperands: Question = {
  id: 'dynamodb-absent-operands',
  asks: 'whether `a <> b` holds if both attributes are absent',
  emulated: 'yes.',
  check: {
    creates: 'a table',
    dollars: 0.01,
    expected: 'a <> b: accepted; a = b: ConditionalCheckFailedException',
    async ask(sandbox) {
      const { dynamodb } = sandbox.clients;
      const TableName = sandbox.name();
      await dynamodb.send(
        new CreateTableCommand({
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'key', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'key', KeyType: 'HASH' }],
        }),
      );
      await sandbox.until(async () => {
        const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
        return Table?.TableStatus === 'ACTIVE' ? true : undefined;
      });
      const put = (ConditionExpression: string) =>
        resultOf(dynamodb.send(new PutItemCommand({ TableName, Item: { key: { S: 'x' } }, ConditionExpression })));
      return `a <> b: ${await put('a <> b')}; a = b: ${await put('a = b')}`;
    },
  },
};
