import { ServiceError } from '../../local-aws/core/service';
import type { LocalAws } from '../../local-aws/local-aws';
import type { DesiredTask } from './tasks';

type State = 'ENABLED' | 'DISABLED';

type Members = Readonly<Record<string, unknown>>;

/**
 * Tasks that people deactivate and activate, as the command line does it: first in the record table, then the schedule. A
 * task that is deactivated stays so through uploads until its schedule changes.
 */
export class Pauses {
  /** By the task's name, the state that somebody set last. */
  private readonly set = new Map<string, State>();
  /** What the uploads so far asked for, by the task's name. */
  private readonly asked = new Map<string, string>();
  /** Tasks that not every upload asked for in the same way. */
  private readonly edited = new Set<string>();
  private readonly uploads = new Set<string>();

  constructor(private readonly local: LocalAws) {}

  /**
   * What the state of a task of the file must be when everything is at rest; undefined where that depends on which of an
   * edit and somebody's action came first.
   */
  stateOf(task: string): State | undefined {
    const state = this.set.get(task) ?? 'ENABLED';
    return this.set.has(task) && this.edited.has(task) ? undefined : state;
  }

  /** Whether the task was ever deactivated, or was not always in its file: then a fire need not have run. */
  isUnsettled(task: string): boolean {
    return this.set.has(task) || this.edited.has(task);
  }

  /** Notes what an upload of the group asks for. */
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

  /** @returns false if AWS refused: there is no such task or schedule now */
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
