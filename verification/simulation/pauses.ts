import { ServiceError } from '../../local-aws/core/service';
import type { LocalAws } from '../../local-aws/local-aws';
import type { DesiredTask } from './tasks';

type State = 'ENABLED' | 'DISABLED';

type Members = Readonly<Record<string, unknown>>;

/**
 * Tasks that operators deactivate and activate, as the command does: first in the record table, then the schedule. A task that is
 * deactivated stays so through uploads until its schedule changes.
 */
export class Pauses {
  /** By the task's name, the state that an operator set last. */
  private readonly set = new Map<string, State>();
  /** By the task's name, its schedule in the latest upload. */
  private readonly asked = new Map<string, string>();
  /** Tasks whose schedule differed between uploads. */
  private readonly edited = new Set<string>();
  private readonly uploads = new Set<string>();

  constructor(private readonly local: LocalAws) {}

  /**
   * The state that a task of the file must have when nothing is running; undefined if it depends on the order of an edit and an operator's
   * action.
   */
  stateOf(task: string): State | undefined {
    const state = this.set.get(task) ?? 'ENABLED';
    return this.set.has(task) && this.edited.has(task) ? undefined : state;
  }

  /** Whether the task was ever deactivated, or was missing from its file at times: then a scheduled run may be missing. */
  isUnsettled(task: string): boolean {
    return this.set.has(task) || this.edited.has(task);
  }

  /** Records the tasks of an upload of the group. */
  uploaded(group: string, tasks: readonly DesiredTask[]): void {
    const desired = new Map(tasks.map((task) => [task.name, JSON.stringify({ ...task, group })]));
    const before = [...this.asked].filter(([, text]) => JSON.parse(text).group === group);
    for (const name of new Set([...before.map(([task]) => task), ...desired.keys()])) {
      if (this.uploads.has(group) && this.asked.get(name) !== desired.get(name)) this.edited.add(name);
    }
    for (const [name, text] of desired) this.asked.set(name, text);
    this.uploads.add(group);
  }

  async take(action: 'pause' | 'resume', group: string, task: string): Promise<void> {
    const state = action === 'pause' ? 'DISABLED' : 'ENABLED';
    if (!(await this.write(group, task, state))) return;
    this.set.set(task, state);
    await this.ignoringErrors(async () => {
      const GroupName = this.local.names.scheduleGroup;
      const schedule = await this.local.aws.call('scheduler', 'GetSchedule', { Name: task, GroupName });
      const { Arn, CreationDate, LastModificationDate, ...settings } = schedule as Members;
      await this.local.aws.call('scheduler', 'UpdateSchedule', { ...settings, State: state });
    });
  }

  private write(datasetGroup: string, task: string, state: State): Promise<boolean> {
    return this.ignoringErrors(() =>
      this.local.aws.call('dynamodb', 'UpdateItem', {
        TableName: this.local.names.recordTable,
        Key: { datasetGroup: { S: datasetGroup }, item: { S: `task#${task}` } },
        UpdateExpression: 'SET #state = :state',
        ConditionExpression: 'attribute_exists(#state) AND #state <> :removed',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':state': { S: state }, ':removed': { S: 'REMOVED' } },
      }),
    );
  }

  /** @returns false if AWS refused, because the task or schedule does not exist */
  private async ignoringErrors(action: () => Promise<unknown>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (error) {
      if (error instanceof ServiceError) return false;
      throw error;
    }
  }
}
