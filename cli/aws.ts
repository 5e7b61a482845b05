import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import {
  ListCampaignsCommand,
  ListDatasetGroupsCommand,
  ListDatasetsCommand,
  ListFiltersCommand,
  ListSchemasCommand,
  PersonalizeClient,
  StopSolutionVersionCreationCommand,
} from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
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
import type { AwsOptions } from './options';
import { assertProfile } from './profile';

/** Operations that only the command needs, not the functions. */
const FURTHER_COMMANDS = {
  ListCampaignsCommand,
  ListDatasetGroupsCommand,
  ListDatasetsCommand,
  ListFiltersCommand,
  ListSchemasCommand,
};

/** Settings of the client of the Price List: networks that reach the deployment may not reach it, and a cost is no reason to wait. */
const PRICE_LIST_TIMEOUTS = { maxAttempts: 2, requestHandler: { connectionTimeout: 3000, socketTimeout: 10_000 } };

/** A deployment, with clients for its resources. */
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
    this.personalizeClient = watched(new PersonalizeClient(settings), 'personalize', clock);
    this.personalize = new PersonalizeApi(this.personalizeClient, FURTHER_COMMANDS);
    // With an endpoint of one's own, host names with the bucket's name would not resolve.
    const forcePathStyle = this.endpoint !== undefined;
    this.s3 = watched(new S3Client({ ...settings, forcePathStyle }), 's3', clock);
    const dynamodb = watched(new DynamoDBClient(settings), 'dynamodb', clock);
    this.records = new RecordTable(dynamodb, names.recordTable);
    this.datasetGroups = new DatasetGroups(this.records);
    this.filesInForce = new FilesInForce(this.records);
    this.sfn = watched(new SFNClient(settings), 'states', clock);
    this.tasks = new Tasks(this.records);
    this.schedules = new ScheduleGroup(watched(new SchedulerClient(settings), 'scheduler', clock), {
      groupName: names.scheduleGroup,
      runStateMachineArn: names.runStateMachineArn,
      roleArn: names.scheduleRoleArn,
      deadLetterQueueArn: names.scheduleDeadLetterQueueArn,
      timezone: names.scheduleTimezone,
    });
  }

  /** @throws CliFailure if the profile, or the deployment, does not exist */
  static async open(options: AwsOptions): Promise<DeployedAws> {
    if (options.profile !== undefined) await assertProfile(options.profile);
    const clock = new ServiceClock();
    const names = await readNames(options, clock);
    return new DeployedAws(names, clock, clientSettings({ ...options, region: options.region ?? names.region }));
  }

  /** Endpoint of all services, if it is not AWS's. */
  get endpoint(): string | undefined {
    return this.settings.endpoint ?? process.env.AWS_ENDPOINT_URL;
  }

  get deployment(): string {
    return deploymentOf(this.names);
  }

  /** True if uploads delete what left the file with `onRemoval` `delete`. */
  get mayDelete(): boolean {
    return this.names.allowDeletions === 'true';
  }

  /** Milliseconds since 1970 by AWS's clock: this machine's may be wrong, and the local AWS has its own. */
  now(): number {
    return this.clock.now();
  }

  /** Loaded on demand, as only one command needs this client. */
  async logs(): Promise<CloudWatchLogsClient> {
    const sdk = await import('@aws-sdk/client-cloudwatch-logs');
    return watched(new sdk.CloudWatchLogsClient(this.settings), 'logs', this.clock);
  }

  /** Loaded on demand, as only one command needs this client. */
  async cloudWatch(): Promise<CloudWatchClient> {
    const sdk = await import('@aws-sdk/client-cloudwatch');
    return watched(new sdk.CloudWatchClient(this.settings), 'cloudwatch', this.clock);
  }

  /** Loaded on demand, as only one command needs this client. */
  async sns(): Promise<SNSClient> {
    const sdk = await import('@aws-sdk/client-sns');
    return watched(new sdk.SNSClient(this.settings), 'sns', this.clock);
  }

  /** Loaded on demand, as only one command needs this client. */
  async lambda(): Promise<LambdaClient> {
    const sdk = await import('@aws-sdk/client-lambda');
    return watched(new sdk.LambdaClient(this.settings), 'lambda', this.clock);
  }

  /** Loaded on demand, as only one command needs this client. It uses the endpoint of the settings, not that of a queue's URL. */
  async sqs(): Promise<SQSClient> {
    const sdk = await import('@aws-sdk/client-sqs');
    return watched(new sdk.SQSClient({ ...this.settings, useQueueUrlAsEndpoint: false }), 'sqs', this.clock);
  }

  /** Loaded on demand, as only plans that create something need this client. */
  async quotas(): Promise<AccountQuotas> {
    const sdk = await import('@aws-sdk/client-service-quotas');
    const client = watched(new sdk.ServiceQuotasClient(this.settings), 'servicequotas', this.clock);
    return readQuotas(sdk.paginateListServiceQuotas({ client }, { ServiceCode: 'personalize' }));
  }

  /** Entries of AWS's Price List for Amazon Personalize in this region. Loaded on demand, as a cache mostly has the prices. */
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

  /**
   * The parameters of a dataset group; undefined if the deployment publishes none. Loaded on demand, as only one command needs this client.
   */
  async parametersOf(datasetGroup: string): Promise<GroupParameters | undefined> {
    const { parameterPath = '' } = this.names;
    if (parameterPath === '') return undefined;
    const [{ SSMClient }, { ParameterStore }] = await Promise.all([
      import('@aws-sdk/client-ssm'),
      import('../lib/aws/parameter-store.js'),
    ]);
    return new ParameterStore(
      watched(new SSMClient(this.settings), 'ssm', this.clock),
      `${parameterPath}/${datasetGroup}`,
    );
  }

  /** A dataset group, then all its resources; empty if it does not exist. */
  async resourcesOf(datasetGroup: string): Promise<readonly Existing[]> {
    const arn = datasetGroupArn(this.scope, datasetGroup);
    const summary = await this.personalize.describe('datasetGroup', arn);
    if (summary === undefined) return [];
    const group = { type: 'datasetGroup', arn, name: datasetGroup, status: summary.status ?? '', summary } as const;
    return [group, ...(await inventoryOf(this.personalize, arn))];
  }

  async stopTraining(solutionVersionArn: string): Promise<void> {
    await this.personalizeClient.send(new StopSolutionVersionCreationCommand({ solutionVersionArn }));
  }
}
