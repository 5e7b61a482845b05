import { label } from '../../reconciler/inventory';
import type { DeployedAws } from '../aws';
import { describeData, type OwnData } from './data';
import type { Survey } from './survey';

/** Something of a dataset group that is kept when it is destroyed. */
export interface LeftBehind {
  readonly what: string;
  /** Why it is kept, or how to delete it. */
  readonly why: string;
}

/** Types that Personalize has no operation to delete. */
export const JOBS: ReadonlySet<string> = new Set(['datasetImportJob', 'batchInferenceJob', 'batchSegmentJob']);

const NO_OPERATION = 'Amazon Personalize has no operation that deletes them';

/** @param withData whether the data in the bucket is deleted too */
export function leftBehind(
  { names }: DeployedAws,
  { datasetGroup, resources, sharedSchemas, metricAttributions }: Survey,
  data: OwnData,
  withData: boolean,
): readonly LeftBehind[] {
  const jobs = resources.filter(({ type }) => JOBS.has(type)).length;
  const objects = withData ? [] : describeData(data);
  return [
    ...sharedSchemas.map((schema) => ({ what: label(schema), why: 'a dataset of another group uses it' })),
    // personalize-group-with-attribution
    ...metricAttributions.map((name) => ({
      what: `metric attribution '${name}'`,
      why: 'it may block the deletion of the dataset group; delete it with `aws personalize delete-metric-attribution`',
    })),
    ...objects.map((each) => ({ what: `s3://${names.dataBucket}: ${each}`, why: '--with-data deletes it' })),
    ...(jobs === 0 ? [] : [{ what: `import and batch jobs: ${jobs}`, why: NO_OPERATION }]),
    {
      what: `the history of runs of '${datasetGroup}', logs and metrics`,
      why: 'they expire as configured in the deployment',
    },
  ];
}
