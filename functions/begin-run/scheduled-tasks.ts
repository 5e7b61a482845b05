import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { ExecutionStatus } from '../../aws/execution-status';
import { type AcceptedFile, acceptedFileKey, acceptedFileOf } from '../../record-table/accepted-file';
import type { ScheduledRun } from '../../record-table/run-request';
import { type Task, taskKey, taskOf } from '../../record-table/task-record';

/** A task, and the newest accepted file of its dataset group, as far as there are such. */
export interface ScheduledTask {
  readonly task?: Task;
  /** Absent only if no file was ever accepted. */
  readonly file?: AcceptedFile;
}

type Key = ReturnType<typeof taskKey>;

/** DynamoDB answers so, with success, if it is asked too often (API reference of BatchGetItem). */
class UnreadItems extends Error {
  override readonly name = 'ProvisionedThroughputExceededException';

  constructor(tableName: string) {
    super(`DynamoDB has not read all items of ${tableName} that it was asked for.`);
  }
}

/** Tasks whose schedule has fired. */
export class ScheduledTasks {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
    private readonly executions: ExecutionStatus,
  ) {}

  /** @throws UnreadItems if DynamoDB has left one of the two out, which passes by itself */
  async find({ datasetGroup, task }: Pick<ScheduledRun, 'datasetGroup' | 'task'>): Promise<ScheduledTask> {
    const keys = { task: taskKey(datasetGroup, task), file: acceptedFileKey(datasetGroup) };
    const { Responses: found = {}, UnprocessedKeys: unprocessed = {} } = await this.dynamodb.send(
      new BatchGetItemCommand({
        RequestItems: { [this.tableName]: { Keys: Object.values(keys), ConsistentRead: true } },
      }),
    );
    if (Object.keys(unprocessed).length > 0) throw new UnreadItems(this.tableName);
    const read = (key: Key) => found[this.tableName]?.find(({ item }) => item?.S === key.item?.S);
    const [ofTask, ofFile] = [read(keys.task), read(keys.file)];
    return { ...(ofTask && { task: taskOf(ofTask) }), ...(ofFile && { file: acceptedFileOf(ofFile) }) };
  }

  /**
   * Notes that `execution` runs for the task, unless another one still does. One that was stopped stands there until
   * `end-run` hears of it, or the next fire finds that it no longer runs.
   * @returns the ARN of the other execution, if it goes on
   */
  async startRunning(task: Task, execution: string): Promise<string | undefined> {
    let current: Task | undefined = task;
    // Another look, whenever a run of the task has ended or begun since the last one.
    while (current !== undefined) {
      const { running } = current;
      if (running !== undefined && running !== execution && (await this.executions.isRunning(running)))
        return running;
      if (await this.note(current, execution)) return undefined;
      current = (await this.find({ datasetGroup: task.datasetGroup, task: task.name })).task;
    }
    return 'an execution of a task that was removed meanwhile';
  }

  /** Takes the mark away that says that `execution` runs for the task. */
  async stopRunning({ datasetGroup, name }: Task, execution: string): Promise<void> {
    try {
      await this.dynamodb.send(
        new UpdateItemCommand({
          TableName: this.tableName,
          Key: taskKey(datasetGroup, name),
          UpdateExpression: 'REMOVE #running',
          ConditionExpression: '#running = :execution',
          ExpressionAttributeNames: { '#running': 'running' },
          ExpressionAttributeValues: { ':execution': { S: execution } },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  private async note(task: Task, execution: string): Promise<boolean> {
    try {
      await this.dynamodb.send(
        new UpdateItemCommand({
          TableName: this.tableName,
          Key: taskKey(task.datasetGroup, task.name),
          UpdateExpression: 'SET #running = :execution',
          ConditionExpression:
            task.running === undefined
              ? 'attribute_exists(#item) AND (attribute_not_exists(#running) OR #running = :execution)'
              : 'attribute_exists(#item) AND #running IN (:before, :execution)',
          ExpressionAttributeNames: { '#running': 'running', '#item': 'item' },
          ExpressionAttributeValues: {
            ':execution': { S: execution },
            ...(task.running !== undefined && { ':before': { S: task.running } }),
          },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}
