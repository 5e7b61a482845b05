import type { Random } from '../../emulator/core/random';
import { ServiceError } from '../../emulator/core/service';
import type { LocalAws } from '../../emulator/local-aws';

/** Manual changes to a running system. An operator stops, deletes, changes or creates something. */
export const OPERATOR_ACTIONS = [
  'stopExecution',
  'deleteCampaign',
  'changeCampaign',
  'moveCampaign',
  'createFilter',
  'deleteFilter',
  'deleteEventTracker',
  'deleteRecommender',
  'trainManually',
  'stopTraining',
  'deleteSchedule',
  'changeSchedule',
  'addSchedule',
] as const;

export type OperatorAction = (typeof OPERATOR_ACTIONS)[number] | 'stopScheduledRun' | 'importManually';

/** Folder for csv that a person imports in the console. It is separate from the teams' folders. */
const MANUAL_CSV = 'train/by-hand/';

/**
 * Filter expression that no parameter file has. Filters cannot be changed, so a filter with this expression conflicts with every file that
 * names the filter.
 */
export const OTHER_FILTER = 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("View")';

type Members = Readonly<Record<string, unknown>>;

/** Performs an action on a target drawn from the seed. */
export class OperatorActions {
  private readonly random: Random;

  /** @param isOurs returns true if a resource of that name belongs to a group that the stack manages */
  constructor(
    private readonly local: LocalAws,
    private readonly machines: readonly string[],
    private readonly isOurs: (name: string) => boolean,
  ) {
    this.random = local.aws.random.fork('hands');
  }

  /** @returns true if the action was carried out; false if there was no target or AWS refused the action */
  async do(action: OperatorAction): Promise<boolean> {
    try {
      return await this.attempt(action);
    } catch (error) {
      // AWS refuses the action, for example because the target is in use or in progress. The operator then gives up.
      if (error instanceof ServiceError) return false;
      throw error;
    }
  }

  private async attempt(action: OperatorAction): Promise<boolean> {
    switch (action) {
      case 'stopExecution':
        return this.stop(await this.runningExecutions(this.machines));
      case 'stopScheduledRun': {
        const runs = await this.runningExecutions([this.local.names.runStateMachineArn]);
        return this.stop(runs.filter(isScheduled));
      }
      case 'deleteCampaign':
        return this.toResource('campaign', 'DeleteCampaign', (campaignArn) => ({ campaignArn }));
      case 'changeCampaign':
        return this.toResource('campaign', 'UpdateCampaign', (campaignArn) => ({
          campaignArn,
          minProvisionedTPS: this.random.integer(4, 9),
        }));
      case 'moveCampaign':
        return this.toResource('campaign', 'UpdateCampaign', (campaignArn) => ({
          campaignArn,
          solutionVersionArn: this.versionFor(campaignArn),
        }));
      case 'createFilter':
        return this.toResource('datasetGroup', 'CreateFilter', (datasetGroupArn) => ({
          datasetGroupArn,
          name: `${datasetGroupArn.split('/').at(-1)}-filter`,
          filterExpression: OTHER_FILTER,
        }));
      case 'deleteFilter':
        return this.toResource('filter', 'DeleteFilter', (filterArn) => ({ filterArn }));
      case 'deleteEventTracker':
        return this.toResource('eventTracker', 'DeleteEventTracker', (eventTrackerArn) => ({
          eventTrackerArn,
        }));
      case 'deleteRecommender':
        return this.toResource('recommender', 'DeleteRecommender', (recommenderArn) => ({ recommenderArn }));
      case 'trainManually':
        return this.toResource('solution', 'CreateSolutionVersion', (solutionArn) => ({ solutionArn }));
      case 'stopTraining':
        return this.toResource('solutionVersion', 'StopSolutionVersionCreation', (solutionVersionArn) => ({
          solutionVersionArn,
        }));
      case 'deleteSchedule':
        return this.toSchedule('DeleteSchedule', ({ Name, GroupName }) => ({ Name, GroupName }));
      case 'changeSchedule':
        return this.toSchedule('UpdateSchedule', (schedule) => ({
          ...settingsOf(schedule),
          ScheduleExpression: 'cron(15 1 * * ? *)',
          State: 'DISABLED',
        }));
      case 'addSchedule':
        return this.toSchedule('CreateSchedule', (schedule) => ({
          ...settingsOf(schedule),
          Name: `by-hand-${this.random.hex(6)}`,
        }));
      case 'importManually':
        return this.importManually();
    }
  }

  /**
   * Imports csv into a dataset that the stack manages. The mode is drawn, and so is the location: the csv of an earlier
   * import, a copy of these csv, or a location without csv.
   */
  private async importManually(): Promise<boolean> {
    const { aws, names, personalize } = this.local;
    const ours = personalize
      .snapshot()
      .filter(({ type, name }) => type === 'datasetImportJob' && this.isOurs(name.replace(/^[a-z]+-/, '')));
    const datasetImportJobArn = this.pick(ours.map(({ arn }) => arn));
    if (datasetImportJobArn === undefined) return false;
    const { datasetImportJob } = (await aws.call('personalize', 'DescribeDatasetImportJob', {
      datasetImportJobArn,
    })) as { readonly datasetImportJob: Members };
    const { datasetArn, dataSource, roleArn } = datasetImportJob;
    const { dataLocation: own } = dataSource as { readonly dataLocation: string };
    const jobName = `by-hand-${this.random.hex(6)}`;
    const bucket = `s3://${names.dataBucket}/`;
    const other = `${MANUAL_CSV}${jobName}.csv`;
    const dataLocation = this.pick([own, `${bucket}${other}`, `${bucket}${MANUAL_CSV}missing.csv`]);
    if (dataLocation === `${bucket}${other}`) {
      const Bucket = names.dataBucket;
      const { Body } = (await aws.call('s3', 'GetObject', { Bucket, Key: own.slice(bucket.length) })) as Members;
      await aws.call('s3', 'PutObject', { Bucket, Key: other, Body });
    }
    const importMode = this.pick(['FULL', 'INCREMENTAL']);
    const job = { jobName, datasetArn, dataSource: { dataLocation }, roleArn, importMode };
    await aws.call('personalize', 'CreateDatasetImportJob', job);
    return true;
  }

  private async toResource(type: string, operation: string, input: (arn: string) => Members): Promise<boolean> {
    const arns = this.local.personalize
      .snapshot()
      .filter((resource) => resource.type === type && this.isOurs(resource.name))
      .map(({ arn }) => arn);
    return this.to(arns, 'personalize', operation, input);
  }

  private async toSchedule(operation: string, input: (schedule: Members) => Members): Promise<boolean> {
    const GroupName = this.local.names.scheduleGroup;
    const { Schedules: schedules } = (await this.local.aws.call('scheduler', 'ListSchedules', {
      GroupName,
    })) as { readonly Schedules: readonly { readonly Name: string }[] };
    const Name = this.pick(schedules.map((schedule) => schedule.Name));
    if (Name === undefined) return false;
    const schedule = (await this.local.aws.call('scheduler', 'GetSchedule', { Name, GroupName })) as Members;
    await this.local.aws.call('scheduler', operation, input(schedule));
    return true;
  }

  private async to(
    things: readonly string[],
    service: string,
    operation: string,
    input: (thing: string) => Members,
  ): Promise<boolean> {
    const thing = this.pick(things);
    if (thing === undefined) return false;
    await this.local.aws.call(service, operation, input(thing));
    return true;
  }

  /** Returns the ARN of the oldest or of the newest ACTIVE version of the campaign's solution, at random. Empty if there is no such version. */
  private versionFor(campaignArn: string): string {
    const solution = campaignArn
      .split('/')
      .at(-1)
      ?.replace(/-campaign$/, '');
    const versions = this.local.personalize
      .snapshot()
      .filter(
        ({ type, name, status }) =>
          type === 'solutionVersion' && status === 'ACTIVE' && name.split('/')[0] === solution,
      )
      .map(({ arn }) => arn);
    return this.pick([...versions.slice(0, 1), ...versions.slice(-1)]) ?? '';
  }

  private stop(executions: readonly string[]): Promise<boolean> {
    return this.to(executions, 'states', 'StopExecution', (executionArn) => ({ executionArn, cause: 'Manual stop.' }));
  }

  private async runningExecutions(machines: readonly string[]): Promise<readonly string[]> {
    const found: string[] = [];
    for (const stateMachineArn of machines) {
      const { executions } = (await this.local.aws.call('states', 'ListExecutions', {
        stateMachineArn,
        statusFilter: 'RUNNING',
      })) as { readonly executions: readonly { readonly executionArn: string }[] };
      found.push(...executions.map(({ executionArn }) => executionArn));
    }
    return found;
  }

  private pick(from: readonly string[]): string | undefined {
    return from.length === 0 ? undefined : from[this.random.integer(0, from.length - 1)];
  }
}

/**
 * True for an execution that EventBridge Scheduler started. The names of such executions are UUIDs. Executions that the command started
 * also have UUIDs, but scenarios with `stopScheduledRun` do not use the command.
 */
function isScheduled(executionArn: string): boolean {
  return /:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(executionArn);
}

/** Returns the members of a GetSchedule response that CreateSchedule and UpdateSchedule accept. */
function settingsOf({ Arn, CreationDate, LastModificationDate, ...settings }: Members): Members {
  return settings;
}
