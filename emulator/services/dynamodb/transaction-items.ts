import { type Input, ServiceError } from '../../core/service';

/** Actions of a transaction, each with its permission and the required members that only some actions have. */
const ACTIONS = {
  ConditionCheck: { permission: 'ConditionCheckItem', members: ['Key'] },
  Put: { permission: 'PutItem', members: ['Item'] },
  Update: { permission: 'UpdateItem', members: ['Key', 'UpdateExpression'] },
  Delete: { permission: 'DeleteItem', members: ['Key'] },
} as const;

type Action = keyof typeof ACTIONS;

const COMMON_MEMBERS = [
  'TableName',
  'ConditionExpression',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
  'ReturnValuesOnConditionCheckFailure',
];

/**
 * Maximum number of items in a transaction. Source:
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html (2026-11)
 */
const MAX_ITEMS = 100;

export interface TransactionItem {
  readonly action: Action;
  readonly input: Input;
}

/**
 * Permission that an action needs. A transaction itself needs no permission (developer guide, "Using IAM with DynamoDB
 * transactions").
 */
export function permissionOf({ action }: TransactionItem): string {
  return ACTIONS[action].permission;
}

/**
 * @throws ServiceError for an empty or too long list, for an item that does not have exactly one known action, and for
 * unknown or missing members
 */
export function transactionItems(list: unknown): readonly TransactionItem[] {
  if (!Array.isArray(list) || list.length === 0 || list.length > MAX_ITEMS) {
    throw invalid(
      `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length between 1 and ${MAX_ITEMS}`,
    );
  }
  return list.map((each: Input) => {
    const [[action, input] = ['', undefined], ...others] = Object.entries(each).filter(([, value]) => value != null);
    if (!isAction(action) || others.length > 0) {
      throw invalid(
        `TransactItems can only contain one of ${Object.keys(ACTIONS).join(', ')}; this one has: ${Object.keys(each).join(', ') || 'none'}`,
      );
    }
    assertMembers(action, input as Input);
    return { action, input: input as Input };
  });
}

function isAction(name: string): name is Action {
  return Object.hasOwn(ACTIONS, name);
}

function assertMembers(action: Action, input: Input): void {
  const required = ['TableName', ...ACTIONS[action].members];
  if (action === 'ConditionCheck') required.push('ConditionExpression');
  const missing = required.filter((name) => input[name] === undefined);
  const unknown = Object.keys(input).filter((name) => !COMMON_MEMBERS.includes(name) && !required.includes(name));
  if (missing.length > 0) throw invalid(`${action} of TransactItems lacks ${missing.join(', ')}`);
  if (unknown.length > 0) throw invalid(`${action} of TransactItems has unknown members: ${unknown.join(', ')}`);
}

export function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}
