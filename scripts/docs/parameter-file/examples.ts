/** Examples of the reference. A test validates each of them. */

export interface Example {
  /** The part of a file that is shown. */
  readonly shown: object;
  /** Other parts of the file that the example needs, in addition to or instead of those of {@link SMALL_FILE}. */
  readonly beside?: object;
}

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

const string = (name: string) => ({ name, type: 'string' });
const category = (name: string) => ({ name, type: ['null', 'string'], categorical: true });

const INTERACTIONS = dataset('films-interactions', 'Interactions', [
  string('USER_ID'),
  string('ITEM_ID'),
  string('EVENT_TYPE'),
  { name: 'TIMESTAMP', type: 'long' },
]);
const ITEMS = dataset('films-items', 'Items', [
  string('ITEM_ID'),
  { ...category('GENRES'), type: 'string' },
  { name: 'CREATION_TIMESTAMP', type: 'long' },
]);
const USERS = dataset('films-users', 'Users', [string('USER_ID'), { name: 'AGE', type: 'int' }]);

export const SMALL_FILE = {
  datasetGroup: { serviceConfig: { name: 'films' } },
  datasets: { interactions: INTERACTIONS },
  solutions: [{ serviceConfig: { name: 'films-for-you', recipeArn: recipe('user-personalization-v2') } }],
};

function recipe(name: string): string {
  return `arn:aws:personalize:::recipe/aws-${name}`;
}

/** By the path in the file that they explain, as in the headings of the reference. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  tags: { shown: { tags: [{ tagKey: 'team', tagValue: 'films' }] } },
  datasetGroup: {
    shown: {
      datasetGroup: {
        serviceConfig: { name: 'films', tags: [{ tagKey: 'stage', tagValue: 'production' }] },
        workflowConfig: {
          schedules: { import: { expression: 'cron(0 2 * * ? *)', timezone: 'Europe/Berlin' } },
          maxAge: '30 days',
        },
      },
    },
  },
  datasets: {
    shown: {
      datasets: { serviceConfig: { importMode: 'FULL' }, interactions: INTERACTIONS, items: ITEMS },
    },
  },
  eventTracker: { shown: { eventTracker: { serviceConfig: { name: 'films-events' } } } },
  filters: {
    shown: {
      filters: [
        {
          serviceConfig: {
            name: 'not-seen',
            filterExpression: 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("watch")',
          },
        },
        {
          serviceConfig: {
            name: 'of-genre',
            filterExpression: 'INCLUDE ItemID WHERE Items.GENRES IN ($GENRE) IF CurrentUser.AGE > 17',
          },
        },
      ],
    },
    beside: { datasets: { interactions: INTERACTIONS, items: ITEMS, users: USERS } },
  },
  recommenders: {
    shown: {
      recommenders: [
        {
          serviceConfig: {
            name: 'top-picks',
            recipeArn: recipe('vod-top-picks'),
            recommenderConfig: { minRecommendationRequestsPerSecond: 2 },
          },
        },
      ],
    },
    beside: {
      datasetGroup: { serviceConfig: { name: 'films', domain: 'VIDEO_ON_DEMAND' } },
      datasets: { interactions: INTERACTIONS, items: ITEMS, users: USERS },
    },
  },
  solutions: {
    shown: {
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
        },
      ],
    },
  },
  'solutions[].campaigns[]': {
    shown: {
      solutions: [
        {
          serviceConfig: { name: 'films-for-you', recipeArn: recipe('user-personalization') },
          campaigns: [
            {
              serviceConfig: {
                name: 'films-for-you',
                minProvisionedTPS: 2,
                campaignConfig: { itemExplorationConfig: { explorationWeight: '0.3' } },
              },
            },
          ],
        },
      ],
    },
  },
  'solutions[].batchInferenceJobs[]': {
    shown: {
      solutions: [
        {
          serviceConfig: { name: 'films-for-you', recipeArn: recipe('user-personalization') },
          batchInferenceJobs: [
            { serviceConfig: { numResults: 50 }, workflowConfig: { schedule: 'cron(0 5 * * ? *)' } },
          ],
        },
      ],
    },
  },
  'solutions[].batchSegmentJobs[]': {
    shown: {
      solutions: [
        {
          serviceConfig: { name: 'films-fans', recipeArn: recipe('item-affinity') },
          batchSegmentJobs: [{ serviceConfig: { numResults: 1000 }, workflowConfig: { maxAge: '7 days' } }],
        },
      ],
    },
  },
};
