import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { RunStatus } from '../../records/run-record';
import { taskKey } from '../../records/task-record';

interface Ended {
  /** ARN of the execution of `run`. */
  readonly execution: string;
  readonly startedAt: string;
  readonly status: RunStatus;
  readonly now: Date;
}

type Item = Readonly<Record<string, AttributeValue>>;

interface Write {
  readonly condition: string;
  readonly change: string;
}

const MARKED: Write = { condition: '#running = :execution', change: 'REMOVE #running' };

/** A run of which is heard late does not take the place of a later one. */
const UNMARKED: Write = {
  condition:
    'attribute_exists(#item) AND (attribute_not_exists(#running) OR #running <> :execution) AND (attribute_not_exists(#lastStartedAt) OR #lastStartedAt < :startedAt)',
  change: '',
};

/** Tasks whose run has come to its end. */
export class RunningTasks {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
  ) {}

  /**
   * Writes how the run ended into the task, and makes room for the next fire. A task that is gone meanwhile stays gone. A run
   * that was stopped may be about to mark its task: what is written here keeps `begin-run` from it.
   */
  async endRunning(datasetGroup: string, task: string, ended: Ended): Promise<void> {
    const key = taskKey(datasetGroup, task);
    let marked = true;
    while (marked) {
      if ((await this.write(key, ended, MARKED)) === 'WRITTEN') return;
      const refused = await this.write(key, ended, UNMARKED);
      // The mark may have come between the two.
      marked = refused !== 'WRITTEN' && refused?.running?.S === ended.execution;
    }
  }

  /** @returns the item if it does not allow the write; undefined if there is none */
  private async write(
    key: Item,
    { status, startedAt, now, execution }: Ended,
    { condition, change }: Write,
  ): Promise<'WRITTEN' | Item | undefined> {
    try {
      await this.dynamodb.send(
        new UpdateItemCommand({
          TableName: this.tableName,
          Key: key,
          UpdateExpression: `SET #lastStatus = :status, #lastStartedAt = :startedAt, #lastFinishedAt = :now, #lastExecution = :execution ${change}`,
          ConditionExpression: condition,
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          ExpressionAttributeNames: {
            '#lastStatus': 'lastStatus',
            '#lastStartedAt': 'lastStartedAt',
            '#lastFinishedAt': 'lastFinishedAt',
            '#lastExecution': 'lastExecution',
            '#running': 'running',
            ...(condition.includes('#item') && { '#item': 'item' }),
          },
          ExpressionAttributeValues: {
            ':status': { S: status },
            ':startedAt': { S: startedAt },
            ':now': { S: now.toISOString() },
            ':execution': { S: execution },
          },
        }),
      );
      return 'WRITTEN';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return error.Item;
      throw error;
    }
  }
}
