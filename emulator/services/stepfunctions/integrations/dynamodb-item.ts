import { isJsonObject } from '../json';
import { callService } from './call-service';
import type { Integration } from './integration';
import { type ErrorStyle, withErrorStyle, withSdkMetadata } from './optimized';
import { epochMilliseconds, toJson } from './to-json';

const ERRORS: ErrorStyle = {
  prefix: 'DynamoDB',
  serviceName: 'AmazonDynamoDBv2',
  unmodelled: 'AmazonDynamoDBException',
  modelled: [
    'ConditionalCheckFailed',
    'InternalServerError',
    'ItemCollectionSizeLimitExceeded',
    'ProvisionedThroughputExceeded',
    'RequestLimitExceeded',
    'ResourceNotFound',
    'TransactionConflict',
  ],
};

const WRITE = [
  'ConditionExpression',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
  'ReturnConsumedCapacity',
  'ReturnItemCollectionMetrics',
  'ReturnValues',
  'ReturnValuesOnConditionCheckFailure',
];

/** All optimized integrations of DynamoDB, named like `arn:<partition>:states:::dynamodb:getItem`. */
export const dynamodbItem: readonly Integration[] = [
  itemAction('getItem', 'GetItem', {
    required: ['TableName', 'Key'],
    optional: ['ConsistentRead', 'ExpressionAttributeNames', 'ProjectionExpression', 'ReturnConsumedCapacity'],
  }),
  itemAction('putItem', 'PutItem', { required: ['TableName', 'Item'], optional: WRITE }),
  itemAction('updateItem', 'UpdateItem', {
    required: ['TableName', 'Key'],
    optional: ['UpdateExpression', ...WRITE],
  }),
  itemAction('deleteItem', 'DeleteItem', { required: ['TableName', 'Key'], optional: WRITE }),
];

function itemAction(resource: string, operation: string, taken: Integration['arguments']): Integration {
  return {
    resourceType: 'dynamodb',
    resource,
    arguments: taken,
    async run(request) {
      const response = await withErrorStyle(ERRORS, request, () =>
        callService(request, 'dynamodb', operation, request.arguments),
      );
      const json = toJson(response ?? {}, epochMilliseconds);
      return withSdkMetadata(isJsonObject(json) ? json : {}, request);
    },
  };
}
