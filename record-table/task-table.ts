import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  paginateQuery,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { DesiredTask } from '../parameter-file/tasks';
import { DATASET_GROUPS, TASK_PREFIX, type Task, taskAttributes, taskKey, taskOf } from './task-record';
import { sameTask, tasksAfter } from './tasks-after';

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

  /** Makes the tasks of a dataset group those of its parameter file. */
  async replace(datasetGroup: string, desired: readonly DesiredTask[]): Promise<void> {
    const existing = await this.tasksOf(datasetGroup);
    for (const task of tasksAfter(datasetGroup, existing, desired)) {
      const before = existing.find(({ name }) => name === task.name);
      if (before?.state !== task.state || !sameTask(before, task)) await this.write(task);
    }
  }

  /** @returns false if the task is gone from its parameter file meanwhile */
  async setState({ datasetGroup, name }: Task, state: 'ENABLED' | 'DISABLED'): Promise<boolean> {
    try {
      await this.dynamodb.send(
        new UpdateItemCommand({
          TableName: this.tableName,
          Key: taskKey(datasetGroup, name),
          UpdateExpression: 'SET #state = :state',
          ConditionExpression: 'attribute_exists(#state) AND #state <> :removed',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':state': { S: state }, ':removed': { S: 'REMOVED' } },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  /** Takes away what {@link replace} has marked, unless an upload has brought it back meanwhile, or somebody was faster. */
  async remove({ datasetGroup, name }: Task): Promise<void> {
    try {
      await this.dynamodb.send(
        new DeleteItemCommand({
          TableName: this.tableName,
          Key: taskKey(datasetGroup, name),
          ConditionExpression: '#state = :removed',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':removed': { S: 'REMOVED' } },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  /** Changes what the file says and nothing else: the task's last run stays in the item. */
  private async write(task: Task): Promise<void> {
    const attributes: readonly (readonly [string, AttributeValue | undefined])[] = Object.entries({
      ...taskAttributes(task),
      state: { S: task.state },
    });
    const set = attributes.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
    const gone = attributes.filter(([, value]) => value === undefined).map(([name]) => name);
    await this.dynamodb.send(
      new UpdateItemCommand({
        TableName: this.tableName,
        Key: taskKey(task.datasetGroup, task.name),
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
