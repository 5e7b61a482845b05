import { setTimeout as sleep } from 'node:timers/promises';
import { InvalidInputException, ResourceInUseException, ResourceNotFoundException } from '@aws-sdk/client-personalize';
import { DescribeExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { undefinedOn } from '../../lib/aws/undefined-on';
import type { ResourceType } from '../../lib/personalize/resource-types';
import { isBeingCreated, isPending } from '../../lib/personalize/statuses';
import { obstacleOf } from '../../lib/reconciler/apply/obstacle';
import { type Existing, label } from '../../lib/reconciler/inventory';
import { latestUpdate } from '../../lib/reconciler/resource-types/assess';
import { STOPPED_BY_DESTROY } from '../../lib/record-table/destructions';
import type { DeployedAws } from '../aws';
import type { Output } from '../output';
import { RemovalProgress } from './blocked-deletions';
import { runningExecutions, type Survey } from './survey';

/**
 * Resource types in the order of their deletion. The deletion of a level begins when all resources of the previous
 * level are gone.
 */
const LEVELS: readonly (readonly ResourceType[])[] = [
  ['recommender', 'campaign'],
  ['filter', 'metricAttribution', 'solution'],
  // These two types share a level, because neither can always be deleted first. The dataset of item interactions is
  // deleted after the event tracker. But a tracker of action interactions may have to wait until its dataset is
  // deleted.
  ['eventTracker', 'dataset'],
];

/** Deletes a dataset group and its resources, level by level. Resources that are already deleted are skipped. */
export class GroupRemoval {
  readonly removed: Pick<Existing, 'type' | 'name' | 'arn'>[] = [];

  constructor(
    private readonly aws: DeployedAws,
    private readonly found: Survey,
    private readonly intervalMilliseconds: number,
    private readonly output: Output,
  ) {}

  /**
   * Deletes the schedules and stops the runs, which would create the resources again. Then deletes the SSM parameters
   * that applications read.
   */
  async quiet(): Promise<void> {
    const { tasks, schedules, sfn } = this.aws;
    const { datasetGroup } = this.found;
    for (const task of await tasks.replace(datasetGroup, await tasks.tasksOf(datasetGroup), [])) {
      await schedules.deleteOwn(task);
      await tasks.remove(task, new Date(this.aws.now()));
      if (this.found.schedules.includes(task.name)) this.output.line(`- schedule '${task.name}'`);
    }
    // Runs may have begun since the survey, for example while the user was asked to confirm.
    for (const executionArn of await runningExecutions(this.aws, datasetGroup)) {
      const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      if (status !== 'RUNNING') continue;
      await sfn.send(new StopExecutionCommand({ executionArn, cause: STOPPED_BY_DESTROY }));
      this.output.line(`- run ${executionArn} stopped`);
    }
    await this.parameters();
  }

  async resources(): Promise<void> {
    for (const level of LEVELS) {
      if (level.includes('solution')) await this.stopTrainings();
      await this.removeAll(level);
    }
    // A function that was at work when its run was stopped may have written the parameters again.
    await this.parameters();
  }

  private async parameters(): Promise<void> {
    const parameters = await this.aws.parametersOf(this.found.datasetGroup);
    for (const name of (await parameters?.read())?.keys() ?? []) {
      await parameters?.delete(name);
      this.output.line(`- parameter '${name}'`);
    }
  }

  /**
   * Deletes schemas, except those that Personalize reports as in use.
   * @returns schemas that are kept
   */
  async schemas(): Promise<readonly Existing[]> {
    const kept: Existing[] = [];
    for (const schema of this.found.schemas) {
      try {
        await this.aws.personalize.delete('schema', schema.arn);
        this.recordRemoved(schema);
      } catch (error) {
        if (error instanceof ResourceInUseException) kept.push(schema);
        else if (!(error instanceof ResourceNotFoundException)) throw error;
      }
    }
    return kept;
  }

  async datasetGroup(): Promise<void> {
    const [group] = await this.inventory();
    if (group === undefined) return;
    const progress = new RemovalProgress(() => this.aws.now());
    for (;;) {
      const description = await this.aws.personalize.describe('datasetGroup', group.arn);
      // An upload may create the dataset group again between two polls.
      if (description === undefined || createdAt(description) !== createdAt(group.summary)) break;
      const resource = { ...group, status: description.status ?? '' };
      const reason = (await this.requestDeletion(resource)) ?? description.failureReason ?? '';
      await sleep(this.intervalMilliseconds);
      progress.round([resource], [{ resource, reason }]);
    }
    this.recordRemoved(group);
  }

  /** Stops trainings: a solution cannot be deleted while it trains, and a training is billed until it ends. */
  private async stopTrainings(): Promise<void> {
    for (const version of await this.inventory()) {
      if (version.type !== 'solutionVersion' || !isBeingCreated(version.status)) continue;
      const stop = this.aws.stopTraining(version.arn).then(() => true);
      // An error "in use" or "not found" means that the training has ended meanwhile.
      if (await undefinedOn(stop, ResourceInUseException, ResourceNotFoundException))
        this.output.line(`- training of ${label(version)} stopped`);
    }
  }

  private async removeAll(types: readonly ResourceType[]): Promise<void> {
    const dueOf = (all: readonly Existing[]) => types.flatMap((due) => all.filter(({ type }) => type === due));
    const progress = new RemovalProgress(() => this.aws.now());
    let before = dueOf(await this.inventory());
    while (before.length > 0) {
      const reasons = new Map<string, string>();
      for (const resource of before) reasons.set(resource.arn, (await this.requestDeletion(resource)) ?? '');
      await sleep(this.intervalMilliseconds);
      const all = await this.inventory();
      const left = dueOf(all);
      const arns = new Set(left.map(({ arn }) => arn));
      for (const gone of before.filter(({ arn }) => !arns.has(arn))) this.recordRemoved(gone);
      const refused = left.filter(({ arn }) => reasons.get(arn));
      const blocked = left.map((resource) => ({
        resource,
        reason: reasons.get(resource.arn) || (resource.summary.failureReason ?? ''),
      }));
      progress.round(all, blocked, await this.isOneUpdating(refused));
      before = left;
    }
  }

  /**
   * True if one of the resources is being updated. Personalize's List operations show such a resource as ACTIVE; only
   * Describe shows the update.
   */
  private async isOneUpdating(resources: readonly Existing[]): Promise<boolean> {
    for (const resource of resources) {
      const description = await this.aws.personalize.describe(resource.type, resource.arn);
      if (description && isPending(latestUpdate(resource, description)?.status ?? '')) return true;
    }
    return false;
  }

  /**
   * Requests the deletion of a resource, unless work on the resource is in progress. Callers repeat this until the resource is gone.
   * @returns why Personalize refuses the request; undefined if no request was made, or Personalize did not refuse it
   */
  private async requestDeletion({ type, arn, status }: Existing): Promise<string | undefined> {
    if (isPending(status)) return undefined;
    try {
      await this.aws.personalize.delete(type, arn);
      return undefined;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      // Personalize's error for a deletion that must wait is not documented for every type: see
      // `personalize-tracked-dataset` in docs/local-aws.md.
      if (error instanceof InvalidInputException || (error instanceof Error && obstacleOf(error) !== undefined))
        return `${error.name}: ${error.message}`;
      throw error;
    }
  }

  /** The dataset group, then all its current resources. A run may have created some of them since the survey. */
  private inventory(): Promise<readonly Existing[]> {
    return this.aws.resourcesOf(this.found.datasetGroup);
  }

  private recordRemoved(resource: Existing): void {
    const { type, name, arn } = resource;
    this.removed.push({ type, name, arn });
    this.output.line(`- ${label(resource)}`);
  }
}

function createdAt({ creationDateTime }: Existing['summary']): number {
  return creationDateTime?.getTime() ?? 0;
}
