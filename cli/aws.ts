import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PersonalizeClient, StopSolutionVersionCreationCommand } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient } from '@aws-sdk/client-sfn';
import { parseArn } from '../lib/aws/arn';
import { datasetGroupArn, type Scope } from '../lib/personalize/arn';
import { PRICE_LIST_REGION, PRICE_LIST_SERVICE, REGION_ATTRIBUTE } from '../lib/personalize/price-list';
import { PersonalizeApi } from '../lib/reconciler/account/personalize-api';
import { type Existing, inventoryOf } from '../lib/reconciler/inventory';
import type { GroupParameters } from '../lib/reconciler/parameters/publish-parameters';
import { type AccountQuotas, readQuotas } from '../lib/reconciler/plan/exceeded-quotas';
import { DatasetGroups } from '../lib/record-table/dataset-groups';
import { FilesInForce } from '../lib/record-table/files-in-force';
import { RecordTable } from '../lib/record-table/record-table';
import { Tasks } from '../lib/record-table/tasks';
import { ScheduleGroup } from '../lib/scheduling/schedule-group';
import { clientSettings, ServiceClock, watched } from './client-settings';
import { type DeploymentFacts, deploymentOf, readNames } from './deployment-names';
import { describeByName } from './describe-by-name';
import type { AwsOptions } from './options';
import { assertProfile } from './profile';

/**
 * Timeouts for the Price List. They are short, because some networks block the Price List, and a plan without costs is
 * still useful.
 */
const PRICE_LIST_TIMEOUTS = { maxAttempts: 2, requestHandler: { connectionTimeout: 3000, socketTimeout: 5000 } };

/** An open deployment, with AWS clients for its resources. */
export class DeployedAws {
  readonly scope: Scope;
  readonly personalize: PersonalizeApi;
  readonly s3: S3Client;
  readonly records: RecordTable;
  readonly datasetGroups: DatasetGroups;
  readonly filesInForce: FilesInForce;
  readonly sfn: SFNClient;
  readonly tasks: Tasks;
  readonly schedules: ScheduleGroup;
  private readonly personalizeClient: PersonalizeClient;

  private constructor(
    readonly names: DeploymentFacts,
    private readonly clock: ServiceClock,
    private readonly settings: ReturnType<typeof clientSettings>,
  ) {
    this.scope = parseArn(names.runStateMachineArn);
    this.personalizeClient = this.client(PersonalizeClient, 'personalize');
    this.personalize = new PersonalizeApi(this.personalizeClient);
    // With a custom endpoint, host names that begin with the bucket's name would not resolve.
    const forcePathStyle = this.endpoint !== undefined;
    this.s3 = watched(new S3Client({ ...settings, forcePathStyle }), 's3', clock);
    this.records = new RecordTable(this.client(DynamoDBClient, 'dynamodb'), names.recordTable);
    this.datasetGroups = new DatasetGroups(this.records);
    this.filesInForce = new FilesInForce(this.records);
    this.sfn = this.client(SFNClient, 'states');
    this.tasks = new Tasks(this.records);
    this.schedules = new ScheduleGroup(this.client(SchedulerClient, 'scheduler'), {
      groupName: names.scheduleGroup,
      runStateMachineArn: names.runStateMachineArn,
      roleArn: names.scheduleRoleArn,
      deadLetterQueueArn: names.scheduleDeadLetterQueueArn,
      timezone: names.scheduleTimezone,
    });
  }

  /**
   * @throws CliFailure if the profile does not exist
   * @throws the errors of {@link readNames}
   */
  static async open(options: AwsOptions): Promise<DeployedAws> {
    if (options.profile !== undefined) await assertProfile(options.profile);
    const clock = new ServiceClock();
    const names = await readNames(options, clock);
    return new DeployedAws(names, clock, clientSettings({ ...options, region: options.region ?? names.region }));
  }

  /** Endpoint of all services, from `--endpoint-url` or `AWS_ENDPOINT_URL`; undefined if neither is given. */
  get endpoint(): string | undefined {
    return this.settings.endpoint ?? process.env.AWS_ENDPOINT_URL;
  }

  get deployment(): string {
    return deploymentOf(this.names);
  }

  /**
   * True if the deployment allows uploads to delete resources that have `onRemoval: delete` and were removed from the
   * file.
   */
  get mayDelete(): boolean {
    return this.names.allowDeletions === 'true';
  }

  /**
   * Current time by AWS's clock, in milliseconds since 1970. This machine's clock may be wrong, and the AWS emulator
   * has its own clock.
   */
  now(): number {
    return this.clock.now();
  }

  // Clients that few commands need are loaded on demand.

  async logs() {
    return this.client((await import('@aws-sdk/client-cloudwatch-logs')).CloudWatchLogsClient, 'logs');
  }

  async cloudWatch() {
    return this.client((await import('@aws-sdk/client-cloudwatch')).CloudWatchClient, 'cloudwatch');
  }

  async sns() {
    return this.client((await import('@aws-sdk/client-sns')).SNSClient, 'sns');
  }

  async lambda() {
    return this.client((await import('@aws-sdk/client-lambda')).LambdaClient, 'lambda');
  }

  /** The SQS client. It sends requests to the endpoint of the settings, not to the host in a queue's URL. */
  async sqs() {
    const sdk = await import('@aws-sdk/client-sqs');
    return watched(new sdk.SQSClient({ ...this.settings, useQueueUrlAsEndpoint: false }), 'sqs', this.clock);
  }

  async quotas(): Promise<AccountQuotas> {
    const sdk = await import('@aws-sdk/client-service-quotas');
    const client = this.client(sdk.ServiceQuotasClient, 'servicequotas');
    return readQuotas(sdk.paginateListServiceQuotas({ client }, { ServiceCode: 'personalize' }));
  }

  /** Entries of AWS's Price List for Amazon Personalize in the deployment's region. */
  async priceList(): Promise<readonly string[]> {
    const { paginateGetProducts, PricingClient } = await import('@aws-sdk/client-pricing');
    const settings = { ...this.settings, region: PRICE_LIST_REGION[this.scope.partition], ...PRICE_LIST_TIMEOUTS };
    const client = watched(new PricingClient(settings), 'pricing', this.clock);
    const Filters = [{ Type: 'TERM_MATCH' as const, Field: REGION_ATTRIBUTE, Value: this.scope.region }];
    const entries: string[] = [];
    for await (const { PriceList = [] } of paginateGetProducts(
      { client },
      { ServiceCode: PRICE_LIST_SERVICE, Filters },
    ))
      entries.push(...PriceList.map(String));
    return entries;
  }

  /** The SSM parameters of a dataset group, which applications read; undefined if the deployment publishes none. */
  async parametersOf(datasetGroup: string): Promise<GroupParameters | undefined> {
    const { parameterPath = '' } = this.names;
    if (parameterPath === '') return undefined;
    const [{ SSMClient }, { ParameterStore }] = await Promise.all([
      import('@aws-sdk/client-ssm'),
      import('../lib/aws/parameter-store.js'),
    ]);
    return new ParameterStore(this.client(SSMClient, 'ssm'), `${parameterPath}/${datasetGroup}`);
  }

  /**
   * The dataset group as the first entry, followed by its resources, as {@link inventoryOf} lists them. Empty if the
   * dataset group does not exist.
   */
  async resourcesOf(datasetGroup: string): Promise<readonly Existing[]> {
    const arn = datasetGroupArn(this.scope, datasetGroup);
    const summary = await describeByName(this, 'datasetGroup', datasetGroup);
    if (summary === undefined) return [];
    const group = { type: 'datasetGroup', arn, name: datasetGroup, status: summary.status ?? '', summary } as const;
    return [group, ...(await inventoryOf(this.personalize, arn))];
  }

  async stopTraining(solutionVersionArn: string): Promise<void> {
    await this.personalizeClient.send(new StopSolutionVersionCreationCommand({ solutionVersionArn }));
  }

  private client<Client extends object>(
    service: new (settings: ReturnType<typeof clientSettings>) => Client,
    name: string,
  ): Client {
    return watched(new service(this.settings), name, this.clock);
  }
}
