import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Claim } from '../shared/claims';
import type { ExecutionStatus } from '../shared/execution-status';

/** Attribute names are aliased throughout: `mode` and others are reserved words of DynamoDB. */
const NAMES = { '#mode': 'mode', '#holders': 'holders' } as const;

/**
 * Claims as items of the record table: `holders` is the set of executions that hold the claim (one if it is EXCLUSIVE),
 * `mode` how they hold it. Each change is one conditional write, so two executions can never both believe they hold it.
 */
export class ClaimTable {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
    private readonly executions: ExecutionStatus,
  ) {}

  /** @returns whether `holder` holds the claim now; asking again while holding it is harmless */
  async take(claim: Claim, holder: string): Promise<boolean> {
    if (await this.tryToTake(claim, holder)) return true;
    const { mode, holders } = await this.read(claim);
    if (holders.includes(holder)) return mode === claim.mode;
    const removed = await this.removeDead(claim, holders);
    return removed && (await this.tryToTake(claim, holder));
  }

  /**
   * Gives the claim up; a claim that is not held is left as it is. The last holder leaves no item behind: holders that were
   * stopped cannot give it up, so one that shared it with them does that for them.
   */
  async release(claim: Claim, holder: string): Promise<void> {
    await this.removeHolder(claim, holder);
    if (claim.mode === 'SHARED') await this.removeDead(claim, (await this.read(claim)).holders);
    await this.ignoringCondition(
      this.dynamodb.send(
        new DeleteItemCommand({
          TableName: this.tableName,
          Key: key(claim),
          ConditionExpression: 'attribute_not_exists(#holders)',
          ExpressionAttributeNames: { '#holders': NAMES['#holders'] },
        }),
      ),
    );
  }

  private async tryToTake(claim: Claim, holder: string): Promise<boolean> {
    const free = 'attribute_not_exists(#holders)';
    return this.ignoringCondition(
      this.dynamodb.send(
        new UpdateItemCommand({
          TableName: this.tableName,
          Key: key(claim),
          UpdateExpression: 'SET #mode = :mode ADD #holders :holder',
          ConditionExpression: claim.mode === 'SHARED' ? `${free} OR #mode = :mode` : free,
          ExpressionAttributeNames: NAMES,
          ExpressionAttributeValues: { ':mode': { S: claim.mode }, ':holder': { SS: [holder] } },
        }),
      ),
    );
  }

  private async read(claim: Claim): Promise<{ mode: string | undefined; holders: readonly string[] }> {
    const { Item: item } = await this.dynamodb.send(
      new GetItemCommand({ TableName: this.tableName, Key: key(claim), ConsistentRead: true }),
    );
    return { mode: item?.mode?.S, holders: item?.holders?.SS ?? [] };
  }

  /** @returns whether there may be room now: a dead holder was removed, or the claim was released meanwhile */
  private async removeDead(claim: Claim, holders: readonly string[]): Promise<boolean> {
    let removed = holders.length === 0;
    for (const holder of holders) {
      if (await this.executions.isRunning(holder)) continue;
      await this.removeHolder(claim, holder);
      removed = true;
    }
    return removed;
  }

  /** Removing the last member of a set removes the attribute, which is what "free" means here. */
  private async removeHolder(claim: Claim, holder: string): Promise<void> {
    await this.ignoringCondition(
      this.dynamodb.send(
        new UpdateItemCommand({
          TableName: this.tableName,
          Key: key(claim),
          UpdateExpression: 'DELETE #holders :holder',
          ConditionExpression: 'contains(#holders, :name)',
          ExpressionAttributeNames: { '#holders': NAMES['#holders'] },
          ExpressionAttributeValues: { ':holder': { SS: [holder] }, ':name': { S: holder } },
        }),
      ),
    );
  }

  /** @returns false if the condition of the write did not hold */
  private async ignoringCondition(write: Promise<unknown>): Promise<boolean> {
    try {
      await write;
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}

function key(claim: Claim): Record<string, AttributeValue> {
  return { datasetGroup: { S: claim.datasetGroup }, item: { S: claim.item } };
}
