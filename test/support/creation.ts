import type { DesiredDataset, DesiredResource, DesiredState } from '../../lib/parameter-file/desired-state';
import { member } from '../../lib/parameter-file/json-value';
import { RESOURCE_TYPES } from '../../lib/personalize/resource-types';
import { type SchemaField, schemaFields } from '../../lib/personalize/schema';
import { ARN, ROLE } from './personalize-testbed';

/** One line of a batch job's input, with the members that any recipe needs. */
const JOB_INPUT = `${JSON.stringify({
  userId: 'user_id-1',
  itemId: 'item_id-1',
  itemList: ['item_id-1', 'item_id-2'],
  itemAttributes: 'ITEMS.YEAR = 1',
})}\n`;

/** A place to create resources: Create calls, virtual time and a data bucket. */
export interface Place {
  /** @returns the new ARN */
  create(operation: string, input: Readonly<Record<string, unknown>>): Promise<string>;
  advance(seconds: number): Promise<void>;
  /** @returns the object's `s3://` address, at once or later */
  put(key: string, content: string): string | Promise<string>;
}

/** Creates everything that a parameter file describes, with the Create calls of a run. */
export async function createAll(bed: Place, state: DesiredState): Promise<void> {
  let jobs = 0;
  const create = async ({ type, request }: DesiredResource, supplied: object): Promise<string> => {
    const arn = await bed.create(RESOURCE_TYPES[type].create, { ...request, ...supplied });
    // A day is longer than any step. Waiting until nothing is in progress could take forever: a solution may train automatically.
    await bed.advance(86_400);
    return arn;
  };
  const jobName = () => {
    jobs += 1;
    return `job-${jobs}`;
  };

  const datasetGroupArn = await create(state.datasetGroup, {});
  const folder = `train/${state.datasetGroup.name}`;
  const importsAgain: (() => Promise<string>)[] = [];
  for (const dataset of state.datasets)
    importsAgain.push(...(await createDataset(bed, folder, dataset, datasetGroupArn, create, jobName)));
  if (state.metricAttribution)
    await create(state.metricAttribution, { datasetGroupArn, metricsOutputConfig: { roleArn: ROLE } });
  for (const importAgain of importsAgain) await importAgain();
  if (state.eventTracker) await create(state.eventTracker, { datasetGroupArn });
  for (const filter of state.filters) await create(filter, { datasetGroupArn });
  for (const { solution, version, campaigns, batchInferenceJobs, batchSegmentJobs } of state.solutions) {
    const solutionArn = await create(solution, { datasetGroupArn });
    // The first training is a full one, whatever the mode is.
    const solutionVersionArn = await create(version, { solutionArn, trainingMode: 'FULL' });
    for (const campaign of campaigns) {
      const isSynced = member(campaign.request.campaignConfig, 'syncWithLatestSolutionVersion') === true;
      await create(campaign, {
        solutionVersionArn: isSynced ? `${solutionArn}/$LATEST` : solutionVersionArn,
      });
    }
    for (const job of [...batchInferenceJobs, ...batchSegmentJobs]) {
      const key = `batch/${state.datasetGroup.name}/${solution.name}/job_config.json`;
      const jobInput = { s3DataSource: { path: await bed.put(key, JOB_INPUT) } };
      const jobOutput = { s3DataDestination: { path: 's3://data/batch/out/' } };
      const { filterName, ...request } = job.request;
      const filter = filterName === undefined ? {} : { filterArn: `${ARN}filter/${filterName}` };
      await create(
        { ...job, request: { ...request, ...filter } },
        { solutionVersionArn, jobName: jobName(), roleArn: ROLE, jobInput, jobOutput },
      );
    }
  }
  for (const recommender of state.recommenders) await create(recommender, { datasetGroupArn });
}

/**
 * Creates a dataset with its schema and a first FULL import.
 * @returns an empty list if the first import is already as the parameter file describes; otherwise a list with one
 * function, which makes the import that the parameter file describes
 */
async function createDataset(
  bed: Place,
  folder: string,
  { datasetType, csvName, schema, dataset, importJob }: DesiredDataset,
  datasetGroupArn: string,
  create: (resource: DesiredResource, supplied: object) => Promise<string>,
  jobName: () => string,
): Promise<(() => Promise<string>)[]> {
  const schemaArn = await create(schema, {});
  const datasetArn = await create(dataset, { datasetGroupArn, schemaArn, datasetType });
  const dataLocation = await bed.put(`${folder}/${csvName}.csv`, csvFor(schemaFields(schema.request.schema)));
  const supplied = () => ({ jobName: jobName(), datasetArn, dataSource: { dataLocation }, roleArn: ROLE });
  const { importMode, publishAttributionMetricsToS3, ...request } = importJob.request;
  // The first import is FULL, whatever the file says. It cannot publish metrics: the metric attribution is created later.
  await create({ ...importJob, request }, { ...supplied(), importMode: 'FULL' });
  const isAsAsked = importMode === 'FULL' && publishAttributionMetricsToS3 === undefined;
  return isAsAsked ? [] : [() => create(importJob, supplied())];
}

/** Number of events: 1,000 of each of the three types, because recipes of domains need that many. */
const EVENTS = 3000;
const THINGS = 60;
const SECONDS_2025 = 1_735_689_600;

/** Returns enough rows to train every recipe, with `THINGS` users and items. */
function csvFor(fields: readonly SchemaField[]): string {
  const value = ({ name, types: [type] }: SchemaField, row: number): string | number => {
    if (name === 'EVENT_TYPE') return ['View', 'Purchase', 'Watch'][row % 3] ?? '';
    if (name.endsWith('TIMESTAMP')) return SECONDS_2025 + row;
    if (type === 'boolean') return String(row % 2 === 0);
    return type === 'string' ? `${name.toLowerCase()}-${row % THINGS}` : 1 + (row % 9);
  };
  const count = fields.some(({ name }) => name === 'TIMESTAMP') ? EVENTS : THINGS;
  const rows = Array.from({ length: count }, (_, row) => fields.map((field) => value(field, row)).join(','));
  return `${[fields.map(({ name }) => name).join(','), ...rows].join('\n')}\n`;
}
