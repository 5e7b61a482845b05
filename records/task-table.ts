import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  paginateQuery,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { DesiredTask } from '../parameter-file/tasks';
import { sameSchedule, sameTask } from './same-task';
import {
  DATASET_GROUPS,
  TASK_PREFIX,
  type Task,
  type TaskState,
  taskAttributes,
  taskKey,
  taskOf,
} from './task-record';

/** The record of what shall be done again and again: the one truth that the schedules follow. */
export class TaskTable {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
  ) {}

  async datasetGroups(): Promise<readonly string[]> {
    return (await this.query(DATASET_GROUPS, '')).map(({ item }) => item?.S ?? '');
  }

  async tasksOf(datasetGroup: string): Promise<readonly Task[]> {
    return (await this.query(datasetGroup, TASK_PREFIX)).map(taskOf);
  }

  /**
   * Makes the tasks of a dataset group those of its parameter file. One that was deactivated stays so until its schedule
   * changes; one that is gone from the file is marked, so that its schedule is taken away before the record of it.
   */
  async replace(datasetGroup: string, wished: readonly DesiredTask[]): Promise<void> {
    const existing = new Map((await this.tasksOf(datasetGroup)).map((task) => [task.name, task]));
    for (const task of wished) {
      const before = existing.get(task.name);
      existing.delete(task.name);
      if (before !== undefined && before.state !== 'REMOVED' && sameTask(before, task)) continue;
      const staysDisabled = before?.state === 'DISABLED' && sameSchedule(before, task);
      await this.write(datasetGroup, task, staysDisabled ? 'DISABLED' : 'ENABLED');
    }
    for (const task of existing.values()) await this.write(datasetGroup, task, 'REMOVED');
  }

  async remove({ datasetGroup, name }: Task): Promise<void> {
    await this.dynamodb.send(
      new DeleteItemCommand({
        TableName: this.tableName,
        Key: taskKey(datasetGroup, name),
        // An upload may have brought it back meanwhile.
        ConditionExpression: '#state = :removed',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':removed': { S: 'REMOVED' } },
      }),
    );
  }

  /** Changes what the file says and nothing else: the task's last run stays in the item. */
  private async write(datasetGroup: string, task: DesiredTask, state: TaskState): Promise<void> {
    const attributes: readonly (readonly [string, AttributeValue | undefined])[] = Object.entries({
      ...taskAttributes(task),
      state: { S: state },
    });
    const set = attributes.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
    const gone = attributes.filter(([, value]) => value === undefined).map(([name]) => name);
    await this.dynamodb.send(
      new UpdateItemCommand({
        TableName: this.tableName,
        Key: taskKey(datasetGroup, task.name),
        UpdateExpression: [
          `SET ${set.map(({ name }) => `#${name} = :${name}`).join(', ')}`,
          ...(gone.length > 0 ? [`REMOVE ${gone.map((name) => `#${name}`).join(', ')}`] : []),
        ].join(' '),
        ExpressionAttributeNames: Object.fromEntries(attributes.map(([name]) => [`#${name}`, name])),
        ExpressionAttributeValues: Object.fromEntries(set.map(({ name, value }) => [`:${name}`, value])),
      }),
    );
  }

  private async query(
    datasetGroup: string,
    prefix: string,
  ): Promise<readonly Record<string, AttributeValue>[]> {
    const items: Record<string, AttributeValue>[] = [];
    const pages = paginateQuery(
      { client: this.dynamodb },
      {
        TableName: this.tableName,
        ConsistentRead: true,
        KeyConditionExpression:
          prefix === '' ? '#group = :group' : '#group = :group AND begins_with(#item, :prefix)',
        ExpressionAttributeNames: { '#group': 'datasetGroup', ...(prefix !== '' && { '#item': 'item' }) },
        ExpressionAttributeValues: {
          ':group': { S: datasetGroup },
          ...(prefix !== '' && { ':prefix': { S: prefix } }),
        },
      },
    );
    for await (const page of pages) items.push(...(page.Items ?? []));
    return items;
  }
}
