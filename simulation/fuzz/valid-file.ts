/** Dataset group of the valid file, from which hostile files are made. `named` replaces this name, so that each input has its own group. */
export const GROUP = 'fuzz-00000';

const FIELDS = ['USER_ID', 'ITEM_ID', 'EVENT_TYPE', 'TIMESTAMP'];
const RECIPES = {
  personalization: 'arn:aws:personalize:::recipe/aws-user-personalization',
  segments: 'arn:aws:personalize:::recipe/aws-item-affinity',
};

export const SOLUTION = `${GROUP}-solution`;
const SEGMENTS = `${GROUP}-segments`;

/** A small, valid parameter file with most sections. Mutations change this file. */
export const VALID_FILE = {
  tags: [{ tagKey: 'team', tagValue: 'films' }],
  datasetGroup: {
    serviceConfig: { name: GROUP },
    workflowConfig: {
      schedules: { import: { expression: 'cron(0 3 * * ? *)', timezone: 'Europe/Berlin' } },
      maxAge: '6 hours',
    },
  },
  datasets: {
    serviceConfig: { importMode: 'FULL' },
    interactions: {
      dataset: { serviceConfig: { name: `${GROUP}-interactions` } },
      schema: {
        serviceConfig: {
          name: `${GROUP}-schema`,
          schema: {
            type: 'record',
            name: 'Interactions',
            namespace: 'com.amazonaws.personalize.schema',
            fields: FIELDS.map((name) => ({ name, type: name === 'TIMESTAMP' ? 'long' : 'string' })),
            version: '1.0',
          },
        },
      },
      workflowConfig: { checks: { minimumRows: 10, maximumRowDrop: '90%', maximumAge: '3000 days' } },
    },
  },
  budget: { trainingHoursPerMonth: 1000, onExceeded: 'notify' },
  eventTracker: { serviceConfig: { name: `${GROUP}-tracker` } },
  filters: [
    {
      serviceConfig: {
        name: `${GROUP}-filter`,
        filterExpression: 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("click")',
        tags: [{ tagKey: 'purpose', tagValue: 'seen' }],
      },
    },
  ],
  solutions: [
    {
      serviceConfig: {
        name: SOLUTION,
        recipeArn: RECIPES.personalization,
        solutionConfig: { algorithmHyperParameters: { hidden_dimension: '64' } },
      },
      workflowConfig: {
        schedules: { full: 'cron(0 2 ? * SUN *)', update: 'rate(2 days)' },
        maxAge: '1 week',
        promotion: {
          rules: [
            { metric: 'coverage', minimum: 0.0001, maximumDrop: '99%' },
            { metric: 'precision_at_5', maximum: 0.9999, maximumRise: '900%' },
          ],
          remindAfter: '2 days',
        },
      },
      campaigns: [{ serviceConfig: { name: `${GROUP}-campaign`, minProvisionedTPS: 1 } }],
      batchInferenceJobs: [{ serviceConfig: { numResults: 10 }, workflowConfig: { schedule: 'rate(1 day)' } }],
    },
    {
      serviceConfig: { name: SEGMENTS, recipeArn: RECIPES.segments },
      batchSegmentJobs: [{ serviceConfig: {} }],
    },
  ],
} as const;

/** A csv with 1,040 rows. A training needs 1,000 rows. */
export const VALID_CSV = [
  FIELDS.join(','),
  ...Array.from(
    { length: 1040 },
    (_, row) => `user-${row % 40},item-${(row * 7) % 50},click,${1_700_000_000 + row * 60}`,
  ),
  '',
].join('\n');

/** Inputs of the valid file's batch jobs: contents by key. */
export const BATCH_INPUTS: Readonly<Record<string, string>> = {
  [`batch/${GROUP}/${SOLUTION}/job_config.json`]: '{"userId":"user-1"}\n',
  [`batch/${GROUP}/${SEGMENTS}/job_config.json`]: '{"itemId":"item-1"}\n',
};

export const PARAMETER_FILE_KEY = `train/${GROUP}/config.json`;
