import type { DesiredType } from '../../personalize/resource-types';
import { batchInferenceJob, batchSegmentJob } from './batch-job';
import { campaign } from './campaign';
import { dataset } from './dataset';
import { datasetGroup } from './dataset-group';
import { datasetImportJob } from './dataset-import-job';
import { eventTracker } from './event-tracker';
import { filter } from './filter';
import { metricAttribution } from './metric-attribution';
import { recommender } from './recommender';
import type { JobResource, NamedResource } from './resource-type';
import { schema } from './schema';
import { solution } from './solution';
import { solutionVersion } from './solution-version';

/** Strategies by resource type. A strategy finds, compares and creates the resources of its type. */
export const STRATEGIES: Readonly<Record<DesiredType, NamedResource | JobResource>> = {
  datasetGroup,
  schema,
  dataset,
  eventTracker,
  filter,
  metricAttribution,
  solution,
  campaign,
  recommender,
  datasetImportJob,
  solutionVersion,
  batchInferenceJob,
  batchSegmentJob,
};

export function isJob(strategy: NamedResource | JobResource): strategy is JobResource {
  return 'findOwn' in strategy;
}
