/** The resource types of Personalize that this project manages, with their names in the API. */

export type ResourceType =
  | 'datasetGroup'
  | 'schema'
  | 'dataset'
  | 'datasetImportJob'
  | 'eventTracker'
  | 'filter'
  | 'solution'
  | 'solutionVersion'
  | 'campaign'
  | 'batchInferenceJob'
  | 'batchSegmentJob'
  | 'recommender';

export interface ResourceTypeInfo {
  /** Name in events and messages, e.g. `Dataset Import Job`. */
  readonly title: string;
  /** Operation names. Types without `update` or `delete` have no such operation. */
  readonly create: string;
  readonly describe: string;
  readonly list: string;
  readonly update?: string;
  readonly delete?: string;
  /** Member that carries the ARN in requests and responses. */
  readonly arnMember: string;
  /** Member of the Describe response that holds the resource. */
  readonly describeMember: string;
  /** Member of the List response that holds the page. */
  readonly listMember: string;
  /** Member that carries the name in the Create request. */
  readonly nameMember: 'name' | 'jobName';
  readonly taggable: boolean;
  /** False: usable as soon as it is created. */
  readonly hasStatus: boolean;
  /** Whether Describe gives a failure reason. */
  readonly hasFailureReason: boolean;
  /** Describe member with the progress of an update, while the resource's own status stays ACTIVE. */
  readonly latestUpdateMember?: string;
}

/** Source: Personalize API reference. */
export const RESOURCE_TYPES: Readonly<Record<ResourceType, ResourceTypeInfo>> = {
  datasetGroup: {
    title: 'Dataset Group',
    create: 'CreateDatasetGroup',
    describe: 'DescribeDatasetGroup',
    list: 'ListDatasetGroups',
    delete: 'DeleteDatasetGroup',
    arnMember: 'datasetGroupArn',
    describeMember: 'datasetGroup',
    listMember: 'datasetGroups',
    nameMember: 'name',
    taggable: true,
    hasStatus: true,
    hasFailureReason: true,
  },
  schema: {
    title: 'Schema',
    create: 'CreateSchema',
    describe: 'DescribeSchema',
    list: 'ListSchemas',
    delete: 'DeleteSchema',
    arnMember: 'schemaArn',
    describeMember: 'schema',
    listMember: 'schemas',
    nameMember: 'name',
    taggable: false,
    hasStatus: false,
    hasFailureReason: false,
  },
  dataset: {
    title: 'Dataset',
    create: 'CreateDataset',
    describe: 'DescribeDataset',
    list: 'ListDatasets',
    update: 'UpdateDataset',
    delete: 'DeleteDataset',
    arnMember: 'datasetArn',
    describeMember: 'dataset',
    listMember: 'datasets',
    nameMember: 'name',
    taggable: true,
    hasStatus: true,
    hasFailureReason: false,
    latestUpdateMember: 'latestDatasetUpdate',
  },
  datasetImportJob: {
    title: 'Dataset Import Job',
    create: 'CreateDatasetImportJob',
    describe: 'DescribeDatasetImportJob',
    list: 'ListDatasetImportJobs',
    arnMember: 'datasetImportJobArn',
    describeMember: 'datasetImportJob',
    listMember: 'datasetImportJobs',
    nameMember: 'jobName',
    taggable: true,
    hasStatus: true,
    hasFailureReason: true,
  },
  eventTracker: {
    title: 'Event Tracker',
    create: 'CreateEventTracker',
    describe: 'DescribeEventTracker',
    list: 'ListEventTrackers',
    delete: 'DeleteEventTracker',
    arnMember: 'eventTrackerArn',
    describeMember: 'eventTracker',
    listMember: 'eventTrackers',
    nameMember: 'name',
    taggable: true,
    hasStatus: true,
    hasFailureReason: false,
  },
  filter: {
    title: 'Filter',
    create: 'CreateFilter',
    describe: 'DescribeFilter',
    list: 'ListFilters',
    delete: 'DeleteFilter',
    arnMember: 'filterArn',
    describeMember: 'filter',
    // The only list member of the API that begins with a capital letter.
    listMember: 'Filters',
    nameMember: 'name',
    taggable: true,
    hasStatus: true,
    hasFailureReason: true,
  },
  solution: {
    title: 'Solution',
    create: 'CreateSolution',
    describe: 'DescribeSolution',
    list: 'ListSolutions',
    update: 'UpdateSolution',
    delete: 'DeleteSolution',
    arnMember: 'solutionArn',
    describeMember: 'solution',
    listMember: 'solutions',
    nameMember: 'name',
    taggable: true,
    hasStatus: true,
    hasFailureReason: false,
    latestUpdateMember: 'latestSolutionUpdate',
  },
  solutionVersion: {
    title: 'Solution Version',
    create: 'CreateSolutionVersion',
    describe: 'DescribeSolutionVersion',
    list: 'ListSolutionVersions',
    arnMember: 'solutionVersionArn',
    describeMember: 'solutionVersion',
    listMember: 'solutionVersions',
    nameMember: 'name',
    taggable: true,
    hasStatus: true,
    hasFailureReason: true,
  },
  campaign: {
    title: 'Campaign',
    create: 'CreateCampaign',
    describe: 'DescribeCampaign',
    list: 'ListCampaigns',
    update: 'UpdateCampaign',
    delete: 'DeleteCampaign',
    arnMember: 'campaignArn',
    describeMember: 'campaign',
    listMember: 'campaigns',
    nameMember: 'name',
    taggable: true,
    hasStatus: true,
    hasFailureReason: true,
    latestUpdateMember: 'latestCampaignUpdate',
  },
  batchInferenceJob: {
    title: 'Batch Inference Job',
    create: 'CreateBatchInferenceJob',
    describe: 'DescribeBatchInferenceJob',
    list: 'ListBatchInferenceJobs',
    arnMember: 'batchInferenceJobArn',
    describeMember: 'batchInferenceJob',
    listMember: 'batchInferenceJobs',
    nameMember: 'jobName',
    taggable: true,
    hasStatus: true,
    hasFailureReason: true,
  },
  batchSegmentJob: {
    title: 'Batch Segment Job',
    create: 'CreateBatchSegmentJob',
    describe: 'DescribeBatchSegmentJob',
    list: 'ListBatchSegmentJobs',
    arnMember: 'batchSegmentJobArn',
    describeMember: 'batchSegmentJob',
    listMember: 'batchSegmentJobs',
    nameMember: 'jobName',
    taggable: true,
    hasStatus: true,
    hasFailureReason: true,
  },
  recommender: {
    title: 'Recommender',
    create: 'CreateRecommender',
    describe: 'DescribeRecommender',
    list: 'ListRecommenders',
    update: 'UpdateRecommender',
    delete: 'DeleteRecommender',
    arnMember: 'recommenderArn',
    describeMember: 'recommender',
    listMember: 'recommenders',
    nameMember: 'name',
    taggable: true,
    hasStatus: true,
    hasFailureReason: true,
    latestUpdateMember: 'latestRecommenderUpdate',
  },
};
