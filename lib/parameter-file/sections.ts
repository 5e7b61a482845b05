import { attributionFolder, batchInputKey } from '../aws/data-bucket-layout';
import { DATASET_TYPES, type DatasetTypeInfo } from '../personalize/dataset-types';
import { BUDGET, CAPACITY, DATA_CHECKS, PROMOTION } from './limit-sections';
import { type LeafSection, leaf, list, object, resource, serviceConfig, type ValueOf } from './section';

const DATASET_GROUP_ARN = { datasetGroupArn: 'the dataset group of this file' };

const SERVING_VERSION = 'the newest version of the solution or, with promotion, the promoted one';

const JOB_MEMBERS = {
  jobName: 'the solution, the time and a fingerprint of the work',
  solutionVersionArn: SERVING_VERSION,
  roleArn: "the deployment's role for Personalize",
  jobInput: batchInputKey('<dataset group>', '<solution>'),
  jobOutput: 'a new folder under batch/<dataset group>/<solution>/',
};

const JOB_FILTER = {
  filterName: leaf(
    'text',
    'Filter name',
    'A filter of the same dataset group, in place of filterArn, which differs between accounts.',
  ),
};

const MAX_AGE = leaf(
  'duration',
  'Maximum age',
  'A run repeats work that is older than this, even if nothing has changed: "6 hours", "1 day 12 hours". Default: only changes count.',
);

function schedule(what: string): LeafSection<'schedule'> {
  return leaf('schedule', 'Schedule', `When to ${what}.`);
}

const ON_REMOVAL = leaf(
  'onRemoval',
  'On removal',
  'When the resource leaves the file: keep (default) it, or delete it once all else in the file is ready. A person confirms the deletion, unless the deployment has allow_deletions.',
);

const REMOVAL = object('Workflow settings', 'What happens when the resource leaves the file.', {
  onRemoval: ON_REMOVAL,
});

function dataset(title: string, csvName: string) {
  return object(
    title,
    `Its data is beside this file: ${csvName}.csv, or csv files in ${csvName}/.`,
    {
      dataset: resource(
        'The dataset.',
        serviceConfig('dataset', 'Dataset', {
          ...DATASET_GROUP_ARN,
          schemaArn: 'the schema beside the dataset',
          datasetType: 'the key of the dataset in this file',
        }),
      ),
      schema: resource(
        'Schemas belong to the account; an existing one of the same name and content is used.',
        serviceConfig(
          'schema',
          'Schema',
          {},
          { schema: leaf('avroSchema', 'Avro schema', 'The columns of the csv.') },
          ['schema'],
        ),
      ),
      workflowConfig: object('Workflow settings', 'Which data is imported.', { checks: DATA_CHECKS }),
    },
    ['dataset', 'schema'],
    'DatasetWithSchemaSection',
  );
}

const DATASETS = Object.fromEntries(
  Object.values(DATASET_TYPES).map(({ section, csvName, recordName }) => [section, dataset(recordName, csvName)]),
) as Readonly<Record<DatasetTypeInfo['section'], ReturnType<typeof dataset>>>;

function batchJobs<Type extends 'batchInferenceJob' | 'batchSegmentJob'>(type: Type, title: string, purpose: string) {
  return list(
    title,
    `${purpose}, with input from ${batchInputKey('<dataset group>', '<solution>')}.`,
    resource(purpose, serviceConfig(type, 'Batch job', JOB_MEMBERS, JOB_FILTER), {
      workflowConfig: object('Workflow settings', 'When to run the job.', {
        schedule: schedule('run the job again'),
        maxAge: MAX_AGE,
      }),
    }),
  );
}

const SOLUTION_VERSION = serviceConfig('solutionVersion', 'Solution version', {
  solutionArn: 'the solution that contains it',
});

const SOLUTION = resource(
  'A recipe to train on the datasets, and how trained models are served.',
  serviceConfig('solution', 'Solution', DATASET_GROUP_ARN, { solutionVersion: SOLUTION_VERSION }, ['recipeArn']),
  {
    workflowConfig: object('Workflow settings', 'When to train again.', {
      onRemoval: ON_REMOVAL,
      schedules: object('Schedules', 'When to train again, in which training mode.', {
        full: schedule('train from scratch'),
        update: schedule(
          'update the model with new items and impressions; skipped while the newest full training does not serve',
        ),
        maxAge: MAX_AGE,
      }),
      maxAge: MAX_AGE,
      promotion: PROMOTION,
    }),
    campaigns: list(
      'Campaigns',
      'Serve the newest solution version or, with promotion, the promoted one.',
      resource(
        'A campaign, which serves the newest solution version or, with promotion, the promoted one.',
        serviceConfig('campaign', 'Campaign', { solutionVersionArn: SERVING_VERSION }),
        { workflowConfig: REMOVAL },
      ),
    ),
    batchInferenceJobs: batchJobs('batchInferenceJob', 'Batch inference jobs', 'Recommendations in bulk'),
    batchSegmentJobs: batchJobs('batchSegmentJob', 'Batch segment jobs', 'User segments in bulk'),
  },
);

export const PARAMETER_FILE = object(
  'Parameter file',
  'One dataset group of Amazon Personalize, with everything in it.',
  {
    $schema: leaf('text', 'JSON Schema', 'For editors.'),
    tags: leaf('tags', 'Tags', 'For resources without tags of their own.'),
    datasetGroup: resource(
      'The dataset group itself, and when to import its datasets.',
      serviceConfig('datasetGroup', 'Dataset group', {}),
      {
        workflowConfig: object('Workflow settings', 'When to import the datasets.', {
          schedules: object('Schedules', 'When to import the datasets again.', {
            import: schedule('import all datasets again'),
          }),
          maxAge: MAX_AGE,
        }),
      },
    ),
    datasets: object('Datasets', 'Datasets, each with its schema, and how to import them.', {
      serviceConfig: serviceConfig('datasetImportJob', 'Dataset import job', {
        jobName: 'the dataset, its group, the time and a fingerprint of the work',
        datasetArn: 'the dataset',
        dataSource: 'the csv files beside this file',
        roleArn: "the deployment's role for Personalize",
      }),
      ...DATASETS,
    }),
    eventTracker: resource(
      'Records events in real time. A dataset group has at most one.',
      serviceConfig('eventTracker', 'Event tracker', DATASET_GROUP_ARN),
      { workflowConfig: REMOVAL },
    ),
    filters: list(
      'Filters',
      'For recommendations.',
      resource('A filter.', serviceConfig('filter', 'Filter', DATASET_GROUP_ARN), { workflowConfig: REMOVAL }),
    ),
    metricAttribution: resource(
      'Counts or sums up the events that recommendations lead to. A dataset group has at most one. It is created after the first import, and does not report on the data of that import.',
      serviceConfig('metricAttribution', 'Metric attribution', {
        ...DATASET_GROUP_ARN,
        metricsOutputConfig: `the deployment's role for Personalize, and ${attributionFolder('<dataset group>')} in the data bucket`,
      }),
    ),
    recommenders: list(
      'Recommenders',
      'For dataset groups with a domain.',
      resource('A recommender.', serviceConfig('recommender', 'Recommender', DATASET_GROUP_ARN), {
        workflowConfig: object('Workflow settings', 'When the recommender is stopped and started.', {
          onRemoval: ON_REMOVAL,
          schedules: object(
            'Schedules',
            'A stopped recommender is not billed, not retrained, and answers no request.',
            {
              start: schedule('start the recommender, if it is stopped'),
              stop: schedule('stop it'),
            },
          ),
        }),
      }),
    ),
    solutions: list('Solutions', 'What to train.', SOLUTION),
    capacity: CAPACITY,
    budget: BUDGET,
  },
  ['datasetGroup'],
);

/**
 * Content of a parameter file. Each `serviceConfig` has members of the resource's Create request. Each `workflowConfig` has
 * the project's own settings.
 */
export type ParameterFile = ValueOf<typeof PARAMETER_FILE>;

export type CapacitySection = ValueOf<typeof CAPACITY>;

export type BudgetSection = ValueOf<typeof BUDGET>;

export type ChecksSection = ValueOf<typeof DATA_CHECKS>;

export type PromotionSection = ValueOf<typeof PROMOTION>;

export type SolutionSection = ValueOf<typeof SOLUTION>;
