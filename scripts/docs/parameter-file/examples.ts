/** Examples of the reference. A test validates each of them. */

const NAMESPACE = 'com.amazonaws.personalize.schema';

function dataset(name: string, record: string, fields: readonly object[]): object {
  return {
    dataset: { serviceConfig: { name } },
    schema: {
      serviceConfig: {
        name: `${name}-schema`,
        schema: { type: 'record', name: record, namespace: NAMESPACE, fields, version: '1.0' },
      },
    },
  };
}

function recipe(name: string): string {
  return `arn:aws:personalize:::recipe/aws-${name}`;
}

const string = (name: string) => ({ name, type: 'string' });
const long = (name: string) => ({ name, type: 'long' });

const INTERACTIONS = dataset('films-interactions', 'Interactions', [
  string('USER_ID'),
  string('ITEM_ID'),
  string('EVENT_TYPE'),
  long('TIMESTAMP'),
]);
const ITEMS = dataset('films-items', 'Items', [
  string('ITEM_ID'),
  { ...string('GENRES'), categorical: true },
  long('CREATION_TIMESTAMP'),
]);

/** A file with every top-level section except recommenders, which require a domain dataset group. */
export const COMPLETE_FILE = {
  tags: [{ tagKey: 'team', tagValue: 'films' }],
  datasetGroup: {
    serviceConfig: { name: 'films' },
    workflowConfig: { schedules: { import: { expression: 'cron(0 2 * * ? *)', timezone: 'Europe/Berlin' } } },
  },
  datasets: { serviceConfig: { importMode: 'FULL' }, interactions: INTERACTIONS },
  eventTracker: { serviceConfig: { name: 'films-events' } },
  filters: [
    {
      serviceConfig: {
        name: 'not-seen',
        filterExpression: 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("watch")',
      },
    },
  ],
  metricAttribution: {
    serviceConfig: {
      name: 'films-attribution',
      metrics: [{ eventType: 'watch', metricName: 'watched', expression: 'SAMPLECOUNT()' }],
    },
  },
  capacity: { lookBack: '30 days', idleAfter: '2 weeks' },
  budget: { trainingHoursPerMonth: 40, importGigabytesPerMonth: 50, provisionedTpsHoursPerMonth: 2000 },
  solutions: [
    {
      serviceConfig: {
        name: 'films-for-you',
        recipeArn: recipe('user-personalization'),
        solutionConfig: { algorithmHyperParameters: { hidden_dimension: '64' } },
        solutionVersion: { trainingMode: 'FULL' },
      },
      workflowConfig: {
        schedules: {
          full: 'cron(0 3 ? * SUN *)',
          update: { expression: 'rate(6 hours)', flexibleTimeWindowMinutes: 30 },
        },
        maxAge: '2 weeks',
      },
      campaigns: [{ serviceConfig: { name: 'films-for-you', minProvisionedTPS: 2 } }],
      batchInferenceJobs: [{ serviceConfig: { numResults: 50 }, workflowConfig: { schedule: 'cron(0 5 * * ? *)' } }],
    },
    {
      serviceConfig: { name: 'films-fans', recipeArn: recipe('item-affinity') },
      batchSegmentJobs: [{ serviceConfig: { numResults: 1000 } }],
    },
  ],
};

/** The section that only a file of a domain dataset group has. */
export const RECOMMENDERS = {
  recommenders: [{ serviceConfig: { name: 'top-picks', recipeArn: recipe('vod-top-picks') } }],
};

/** A file with {@link RECOMMENDERS}. */
export const DOMAIN_FILE = {
  datasetGroup: { serviceConfig: { name: 'films', domain: 'VIDEO_ON_DEMAND' } },
  datasets: { interactions: INTERACTIONS, items: ITEMS },
  ...RECOMMENDERS,
};
