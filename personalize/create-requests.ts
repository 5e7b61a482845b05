import type {
  CreateBatchInferenceJobRequest,
  CreateBatchSegmentJobRequest,
  CreateCampaignRequest,
  CreateDatasetGroupRequest,
  CreateDatasetImportJobRequest,
  CreateDatasetRequest,
  CreateEventTrackerRequest,
  CreateFilterRequest,
  CreateMetricAttributionRequest,
  CreateRecommenderRequest,
  CreateSchemaRequest,
  CreateSolutionRequest,
  CreateSolutionVersionRequest,
} from '@aws-sdk/client-personalize';

/** Input of each type's Create operation. */
export interface CreateRequests {
  readonly datasetGroup: CreateDatasetGroupRequest;
  readonly schema: CreateSchemaRequest;
  readonly dataset: CreateDatasetRequest;
  readonly datasetImportJob: CreateDatasetImportJobRequest;
  readonly eventTracker: CreateEventTrackerRequest;
  readonly filter: CreateFilterRequest;
  readonly metricAttribution: CreateMetricAttributionRequest;
  readonly solution: CreateSolutionRequest;
  readonly solutionVersion: CreateSolutionVersionRequest;
  readonly campaign: CreateCampaignRequest;
  readonly batchInferenceJob: CreateBatchInferenceJobRequest;
  readonly batchSegmentJob: CreateBatchSegmentJobRequest;
  readonly recommender: CreateRecommenderRequest;
}

/** A validated request: its required members are defined, at any depth. The SDK declares them as possibly undefined. */
export type Checked<T> = T extends readonly (infer E)[]
  ? readonly Checked<E>[]
  : T extends object
    ? {
        readonly [K in keyof T]: Record<string, never> extends Pick<T, K>
          ? Checked<T[K]>
          : Checked<Exclude<T[K], undefined>>;
      }
    : T;
