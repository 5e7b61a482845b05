import { isDeepStrictEqual } from 'node:util';
import type { Aws } from '../../core/aws';
import type { Call, Permission } from '../../core/service';
import { permissionOf, transactionItems } from './transaction-items';

/**
 * Permissions that a DynamoDB call needs: on the table, or on the index that it reads. A batch needs a permission for
 * each table. A transaction needs a permission for each pair of action and table. ListTables needs a permission on `*`.
 */
export function permissionsOf(aws: Aws, { operation, input }: Call): readonly Permission[] {
  if (operation === 'TransactWriteItems') return permissionsOfTransaction(aws, input.TransactItems);
  const action = `dynamodb:${operation}`;
  if (operation === 'ListTables') return [{ action, resource: '*' }];
  if (input.RequestItems !== null && typeof input.RequestItems === 'object') {
    return Object.keys(input.RequestItems).map((name) => ({ action, resource: tableArn(aws, name) }));
  }
  const table = tableArn(aws, String(input.TableName ?? input.ResourceArn));
  const resource = input.IndexName === undefined ? table : `${table}/index/${input.IndexName}`;
  return [{ action, resource }];
}

function permissionsOfTransaction(aws: Aws, items: unknown): readonly Permission[] {
  const needed = transactionItems(items).map((item) => ({
    action: `dynamodb:${permissionOf(item)}`,
    resource: tableArn(aws, String(item.input.TableName)),
  }));
  return needed.filter((each, index) => index === needed.findIndex((other) => isDeepStrictEqual(other, each)));
}

export function tableArn(aws: Aws, nameOrArn: string): string {
  return aws.arn('dynamodb', `table/${tableName(nameOrArn)}`);
}

/** Returns a table's name. DynamoDB accepts the table's ARN wherever it accepts the name. */
export function tableName(nameOrArn: string): string {
  return nameOrArn.replace(/^arn:.*:table\//, '');
}
