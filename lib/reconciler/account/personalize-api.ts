import * as sdk from '@aws-sdk/client-personalize';
import { OWNER_TAG } from '../../aws/owner-tag';
import { undefinedOn } from '../../aws/undefined-on';
import type { Tag } from '../../parameter-file/leaves';
import { RESOURCE_TYPES, type ResourceType, type ResourceTypeInfo } from '../../personalize/resource-types';
import { printable } from '../../text/format';

/** A request with the member names of Personalize's API model. */
export type Request = Readonly<Record<string, unknown>>;

/** A resource as Describe or List shows it, with the member names of Personalize's API model. */
export interface Description extends Readonly<Record<string, unknown>> {
  readonly status?: string;
  readonly failureReason?: string;
  readonly creationDateTime?: Date;
  readonly lastUpdatedDateTime?: Date;
}

/** Why a resource failed. Personalize gives no reason for datasets, event trackers and solutions. */
export function reasonOf({ status, failureReason }: Description): string {
  return printable(failureReason ?? `${status}; Personalize gives no reason for this resource type.`);
}

/** Reason why nothing can be created in a failed parent. */
export function reasonOfParent(arn: string, parent: Description): string {
  return `${arn} is ${parent.status}: ${reasonOf(parent)} An upload of the parameter file creates it anew.`;
}

/** Sorts resources by creation time, the newest first. */
export function newestFirst(resources: readonly Description[]): readonly Description[] {
  const time = ({ creationDateTime }: Description) => creationDateTime?.getTime() ?? 0;
  return [...resources].sort((one, other) => time(other) - time(one));
}

/** Command classes by name. Each class is named here, so that the bundle contains no other command of the SDK. */
const COMMANDS: Readonly<Record<string, unknown>> = {
  CreateBatchInferenceJobCommand: sdk.CreateBatchInferenceJobCommand,
  CreateBatchSegmentJobCommand: sdk.CreateBatchSegmentJobCommand,
  CreateCampaignCommand: sdk.CreateCampaignCommand,
  CreateDataDeletionJobCommand: sdk.CreateDataDeletionJobCommand,
  CreateDatasetCommand: sdk.CreateDatasetCommand,
  CreateDatasetGroupCommand: sdk.CreateDatasetGroupCommand,
  CreateDatasetImportJobCommand: sdk.CreateDatasetImportJobCommand,
  CreateEventTrackerCommand: sdk.CreateEventTrackerCommand,
  CreateFilterCommand: sdk.CreateFilterCommand,
  CreateMetricAttributionCommand: sdk.CreateMetricAttributionCommand,
  CreateRecommenderCommand: sdk.CreateRecommenderCommand,
  CreateSchemaCommand: sdk.CreateSchemaCommand,
  CreateSolutionCommand: sdk.CreateSolutionCommand,
  CreateSolutionVersionCommand: sdk.CreateSolutionVersionCommand,
  DeleteCampaignCommand: sdk.DeleteCampaignCommand,
  DeleteDatasetCommand: sdk.DeleteDatasetCommand,
  DeleteDatasetGroupCommand: sdk.DeleteDatasetGroupCommand,
  DeleteEventTrackerCommand: sdk.DeleteEventTrackerCommand,
  DeleteFilterCommand: sdk.DeleteFilterCommand,
  DeleteMetricAttributionCommand: sdk.DeleteMetricAttributionCommand,
  DeleteRecommenderCommand: sdk.DeleteRecommenderCommand,
  DeleteSchemaCommand: sdk.DeleteSchemaCommand,
  DeleteSolutionCommand: sdk.DeleteSolutionCommand,
  DescribeBatchInferenceJobCommand: sdk.DescribeBatchInferenceJobCommand,
  DescribeBatchSegmentJobCommand: sdk.DescribeBatchSegmentJobCommand,
  DescribeCampaignCommand: sdk.DescribeCampaignCommand,
  DescribeDataDeletionJobCommand: sdk.DescribeDataDeletionJobCommand,
  DescribeDatasetCommand: sdk.DescribeDatasetCommand,
  DescribeDatasetGroupCommand: sdk.DescribeDatasetGroupCommand,
  DescribeDatasetImportJobCommand: sdk.DescribeDatasetImportJobCommand,
  DescribeEventTrackerCommand: sdk.DescribeEventTrackerCommand,
  DescribeFilterCommand: sdk.DescribeFilterCommand,
  DescribeMetricAttributionCommand: sdk.DescribeMetricAttributionCommand,
  DescribeRecommenderCommand: sdk.DescribeRecommenderCommand,
  DescribeSchemaCommand: sdk.DescribeSchemaCommand,
  DescribeSolutionCommand: sdk.DescribeSolutionCommand,
  DescribeSolutionVersionCommand: sdk.DescribeSolutionVersionCommand,
  GetSolutionMetricsCommand: sdk.GetSolutionMetricsCommand,
  ListBatchInferenceJobsCommand: sdk.ListBatchInferenceJobsCommand,
  ListBatchSegmentJobsCommand: sdk.ListBatchSegmentJobsCommand,
  ListCampaignsCommand: sdk.ListCampaignsCommand,
  ListDataDeletionJobsCommand: sdk.ListDataDeletionJobsCommand,
  ListDatasetGroupsCommand: sdk.ListDatasetGroupsCommand,
  ListDatasetImportJobsCommand: sdk.ListDatasetImportJobsCommand,
  ListDatasetsCommand: sdk.ListDatasetsCommand,
  ListEventTrackersCommand: sdk.ListEventTrackersCommand,
  ListFiltersCommand: sdk.ListFiltersCommand,
  ListMetricAttributionMetricsCommand: sdk.ListMetricAttributionMetricsCommand,
  ListMetricAttributionsCommand: sdk.ListMetricAttributionsCommand,
  ListRecommendersCommand: sdk.ListRecommendersCommand,
  ListSchemasCommand: sdk.ListSchemasCommand,
  ListSolutionsCommand: sdk.ListSolutionsCommand,
  ListSolutionVersionsCommand: sdk.ListSolutionVersionsCommand,
  ListTagsForResourceCommand: sdk.ListTagsForResourceCommand,
  StartRecommenderCommand: sdk.StartRecommenderCommand,
  StopRecommenderCommand: sdk.StopRecommenderCommand,
  UpdateCampaignCommand: sdk.UpdateCampaignCommand,
  UpdateDatasetCommand: sdk.UpdateDatasetCommand,
  UpdateMetricAttributionCommand: sdk.UpdateMetricAttributionCommand,
  UpdateRecommenderCommand: sdk.UpdateRecommenderCommand,
  UpdateSolutionCommand: sdk.UpdateSolutionCommand,
};

type CommandClass = new (request: Request) => Parameters<sdk.PersonalizeClient['send']>[0];

/** Operations of Personalize. Methods for operations that many types have take the resource type. */
export interface Personalize {
  /** The resource; undefined if it does not exist. */
  describe(type: ResourceType, arn: string): Promise<Description | undefined>;
  /** All summaries that match the request, for example all resources of a parent, in Personalize's order. */
  list(type: ResourceType, request: Request): Promise<readonly Description[]>;
  /**
   * Creates a resource. The resource gets the deployment's tag if it can have tags and can be deleted.
   * @returns the ARN of the new resource
   */
  create(type: ResourceType, request: Request): Promise<string>;
  update(type: ResourceType, request: Request): Promise<void>;
  delete(type: ResourceType, arn: string): Promise<void>;
  tags(arn: string): Promise<readonly Tag[]>;
  /**
   * Starts or stops a recommender.
   * @param arn ARN of the recommender
   */
  operate(operation: 'START' | 'STOP', arn: string): Promise<void>;
  /**
   * Offline metrics of a solution version, by metric name; empty if Personalize shows none, undefined if a plan only assumes that the
   * version exists or is ACTIVE.
   * @param version ARN of the version
   */
  metrics(version: string): Promise<Readonly<Record<string, number>> | undefined>;
  /**
   * Metrics of a metric attribution. Describe does not show them.
   * @param attribution ARN of the metric attribution
   */
  attributionMetrics(attribution: string): Promise<readonly sdk.MetricAttribute[]>;
}

export class PersonalizeApi implements Personalize {
  /**
   * @param creating client for Create requests. This client must not retry: if the answer is lost, a retry would create a second solution
   * version. Default: `client`
   * @param deployment name of the deployment, for the tag of new resources. Default: no tag
   */
  constructor(
    private readonly client: sdk.PersonalizeClient,
    private readonly creating = client,
    private readonly deployment?: string,
  ) {}

  async describe(type: ResourceType, arn: string): Promise<Description | undefined> {
    const { describe, arnMember, describeMember } = RESOURCE_TYPES[type];
    const response = await undefinedOn(this.send(describe, { [arnMember]: arn }), sdk.ResourceNotFoundException);
    return response?.[describeMember] as Description | undefined;
  }

  async list(type: ResourceType, request: Request): Promise<readonly Description[]> {
    const { list, listMember } = RESOURCE_TYPES[type];
    const found: Description[] = [];
    let nextToken: unknown;
    do {
      const page = this.send(list, { ...request, ...(nextToken !== undefined && { nextToken }) });
      // A missing solution has no versions. Only ListSolutionVersions declares this error (API model, 2026-11).
      const response = (await undefinedOn(page, sdk.ResourceNotFoundException)) ?? {};
      found.push(...((response[listMember] ?? []) as Description[]));
      nextToken = response.nextToken;
    } while (nextToken !== undefined);
    return found;
  }

  async create(type: ResourceType, request: Request): Promise<string> {
    const { create, arnMember } = RESOURCE_TYPES[type];
    return (await this.send(create, this.tagged(type, request), this.creating))[arnMember] as string;
  }

  async update(type: ResourceType, request: Request): Promise<void> {
    await this.send(operationOf(type, 'update'), request);
  }

  async delete(type: ResourceType, arn: string): Promise<void> {
    await this.send(operationOf(type, 'delete'), { [RESOURCE_TYPES[type].arnMember]: arn });
  }

  async tags(arn: string): Promise<readonly Tag[]> {
    const { tags = [] } = await this.send('ListTagsForResource', { resourceArn: arn });
    return tags as readonly Tag[];
  }

  async operate(operation: 'START' | 'STOP', arn: string): Promise<void> {
    await this.send(operation === 'START' ? 'StartRecommender' : 'StopRecommender', { recommenderArn: arn });
  }

  async metrics(version: string): Promise<Readonly<Record<string, number>>> {
    const call = this.send('GetSolutionMetrics', { solutionVersionArn: version });
    // Some recipes have no metrics. For their versions, Personalize may return an empty answer or an error; AWS documents
    // neither: `personalize-solution-metrics` in docs/local-aws.md.
    const { metrics = {} } = (await undefinedOn(call, sdk.InvalidInputException, sdk.ResourceNotFoundException)) ?? {};
    return metrics as Readonly<Record<string, number>>;
  }

  async attributionMetrics(attribution: string): Promise<readonly sdk.MetricAttribute[]> {
    // A metric attribution has at most ten metrics, so one page is enough.
    const request = { metricAttributionArn: attribution, maxResults: 100 };
    const { metrics = [] } = await this.send('ListMetricAttributionMetrics', request);
    return metrics as readonly sdk.MetricAttribute[];
  }

  /** The request with the deployment's tag. Jobs and versions do not get the tag, because they cannot be deleted. */
  private tagged(type: ResourceType, request: Request): Request {
    const { taggable, delete: remove } = RESOURCE_TYPES[type] as ResourceTypeInfo;
    if (this.deployment === undefined || !taggable || remove === undefined) return request;
    const { tags = [] } = request as { readonly tags?: readonly Tag[] };
    const others = tags.filter(({ tagKey }) => tagKey !== OWNER_TAG);
    return { ...request, tags: [...others, { tagKey: OWNER_TAG, tagValue: this.deployment }] };
  }

  private async send(name: string, request: Request, client = this.client): Promise<Request> {
    // Many requests come from the parameter file, so the compiler cannot check their types.
    const Command = COMMANDS[`${name}Command`] as CommandClass;
    return (await client.send(new Command(request))) as unknown as Request;
  }
}

function operationOf(type: ResourceType, verb: 'update' | 'delete'): string {
  const name = RESOURCE_TYPES[type][verb];
  if (name === undefined) throw new Error(`Personalize has no ${verb} operation for a ${RESOURCE_TYPES[type].title}.`);
  return name;
}
