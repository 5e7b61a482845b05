import type { Aws } from '../../core/aws';
import type { Call, Permission } from '../../core/service';

/** The permissions of a DynamoDB call: on the table, or on the index that a query reads, once for each table. */
export function permissionsOf(aws: Aws, { operation, input }: Call): readonly Permission[] {
  const action = `dynamodb:${operation}`;
  if (operation === 'ListTables') return [{ action, resource: '*' }];
  if (input.RequestItems !== null && typeof input.RequestItems === 'object') {
    return Object.keys(input.RequestItems).map((name) => ({ action, resource: tableArn(aws, name) }));
  }
  const table = tableArn(aws, String(input.TableName ?? input.ResourceArn));
  const resource = input.IndexName === undefined ? table : `${table}/index/${input.IndexName}`;
  return [{ action, resource }];
}

export function tableArn(aws: Aws, nameOrArn: string): string {
  return aws.arn('dynamodb', `table/${tableName(nameOrArn)}`);
}

/** DynamoDB takes a table's ARN wherever it takes its name. */
export function tableName(nameOrArn: string): string {
  return nameOrArn.replace(/^arn:.*:table\//, '');
}
