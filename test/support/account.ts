import { answerVerbosely } from '../../emulator/core/verbose-answers';
import { LocalAws, type LocalAwsOptions } from '../../emulator/local-aws';
import type { StatusChange } from '../../emulator/services/personalize/lifecycle';
import type { JsonObject } from '../../emulator/terraform/configuration';
import { PROMOTION_WORKFLOW } from '../../lib/parameter-file/workflows';
import type { ResourceType } from '../../lib/personalize/resource-types';
import { PROMOTION_TRIGGER, type RunRequest, type VersionChoice } from '../../lib/record-table/run-request';
import { mirroredFiles, upload } from '../../local/mirror';
import { type RunRow, runs } from '../../local/runs';
import { dataOf, type Files, parameterFileOf, type Sample } from './sample';

export type Item = Readonly<Record<string, { readonly S?: string; readonly N?: string; readonly SS?: string[] }>>;

export interface Execution {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly status: string;
  readonly name: string;
}

export interface ListedSchedule {
  readonly Name: string;
  readonly GroupName: string;
  readonly State: string;
}

const HOUR = 3_600_000;

/** An account for tests: the local AWS with the stack in it, and operator actions. */
export class Account {
  /** Every change of status in Personalize, in order. */
  readonly changes: StatusChange[] = [];

  private constructor(readonly local: LocalAws) {
    local.personalize.onChange((change) => this.changes.push(change));
  }

  static async open(
    stackFile: string,
    seed = 1,
    { variables, ...options }: Omit<LocalAwsOptions, 'seed'> & { readonly variables?: JsonObject } = {},
  ): Promise<Account> {
    return Account.openIn(new LocalAws({ seed, ...options }), stackFile, variables);
  }

  /** Opens an account in a local AWS that has content already. */
  static async openIn(local: LocalAws, stackFile: string, variables?: JsonObject): Promise<Account> {
    const account = new Account(local);
    await local.load(stackFile, variables);
    answerVerbosely(local.aws);
    return account;
  }

  /** Makes a call as a person with all permissions. */
  async call<Output>(service: string, operation: string, input: Readonly<Record<string, unknown>>) {
    return (await this.local.aws.call(service, operation, input)) as Output;
  }

  /** Uploads files to the data bucket, in order. @param metadata user metadata of each object */
  async put(files: Files, metadata: Readonly<Record<string, string>> = {}): Promise<void> {
    for (const [key, text] of Object.entries(files)) {
      await this.call('s3', 'PutObject', {
        Bucket: this.local.names.dataBucket,
        Key: key,
        Body: new TextEncoder().encode(text),
        Metadata: metadata,
      });
    }
  }

  /** Uploads a folder with the bucket's layout, and waits until nothing runs. */
  async runFolder(folder: string): Promise<void> {
    await this.uploadFolder(folder);
    await this.settle();
  }

  async uploadFolder(folder: string): Promise<void> {
    await upload(this.local.aws, this.local.names.dataBucket, await mirroredFiles(folder));
  }

  /** Uploads the sample's data and its parameter file. */
  async upload(file: Sample): Promise<void> {
    await this.put(dataOf(file));
    await this.put(parameterFileOf(file));
  }

  /** Uploads the sample's data and its parameter file, and waits until nothing runs. */
  async run(file: Sample): Promise<void> {
    await this.upload(file);
    await this.settle();
  }

  /** Uploads the parameter file alone, and waits until nothing runs. */
  async runFile(file: Sample): Promise<void> {
    await this.put(parameterFileOf(file));
    await this.settle();
  }

  /**
   * Lets an operator decide on a version of a solution. The key of the parameter file must be `train/<dataset group>/config.json`.
   * @param number place of the version, by age; the oldest one is 1. Default: the newest version
   */
  async choose(datasetGroup: string, solution: string, action: VersionChoice['action'], number = 0): Promise<void> {
    const { dataBucket: bucket } = this.local.names;
    const key = `train/${datasetGroup}/config.json`;
    const { VersionId: versionId } = await this.call<{ VersionId: string }>('s3', 'HeadObject', {
      Bucket: bucket,
      Key: key,
    });
    const versions = this.local.personalize.snapshot().filter(({ type }) => type === 'solutionVersion');
    const version = versions.filter(({ arn }) => arn.includes(`:solution/${solution}/`)).at(number - 1)?.arn ?? '';
    const request: RunRequest = {
      datasetGroup,
      workflow: PROMOTION_WORKFLOW,
      trigger: PROMOTION_TRIGGER,
      solution,
      file: { bucket, key, versionId },
      choice: { action, version, by: 'an operator' },
    };
    await this.call('states', 'StartExecution', {
      stateMachineArn: this.machineArn('run'),
      input: JSON.stringify(request),
    });
  }

  /** Starts the run of a task now, as EventBridge Scheduler does on its schedule. */
  async runTask(name: string): Promise<void> {
    const { Target: target } = await this.call<{ Target: { Arn: string; Input: string } }>('scheduler', 'GetSchedule', {
      Name: name,
      GroupName: SCHEDULE_GROUP,
    });
    const now = new Date(this.local.clock.now()).toISOString();
    await this.call('states', 'StartExecution', {
      stateMachineArn: target.Arn,
      input: target.Input.replace('<aws.scheduler.scheduled-time>', now),
    });
  }

  async settle(): Promise<void> {
    await this.local.clock.advanceUntilIdle();
  }

  /** Lets virtual time pass, and then waits until nothing runs. */
  async passHours(hours: number): Promise<void> {
    await this.passSeconds(hours * 3600);
    await this.settle();
  }

  async passSeconds(seconds: number): Promise<void> {
    await this.local.clock.advanceTo(this.local.clock.now() + seconds * 1000);
  }

  /** Advances virtual time to the next moment at which it is `hour` o'clock in UTC. */
  async waitForHour(hour: number): Promise<void> {
    const now = this.local.clock.now();
    const today = now - (now % (24 * HOUR)) + hour * HOUR;
    await this.local.clock.advanceTo(today > now ? today : today + 24 * HOUR);
  }

  runs(): Promise<readonly RunRow[]> {
    return runs(this.local);
  }

  async lastRun(): Promise<RunRow> {
    return last(await this.runs(), 'runs');
  }

  /** Returns the subject of the last notification, and its mail. */
  lastNotification(): string {
    const { subject = '', message } = last(this.local.sns.messages(), 'notifications');
    return `${subject}\n${message.email}`;
  }

  /** Returns `type name status` of all resources in Personalize. A version has the name `<solution>/<name or id>`. */
  resources(): readonly string[] {
    return this.local.personalize.snapshot().map(({ type, name, status }) => `${type} ${name} ${status}`);
  }

  named(type: ResourceType): readonly string[] {
    return this.local.personalize
      .snapshot()
      .filter((resource) => resource.type === type)
      .map(({ name }) => name);
  }

  count(type: ResourceType): number {
    return this.named(type).length;
  }

  counts(): Readonly<Partial<Record<ResourceType, number>>> {
    const counts: Partial<Record<ResourceType, number>> = {};
    for (const { type } of this.local.personalize.snapshot()) counts[type] = (counts[type] ?? 0) + 1;
    return counts;
  }

  async items(prefix = ''): Promise<readonly Item[]> {
    const { Items: items } = await this.call<{ Items: Item[] }>('dynamodb', 'Scan', {
      TableName: this.local.names.recordTable,
    });
    return items.filter(({ item }) => item?.S?.startsWith(prefix));
  }

  /** Returns the records of runs and of refused files. */
  runRecords(): Promise<readonly Item[]> {
    return this.items('run#');
  }

  /** Returns the results of resources that runs have recorded. */
  results(): Promise<readonly Item[]> {
    return this.items('result#');
  }

  tasks(): Promise<readonly Item[]> {
    return this.items('task#');
  }

  deletions(): Promise<readonly Item[]> {
    return this.items('data-deletion#');
  }

  /** Minimum requests a second that are provisioned for a campaign. */
  async minProvisionedTps(name: string): Promise<number> {
    const campaignArn = this.local.aws.arn('personalize', `campaign/${name}`);
    const { campaign } = await this.call<{ campaign: { minProvisionedTPS: number } }>(
      'personalize',
      'DescribeCampaign',
      {
        campaignArn,
      },
    );
    return campaign.minProvisionedTPS;
  }

  /** Returns the recorded serving versions. */
  serving(): Promise<readonly Item[]> {
    return this.items('serving#');
  }

  filesInForce(): Promise<readonly Item[]> {
    return this.items('parameter-file');
  }

  async locks(): Promise<readonly string[]> {
    return (await this.items('lock#')).map(({ item }) => item?.S ?? '');
  }

  async objects(prefix: string, bucket = this.local.names.dataBucket): Promise<readonly string[]> {
    const { Contents: contents = [] } = await this.call<{ Contents?: { Key: string }[] }>('s3', 'ListObjectsV2', {
      Bucket: bucket,
      Prefix: prefix,
    });
    return contents.map(({ Key }) => Key);
  }

  /** Keys of the copies of csv that data deletion jobs read. */
  copiesToDelete(): Promise<readonly string[]> {
    return this.objects('', this.local.names.dataBucket.replace('-data-', '-data-deletions-'));
  }

  async executions(machine: string, statusFilter?: string): Promise<readonly Execution[]> {
    const { executions } = await this.call<{ executions: Execution[] }>('states', 'ListExecutions', {
      stateMachineArn: this.machineArn(machine),
      maxResults: 1000,
      ...(statusFilter && { statusFilter }),
    });
    return executions;
  }

  /** Returns the running executions of all state machines, in the order of their starts. The outermost execution of a run comes first. */
  async running(): Promise<readonly Execution[]> {
    const found: (Execution & { readonly startDate: Date })[] = [];
    const { stateMachines } = await this.call<{ stateMachines: { stateMachineArn: string }[] }>(
      'states',
      'ListStateMachines',
      {},
    );
    for (const { stateMachineArn } of stateMachines) {
      const { executions } = await this.call<{ executions: typeof found }>('states', 'ListExecutions', {
        stateMachineArn,
        statusFilter: 'RUNNING',
      });
      found.push(...executions);
    }
    return found.sort((one, other) => Number(one.startDate) - Number(other.startDate));
  }

  /** Stops the execution that began last, as an operator can in the console. */
  async stopNested(): Promise<void> {
    await this.call('states', 'StopExecution', { executionArn: last(await this.running(), 'executions').executionArn });
  }

  machineArn(machine: string): string {
    return this.local.aws.arn('states', `stateMachine:personalize-${machine}`);
  }

  async schedules(): Promise<readonly ListedSchedule[]> {
    const { Schedules: schedules } = await this.call<{ Schedules: ListedSchedule[] }>('scheduler', 'ListSchedules', {
      GroupName: SCHEDULE_GROUP,
    });
    return schedules;
  }

  async scheduleNames(): Promise<readonly string[]> {
    return (await this.schedules()).map(({ Name }) => Name);
  }
}

export const SCHEDULE_GROUP = 'personalize-schedules';

function last<T>(list: readonly T[], what: string): T {
  const element = list.at(-1);
  if (element === undefined) throw new Error(`There are no ${what}.`);
  return element;
}
