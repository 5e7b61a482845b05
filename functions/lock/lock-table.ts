import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { ExecutionStatus } from '../../aws/execution-status';
import type { Lock } from '../shared/lock-names';

/** Attribute names are aliased throughout: `mode` and others are reserved words of DynamoDB. */
const NAMES = {
  '#mode': 'mode',
  '#holders': 'holders',
  '#acquiredAt': 'acquiredAt',
  '#wantedUntil': 'wantedUntil',
} as const;

const FREE = 'attribute_not_exists(#holders)';
/** True of an EXCLUSIVE lock only: its set of holders has one member. */
const HELD_ALONE = 'contains(#holders, :holder) AND #mode = :exclusive';
const NOT_WANTED = '(attribute_not_exists(#wantedUntil) OR #wantedUntil < :now)';

/** Seconds by which one that waits for a lock may be late to ask for it again. */
const LATENESS_SECONDS = 60;

/** Who asks for a lock. */
export interface Asker {
  /** ARN of the execution that is to hold it. */
  readonly holder: string;
  readonly now: Date;
  /** Seconds after which it asks again if it does not get it. */
  readonly asksAgainIn: number;
}

/**
 * Locks as items of the record table: `holders` is the set of executions that hold the lock (one if it is EXCLUSIVE),
 * `mode` how they hold it, `acquiredAt` when the last of them came. Each change is one conditional write, so two executions can
 * never both believe they hold it. While others share a lock, one that wants it for itself is noted as `wantedUntil` (epoch
 * seconds; it asks again before that): nobody joins those who share it, so that they become fewer and its turn comes.
 */
export class LockTable {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
    private readonly executions: ExecutionStatus,
  ) {}

  /** @returns whether the asker holds the lock now; asking again while holding it is harmless */
  async acquire(lock: Lock, asker: Asker): Promise<boolean> {
    if (await this.tryToAcquire(lock, asker)) return true;
    const state = await this.read(lock);
    if (state.holders.includes(asker.holder)) return state.mode === lock.mode;
    const removed = await this.removeDead(lock, state);
    if (removed && (await this.tryToAcquire(lock, asker))) return true;
    if (lock.mode === 'EXCLUSIVE' && state.mode === 'SHARED') await this.noteWanted(lock, asker);
    return false;
  }

  /** ARNs of the executions that hold the lock. */
  async holders(lock: Lock): Promise<readonly string[]> {
    return (await this.read(lock)).holders;
  }

  /**
   * Gives the lock up; a lock that is not held is left as it is. The last holder leaves no item behind, unless one is waiting for it: holders that were
   * stopped cannot give it up, so one that shared it with them does that for them.
   */
  async release(lock: Lock, { holder, now }: Pick<Asker, 'holder' | 'now'>): Promise<void> {
    if (lock.mode === 'EXCLUSIVE')
      return this.deleteIf(lock, HELD_ALONE, { ':holder': { S: holder }, ':exclusive': { S: lock.mode } });
    await this.removeHolder(lock, holder);
    await this.removeDead(lock, await this.read(lock));
    await this.deleteIf(lock, `${FREE} AND ${NOT_WANTED}`, { ':now': epochSeconds(now) });
  }

  private async deleteIf(
    lock: Lock,
    condition: string,
    values: Record<string, AttributeValue>,
  ): Promise<void> {
    await this.ignoringCondition(
      this.dynamodb.send(
        new DeleteItemCommand({
          TableName: this.tableName,
          Key: key(lock),
          ConditionExpression: condition,
          ExpressionAttributeNames: namesIn(condition),
          ExpressionAttributeValues: values,
        }),
      ),
    );
  }

  private async tryToAcquire(lock: Lock, { holder, now }: Asker): Promise<boolean> {
    const shared = lock.mode === 'SHARED';
    const update = 'SET #mode = :mode, #acquiredAt = :now ADD #holders :holder';
    return this.ignoringCondition(
      this.dynamodb.send(
        new UpdateItemCommand({
          TableName: this.tableName,
          Key: key(lock),
          UpdateExpression: shared ? update : `${update} REMOVE #wantedUntil`,
          ConditionExpression: shared ? `(${FREE} OR #mode = :mode) AND ${NOT_WANTED}` : FREE,
          ExpressionAttributeNames: NAMES,
          ExpressionAttributeValues: {
            ':mode': { S: lock.mode },
            ':holder': { SS: [holder] },
            ':now': epochSeconds(now),
          },
        }),
      ),
    );
  }

  /** Not of a lock that has become free meanwhile: the next one who asks for it gets it. */
  private async noteWanted(lock: Lock, { now, asksAgainIn }: Asker): Promise<void> {
    const until = new Date(now.getTime() + (asksAgainIn + LATENESS_SECONDS) * 1000);
    await this.ignoringCondition(
      this.dynamodb.send(
        new UpdateItemCommand({
          TableName: this.tableName,
          Key: key(lock),
          UpdateExpression: 'SET #wantedUntil = :until',
          ConditionExpression: 'attribute_exists(#holders)',
          ExpressionAttributeNames: namesIn(FREE, NOT_WANTED),
          ExpressionAttributeValues: { ':until': epochSeconds(until) },
        }),
      ),
    );
  }

  private async read(lock: Lock): Promise<LockState> {
    const { Item: item } = await this.dynamodb.send(
      new GetItemCommand({ TableName: this.tableName, Key: key(lock), ConsistentRead: true }),
    );
    const { mode, holders, acquiredAt } = item ?? {};
    return {
      ...(mode?.S !== undefined && { mode: mode.S }),
      holders: holders?.SS ?? [],
      ...(acquiredAt?.N !== undefined && { acquiredAt: new Date(Number(acquiredAt.N) * 1000) }),
    };
  }

  /** @returns whether there may be room now: a dead holder was removed, or the lock was released meanwhile */
  private async removeDead(lock: Lock, { holders, acquiredAt }: LockState): Promise<boolean> {
    let removed = holders.length === 0;
    for (const holder of holders) {
      if (await this.executions.isRunning(holder, acquiredAt)) continue;
      await this.removeHolder(lock, holder);
      removed = true;
    }
    return removed;
  }

  /** Removing the last member of a set removes the attribute, which is what "free" means here. */
  private async removeHolder(lock: Lock, holder: string): Promise<void> {
    await this.ignoringCondition(
      this.dynamodb.send(
        new UpdateItemCommand({
          TableName: this.tableName,
          Key: key(lock),
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

interface LockState {
  readonly mode?: string;
  readonly holders: readonly string[];
  readonly acquiredAt?: Date;
}

/** DynamoDB refuses names that no expression uses. */
function namesIn(...expressions: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(NAMES).filter(([alias]) => expressions.some((expression) => expression.includes(alias))),
  );
}

function epochSeconds(time: Date): AttributeValue {
  return { N: String(Math.floor(time.getTime() / 1000)) };
}

function key(lock: Lock): Record<string, AttributeValue> {
  return { datasetGroup: { S: lock.datasetGroup }, item: { S: lock.item } };
}
