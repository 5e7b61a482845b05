import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DesiredTask } from '../parameter-file/tasks';

/**
 * A task is an item of the record table, under the dataset group's name and `task#<name>`. DISABLED: deactivated by a
 * person, which uploads respect. REMOVED: no longer in the file; the item goes once its schedule is gone.
 */
export type TaskState = 'ENABLED' | 'DISABLED' | 'REMOVED';

export interface Task extends DesiredTask {
  readonly datasetGroup: string;
  readonly state: TaskState;
  /** ARN of the execution of `run` that is under way for this task; of one that has just been stopped, it may still stand here. */
  readonly running?: string;
  /** ISO time at which its last run that has ended began. */
  readonly lastStartedAt?: string;
}

export const TASK_PREFIX = 'task#';

/** Partition of the record table that lists the dataset groups, so that all tasks are found without reading the history. */
export const DATASET_GROUPS = '#dataset-groups';

export function taskKey(datasetGroup: string, name: string): Record<string, AttributeValue> {
  return { datasetGroup: { S: datasetGroup }, item: { S: `${TASK_PREFIX}${name}` } };
}

/** What the file says of a task, as attributes. Those of its runs stand beside them. */
export function taskAttributes(task: DesiredTask): Readonly<Record<string, AttributeValue | undefined>> {
  return {
    workflow: { S: task.workflow },
    input: { S: JSON.stringify(task.input) },
    expression: { S: task.expression },
    timezone: task.timezone === undefined ? undefined : { S: task.timezone },
    flexibleTimeWindowMinutes:
      task.flexibleTimeWindowMinutes === undefined
        ? undefined
        : { N: String(task.flexibleTimeWindowMinutes) },
  };
}

export function taskOf(item: Readonly<Record<string, AttributeValue>>): Task {
  const text = (name: string) => item[name]?.S ?? '';
  return {
    datasetGroup: text('datasetGroup'),
    name: text('item').slice(TASK_PREFIX.length),
    workflow: text('workflow') as Task['workflow'],
    input: JSON.parse(text('input')) as Task['input'],
    expression: text('expression'),
    ...(item.timezone && { timezone: text('timezone') }),
    ...(item.flexibleTimeWindowMinutes && {
      flexibleTimeWindowMinutes: Number(item.flexibleTimeWindowMinutes.N),
    }),
    state: text('state') as TaskState,
    ...(item.running && { running: text('running') }),
    ...(item.lastStartedAt && { lastStartedAt: text('lastStartedAt') }),
  };
}
