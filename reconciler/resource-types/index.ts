import type { ResourceType } from '../../personalize/resource-types';
import { batchInferenceJob, batchSegmentJob } from './batch-job';
import { campaign } from './campaign';
import { dataset } from './dataset';
import { datasetGroup } from './dataset-group';
import { datasetImportJob } from './dataset-import-job';
import { eventTracker } from './event-tracker';
import { filter } from './filter';
import { recommender } from './recommender';
import type { JobKind, JobType, NamedKind } from './resource-type';
import { schema } from './schema';
import { solution } from './solution';
import { solutionVersion } from './solution-version';

export const NAMED_KINDS: Readonly<Record<Exclude<ResourceType, JobType>, NamedKind>> = {
  datasetGroup,
  schema,
  dataset,
  eventTracker,
  filter,
  solution,
  campaign,
  recommender,
};

export const JOB_KINDS: Readonly<Record<JobType, JobKind>> = {
  datasetImportJob,
  solutionVersion,
  batchInferenceJob,
  batchSegmentJob,
};
