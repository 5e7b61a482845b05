import { setTimeout as sleep } from 'node:timers/promises';
import { ResourceInUseException, ResourceNotFoundException } from '@aws-sdk/client-personalize';
import { DescribeExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { datasetGroupArn } from '../../personalize/arn';
import type { ResourceType } from '../../personalize/resource-types';
import { isBeingCreated, isDeleting, isPending } from '../../personalize/statuses';
import { obstacleOf } from '../../resources/waiting';
import type { DeployedAws } from '../aws';
import { type Existing, inventoryOf, label } from '../inventory';
import type { Output } from '../output';
import type { Survey } from './survey';

/** Types in the order in which they can go; what depends on nothing that is left goes together. */
const LEVELS: readonly (readonly ResourceType[])[] = [
  ['recommender', 'campaign'],
  ['solution', 'filter'],
  // The tracker of a dataset of action interactions may have to wait for the dataset to go.
  ['eventTracker', 'dataset'],
];

/** Removes a dataset group with everything in it, level by level. Whatever is gone already is skipped. */
export class Removal {
  readonly removed: Pick<Existing, 'type' | 'name' | 'arn'>[] = [];

  constructor(
    private readonly aws: DeployedAws,
    private readonly found: Survey,
    private readonly intervalSeconds: number,
    private readonly output: Output,
  ) {}

  /** Schedules, and what runs: nothing shall bring back what is being removed. */
  async quiet(): Promise<void> {
    const { tasks, schedules, sfn } = this.aws;
    await tasks.replace(this.found.datasetGroup, []);
    for (const task of await tasks.tasksOf(this.found.datasetGroup)) {
      await schedules.delete(task.name);
      await tasks.remove(task);
      this.output.line(`- schedule '${task.name}'`);
    }
    for (const executionArn of this.found.executions) {
      const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      if (status !== 'RUNNING') continue;
      await sfn.send(
        new StopExecutionCommand({ executionArn, cause: 'The dataset group is being destroyed.' }),
      );
      this.output.line(`- run ${executionArn} stopped`);
    }
  }

  async resources(): Promise<void> {
    for (const level of LEVELS) {
      if (level.includes('solution')) await this.stopTrainings();
      await this.removeAll(level);
    }
  }

  /** What Personalize says is in use elsewhere stays. @returns what stays */
  async schemas(): Promise<readonly Existing[]> {
    const kept: Existing[] = [];
    for (const schema of this.found.schemas) {
      try {
        await this.aws.personalize.delete('schema', schema.arn);
        this.tell(schema);
      } catch (error) {
        if (error instanceof ResourceInUseException) kept.push(schema);
        else if (!(error instanceof ResourceNotFoundException)) throw error;
      }
    }
    return kept;
  }

  async datasetGroup(): Promise<void> {
    const group = this.found.resources.find(({ type }) => type === 'datasetGroup');
    if (group === undefined) return;
    for (;;) {
      const description = await this.aws.personalize.describe('datasetGroup', group.arn);
      if (description === undefined) break;
      await this.requestDeletion({ ...group, status: description.status ?? '' });
      await this.pause();
    }
    this.tell(group);
  }

  /** A solution cannot go while it trains, and a training costs until it ends. */
  private async stopTrainings(): Promise<void> {
    for (const version of await this.left(['solutionVersion'])) {
      if (!isBeingCreated(version.status)) continue;
      try {
        await this.aws.stopTraining(version.arn);
        this.output.line(`- training of ${label(version)} stopped`);
      } catch (error) {
        // It has ended meanwhile.
        if (!(error instanceof ResourceInUseException || error instanceof ResourceNotFoundException))
          throw error;
      }
    }
  }

  private async removeAll(types: readonly ResourceType[]): Promise<void> {
    let before: readonly Existing[] = await this.left(types);
    while (before.length > 0) {
      for (const resource of before) await this.requestDeletion(resource);
      await this.pause();
      const left = await this.left(types);
      const arns = new Set(left.map(({ arn }) => arn));
      for (const gone of before.filter(({ arn }) => !arns.has(arn))) this.tell(gone);
      before = left;
    }
  }

  /** Something that is on its way cannot be deleted yet, nor can what something else still uses: it will be asked again. */
  private async requestDeletion({ type, arn, status }: Existing): Promise<void> {
    if (isDeleting(status) || isPending(status)) return;
    try {
      await this.aws.personalize.delete(type, arn);
    } catch (error) {
      if (error instanceof ResourceNotFoundException || obstacleOf(error) !== undefined) return;
      throw error;
    }
  }

  private async left(types: readonly ResourceType[]): Promise<readonly Existing[]> {
    const arn = datasetGroupArn(this.aws.scope, this.found.datasetGroup);
    const inventory = this.found.resources.length === 0 ? [] : await inventoryOf(this.aws.personalize, arn);
    return inventory.filter(({ type }) => types.includes(type));
  }

  private tell(resource: Existing): void {
    const { type, name, arn } = resource;
    this.removed.push({ type, name, arn });
    this.output.line(`- ${label(resource)}`);
  }

  private pause(): Promise<void> {
    return sleep(this.intervalSeconds * 1000);
  }
}
