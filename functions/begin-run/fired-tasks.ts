import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type AcceptedFile, acceptedFileKey, acceptedFileOf } from '../../records/accepted-file';
import type { TaskFire } from '../../records/run-request';
import { type Task, taskKey, taskOf } from '../../records/task-record';
import type { ExecutionStatus } from '../shared/execution-status';

/** What there is of a task, and of its dataset group's newest accepted file, at one time. */
export interface FiredTask {
  readonly task?: Task;
  /** Absent only if no file was ever accepted. */
  readonly file?: AcceptedFile;
}

/** OTHER_RUNS: `other` is the ARN of the task's execution that goes on. STOPPED: this one is at its end already. */
export type Start =
  | { readonly start: 'RUNS' | 'STOPPED' }
  | { readonly start: 'OTHER_RUNS'; readonly other: string };

type Key = ReturnType<typeof taskKey>;

const NOT_ENDED = '(attribute_not_exists(#lastExecution) OR #lastExecution <> :execution)';

/** DynamoDB answers so, with success, if it is asked too often (API reference of BatchGetItem). */
class UnreadItems extends Error {
  override readonly name = 'ProvisionedThroughputExceededException';

  constructor(tableName: string) {
    super(`DynamoDB has not read all items of ${tableName} that it was asked for.`);
  }
}

/** Tasks whose schedule has fired. */
export class FiredTasks {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
    private readonly executions: ExecutionStatus,
  ) {}

  /**
   * @throws UnreadItems if DynamoDB has left some out, which passes by itself
   */
  async find({ datasetGroup, task }: Pick<TaskFire, 'datasetGroup' | 'task'>): Promise<FiredTask> {
    const keys = { task: taskKey(datasetGroup, task), file: acceptedFileKey(datasetGroup) };
    const { Responses: found = {}, UnprocessedKeys: unprocessed = {} } = await this.dynamodb.send(
      new BatchGetItemCommand({
        RequestItems: { [this.tableName]: { Keys: Object.values(keys), ConsistentRead: true } },
      }),
    );
    if (Object.keys(unprocessed).length > 0) throw new UnreadItems(this.tableName);
    const item = ({ item: name }: Key) => found[this.tableName]?.find(({ item }) => item?.S === name?.S);
    const [ofTask, ofFile] = [item(keys.task), item(keys.file)];
    return { ...(ofTask && { task: taskOf(ofTask) }), ...(ofFile && { file: acceptedFileOf(ofFile) }) };
  }

  /**
   * Notes that `execution` runs for the task, unless another one still does, or it has been stopped itself and `end-run` has
   * ended it. Another one that was stopped stands there until `end-run` hears of it, or the next fire finds that it no longer
   * runs.
   */
  async startRunning(task: Task, execution: string): Promise<Start> {
    let current: Task | undefined = task;
    // Another look, whenever a run of the task has ended or begun since the last one.
    while (current !== undefined) {
      const { running, lastExecution } = current;
      if (lastExecution === execution) return { start: 'STOPPED' };
      if (running !== undefined && running !== execution && (await this.executions.isRunning(running)))
        return { start: 'OTHER_RUNS', other: running };
      if (await this.note(current, execution)) return { start: 'RUNS' };
      current = (await this.find({ datasetGroup: task.datasetGroup, task: task.name })).task;
    }
    return { start: 'OTHER_RUNS', other: 'an execution of a task that was removed meanwhile' };
  }

  private async note(task: Task, execution: string): Promise<boolean> {
    try {
      await this.dynamodb.send(
        new UpdateItemCommand({
          TableName: this.tableName,
          Key: taskKey(task.datasetGroup, task.name),
          UpdateExpression: 'SET #running = :execution',
          ConditionExpression: `attribute_exists(#item) AND ${NOT_ENDED} AND ${
            task.running === undefined
              ? '(attribute_not_exists(#running) OR #running = :execution)'
              : '#running IN (:before, :execution)'
          }`,
          ExpressionAttributeNames: {
            '#running': 'running',
            '#item': 'item',
            '#lastExecution': 'lastExecution',
          },
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
