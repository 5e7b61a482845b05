import type { Context } from 'aws-lambda';
import type { Scope } from '../../personalize/arn';

/** Partition, region and account in which a function runs, read off its own ARN: `arn:PARTITION:lambda:REGION:ACCOUNT:...`. */
export function scopeOf(context: Pick<Context, 'invokedFunctionArn'>): Scope {
  const [, partition = '', , region = '', accountId = ''] = context.invokedFunctionArn.split(':');
  return { partition, region, accountId };
}
