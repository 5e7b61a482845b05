import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { expiryOf } from '../../records/run-record';
import type { Step } from '../../resources/step';

/** Seconds after which List shows for certain what was created. */
const SHOWN_WITHIN = 30;

/** Notes what is about to be created, for the look that follows one which was interrupted in the middle of it. */
export interface Intentions {
  /** @returns false if this step was about to create the same a moment ago, and it may not be shown yet */
  declare(step: Step): Promise<boolean>;
}

/** Intentions as items of the record table. */
export class IntentionRecords implements Intentions {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
  ) {}

  async declare({ state, resource, startedAt, now }: Step): Promise<boolean> {
    const seconds = Math.floor(now.getTime() / 1000);
    try {
      await this.dynamodb.send(
        new PutItemCommand({
          TableName: this.tableName,
          Item: {
            datasetGroup: { S: state.datasetGroup.name },
            item: { S: `intention#${resource.type}#${resource.pointer}#${startedAt.toISOString()}` },
            declaredAt: { N: String(seconds) },
            expiresAt: { N: String(expiryOf(now.toISOString(), 1)) },
          },
          ConditionExpression: 'attribute_not_exists(#item) OR #declaredAt < :shown',
          ExpressionAttributeNames: { '#item': 'item', '#declaredAt': 'declaredAt' },
          ExpressionAttributeValues: { ':shown': { N: String(seconds - SHOWN_WITHIN) } },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}
