import type { Input } from '../../core/service';
import { flatCondition } from './flat-condition';
import { tableName } from './permissions';

/** A write as dynalite takes it: with the table's name, a condition that it parses fast, and without what it does not know. */
export function writeRequest(input: Input): Input {
  const { ReturnValuesOnConditionCheckFailure: _, ConditionExpression: condition, ...rest } = input;
  return {
    ...rest,
    ...(condition !== undefined && {
      ConditionExpression: typeof condition === 'string' ? flatCondition(condition) : condition,
    }),
    TableName: tableName(String(input.TableName)),
  };
}
