import { TRAIN } from '../../aws/data-bucket-layout';
import { ARN_PREFIXES } from '../../personalize/arn';
import { RESOURCE_TYPES, type ResourceType } from '../../personalize/resource-types';
import { type FunctionDefinition, personalizeArn } from '../shared/definition';
import { lockHolders } from '../shared/locks/lock-holders';

/** Types that are found by their names. */
const COMPARED: readonly ResourceType[] = [
  'datasetGroup',
  'schema',
  'dataset',
  'eventTracker',
  'filter',
  'metricAttribution',
  'solution',
  'campaign',
  'recommender',
];

const LISTS = [
  'personalize:ListEventTrackers',
  'personalize:ListMetricAttributions',
  'personalize:ListMetricAttributionMetrics',
];

export const definition: FunctionDefinition = {
  name: 'begin-run',
  description:
    'Decides whether a run proceeds, records that it has begun, acquires its lock, and puts an uploaded file in force.',
  // A file may name thousands of resources, which are all compared.
  timeoutSeconds: 900,
  memoryMegabytes: 512,
  environment: (stack) => ({
    DEPLOYMENT: stack.settings.name,
    DATA_BUCKET: stack.bucket.name,
    RECORD_TABLE: stack.table.name,
    RUN_HISTORY_DAYS: stack.settings.runHistoryDays,
    EVENT_BUS_NAME: stack.eventBus.name,
    PERSONALIZE_ROLE_ARN: stack.personalizeRole.arn,
  }),
  permissions: (stack) => [
    {
      actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
      resources: [stack.table.arn],
    },
    { actions: ['events:PutEvents'], resources: [stack.eventBus.arn] },
    // What an upload is compared with before its file is in force.
    ...COMPARED.map((type) => ({
      actions: [`personalize:${RESOURCE_TYPES[type].describe}`],
      resources: [personalizeArn(stack, `${ARN_PREFIXES[type]}/*`)],
    })),
    // IAM knows no resources for these lists.
    { actions: LISTS, resources: ['*'] },
    // `HeadObject` of the file in force needs `s3:GetObject`.
    { actions: ['s3:GetObjectVersion', 's3:GetObject'], resources: [stack.bucket.arnsIn(TRAIN)] },
    // S3 says that an object is gone only to who may list the bucket.
    { actions: ['s3:ListBucket'], resources: [stack.bucket.arn] },
    // A task whose last run was stopped runs again, even if `end-run` was not notified of it; so do those that wait for its lock.
    { actions: ['states:DescribeExecution'], resources: lockHolders(stack) },
  ],
};
