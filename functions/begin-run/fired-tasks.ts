import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type AcceptedFile, AcceptedFileRecords } from '../../records/accepted-file';
import type { TaskFire } from '../../records/run-request';
import { type Task, taskKey, taskOf } from '../../records/task-record';
import type { ExecutionStatus } from '../shared/execution-status';

/** Tasks whose schedule has fired. */
export class FiredTasks {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
    private readonly executions: ExecutionStatus,
  ) {}

  async find({ datasetGroup, task }: Pick<TaskFire, 'datasetGroup' | 'task'>): Promise<Task | undefined> {
    const { Item: item } = await this.dynamodb.send(
      new GetItemCommand({
        TableName: this.tableName,
        Key: taskKey(datasetGroup, task),
        ConsistentRead: true,
      }),
    );
    return item && taskOf(item);
  }

  /** @throws Error if no file was ever accepted, without which there are no tasks */
  async acceptedFile(datasetGroup: string): Promise<AcceptedFile> {
    const file = await new AcceptedFileRecords(this.dynamodb, this.tableName).find(datasetGroup);
    if (file === undefined)
      throw new Error(`Dataset group '${datasetGroup}' has no accepted parameter file.`);
    return file;
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
      current = await this.find({ datasetGroup: task.datasetGroup, task: task.name });
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
