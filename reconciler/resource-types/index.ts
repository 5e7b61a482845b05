import type { ResourceType } from '../../personalize/resource-types';
import { batchInferenceJob, batchSegmentJob } from './batch-job';
import { campaign } from './campaign';
import { dataset } from './dataset';
import { datasetGroup } from './dataset-group';
import { datasetImportJob } from './dataset-import-job';
import { eventTracker } from './event-tracker';
import { filter } from './filter';
import { recommender } from './recommender';
import type { JobResource, JobType, NamedResource } from './resource-type';
import { schema } from './schema';
import { solution } from './solution';
import { solutionVersion } from './solution-version';

export const NAMED_RESOURCES: Readonly<Record<Exclude<ResourceType, JobType>, NamedResource>> = {
  datasetGroup,
  schema,
  dataset,
  eventTracker,
  filter,
  solution,
  campaign,
  recommender,
};

export const JOB_RESOURCES: Readonly<Record<JobType, JobResource>> = {
  datasetImportJob,
  solutionVersion,
  batchInferenceJob,
  batchSegmentJob,
};
