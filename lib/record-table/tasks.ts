import type { DesiredTask } from '../parameter-file/tasks';
import type { Update } from './expressions';
import { type Attributes, type Key, optionalNumber, optionalTexts, present, textOf, texts } from './item';
import type { RecordTable } from './record-table';
import { sameTask, type Task, type TaskState, tasksAfter } from './task';

const PREFIX = 'task#';

/**
 * Milliseconds after which `run` no longer repeats the call that begins a run. The 65 retries, each of at most 120 s
 * after a wait of at most 120 s, take less than five hours.
 */
const BEGUN_WITHIN = 6 * 3_600_000;

export class Tasks {
  constructor(private readonly table: RecordTable) {}

  async tasksOf(datasetGroup: string): Promise<readonly Task[]> {
    return (await this.table.query(datasetGroup, { prefix: PREFIX })).map(taskOf);
  }

  /**
   * Recorded tasks that are in the parameter file. Removed tasks are left out; their records may stay until the next
   * upload or nightly reconciliation.
   */
  async ofFile(datasetGroup: string): Promise<readonly Task[]> {
    return (await this.tasksOf(datasetGroup)).filter(({ state }) => state !== 'REMOVED');
  }

  async find(datasetGroup: string, name: string): Promise<Task | undefined> {
    const item = await this.table.get(taskKey(datasetGroup, name));
    return item && taskOf(item);
  }

  /**
   * Makes recorded tasks match tasks of the parameter file. Recorded tasks that are not in the file become REMOVED.
   * @param existing the recorded tasks to match, from {@link tasksOf}. All other recorded tasks stay as they are
   * @param desired the tasks of the file that replace the existing tasks
   * @returns the tasks afterwards, without those other tasks
   */
  async replace(
    datasetGroup: string,
    existing: readonly Task[],
    desired: readonly DesiredTask[],
  ): Promise<readonly Task[]> {
    const after = tasksAfter(datasetGroup, existing, desired);
    for (const task of after) {
      const before = existing.find(({ name }) => name === task.name);
      if (before?.state !== task.state || !sameTask(before, task)) await this.write(task);
    }
    return after;
  }

  /** @returns false if the task is no longer in the parameter file */
  async setState({ datasetGroup, name }: Task, state: 'ENABLED' | 'DISABLED'): Promise<boolean> {
    const condition = { if: 'attribute_exists(#state) AND #state <> :removed', values: { removed: 'REMOVED' } };
    return (await this.table.write({ update: taskKey(datasetGroup, name), set: { state }, ...condition })).written;
  }

  /**
   * Deletes a task that {@link replace} has marked as REMOVED, unless an upload has added the task again in the meantime.
   * A task whose run may still be beginning is deleted later, by the next upload or the nightly reconciliation. Call this
   * method only once the task's schedule is deleted.
   */
  async remove({ datasetGroup, name }: Task, now: Date): Promise<void> {
    const begun = new Date(now.getTime() - BEGUN_WITHIN).toISOString();
    const condition = '#state = :removed AND (attribute_not_exists(#runningSince) OR #runningSince < :begun)';
    const values = { removed: 'REMOVED', begun };
    await this.table.write({ delete: taskKey(datasetGroup, name), if: condition, values });
  }

  /** The write that makes `execution` the task's running execution, in place of `task.running`. */
  starting({ datasetGroup, name, running }: Task, execution: string, now: Date): Update {
    const condition =
      running === undefined
        ? '(attribute_not_exists(#running) OR #running = :execution)'
        : '#running IN (:before, :execution)';
    return {
      update: taskKey(datasetGroup, name),
      set: { running: execution, runningSince: now.toISOString() },
      if: `attribute_exists(#item) AND ${condition}`,
      values: { execution, before: running },
    };
  }

  /**
   * Records the end of the task's run, so that the task's next run may begin. A task that is no longer in the parameter
   * file is kept, because its schedule may not be deleted yet.
   * @param execution ARN of the run's execution
   */
  async end(datasetGroup: string, name: string, execution: string, now: Date): Promise<void> {
    await this.table.write({
      update: taskKey(datasetGroup, name),
      set: { lastFinishedAt: now.toISOString(), running: undefined, runningSince: undefined },
      if: '#running = :execution',
      values: { execution },
    });
  }

  /** Writes the state and the attributes that come from the file. Attributes about the task's runs stay in the item. */
  private async write(task: Task): Promise<void> {
    const { datasetGroup, name, workflow, input, expression, timezone, flexibleTimeWindowMinutes, state } = task;
    await this.table.write({
      update: taskKey(datasetGroup, name),
      set: { workflow, input: JSON.stringify(input), expression, timezone, flexibleTimeWindowMinutes, state },
    });
  }
}

function taskKey(datasetGroup: string, name: string): Key {
  return { datasetGroup, item: `${PREFIX}${name}` };
}

export function taskOf(item: Attributes): Task {
  return {
    ...texts(item, 'datasetGroup', 'expression'),
    name: textOf(item.item).slice(PREFIX.length),
    workflow: item.workflow as Task['workflow'],
    input: JSON.parse(textOf(item.input)) as Task['input'],
    state: item.state as TaskState,
    ...optionalTexts(item, 'timezone', 'running', 'runningSince', 'lastFinishedAt'),
    ...present({ flexibleTimeWindowMinutes: optionalNumber(item.flexibleTimeWindowMinutes) }),
  };
}
