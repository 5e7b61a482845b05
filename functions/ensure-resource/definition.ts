import { BATCH, TRAIN } from '../../aws/data-bucket-layout';
import { ARN_PREFIXES } from '../../personalize/arn';
import { type DesiredType, RESOURCE_TYPES, type ResourceType } from '../../personalize/resource-types';
import {
  type FunctionDefinition,
  type PolicyStatement,
  passRole,
  personalizeArn,
  type StackValues,
} from '../shared/definition';

const DESIRED_TYPES = (Object.keys(RESOURCE_TYPES) as ResourceType[]).filter(
  (type): type is DesiredType => type !== 'dataDeletionJob',
);

export const definition: FunctionDefinition = {
  name: 'ensure-resource',
  description: 'Reconciles Amazon Personalize resources with the parameter file, one step at a time.',
  timeoutSeconds: 120,
  memoryMegabytes: 512,
  environment: (stack) => ({
    DEPLOYMENT: stack.settings.name,
    DATA_BUCKET: stack.bucket.name,
    EVENT_BUS_NAME: stack.eventBus.name,
    PERSONALIZE_ROLE_ARN: stack.personalizeRole.arn,
    RECORD_TABLE: stack.table.name,
    RUN_HISTORY_DAYS: stack.settings.runHistoryDays,
  }),
  permissions: (stack) => [
    ...DESIRED_TYPES.flatMap((type) => operationsOn(type, stack)),
    {
      actions: ['personalize:StartRecommender', 'personalize:StopRecommender'],
      resources: [personalizeArn(stack, `${ARN_PREFIXES.recommender}/*`)],
    },
    // Lists of event trackers and of the account's resources in progress are not tied to one resource.
    { actions: LISTS_WITHOUT_RESOURCE, resources: ['*'] },
    // To create with tags. Source: AWS service authorization reference for Personalize, 2026-11.
    { actions: ['personalize:TagResource'], resources: taggableArns(stack) },
    passRole(stack.personalizeRole.arn, 'personalize'),
    { actions: ['s3:GetObjectVersion'], resources: [stack.bucket.arnsIn(TRAIN)] },
    // The versions of the objects show what a job has read.
    { actions: ['s3:ListBucketVersions'], resources: [stack.bucket.arn] },
    // So that batch output can expire.
    { actions: ['s3:ListBucket'], resources: [stack.bucket.arn] },
    { actions: ['s3:PutObjectTagging'], resources: [stack.bucket.arnsIn(BATCH)] },
    { actions: ['events:PutEvents'], resources: [stack.eventBus.arn] },
    // Results of resources, creation intents, reads of jobs, checks of data, decisions on versions, and versions whose metrics have been recorded.
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: [stack.table.arn] },
    // The queue for quotas of jobs in progress, and reads of jobs.
    { actions: ['dynamodb:Query', 'dynamodb:UpdateItem'], resources: [stack.table.arn] },
    { actions: ['personalize:GetSolutionMetrics'], resources: [personalizeArn(stack, 'solution/*')] },
  ],
};

const LISTS_WITHOUT_RESOURCE = [
  'personalize:ListEventTrackers',
  'personalize:ListDatasetImportJobs',
  'personalize:ListRecommenders',
  'personalize:ListSolutions',
  'personalize:ListSolutionVersions',
  'personalize:ListBatchInferenceJobs',
  'personalize:ListBatchSegmentJobs',
  'personalize:ListMetricAttributions',
  'personalize:ListMetricAttributionMetrics',
];

/** IAM authorizes these Creates on the parent too. Source: AWS service authorization reference for Personalize. */
const PARENTS: Readonly<Partial<Record<DesiredType, DesiredType>>> = {
  dataset: 'datasetGroup',
  datasetImportJob: 'dataset',
  eventTracker: 'datasetGroup',
  filter: 'datasetGroup',
  metricAttribution: 'datasetGroup',
  solution: 'datasetGroup',
  campaign: 'solution',
  batchInferenceJob: 'solution',
  recommender: 'datasetGroup',
};

function operationsOn(type: DesiredType, stack: StackValues): readonly PolicyStatement[] {
  const { create, describe, update, delete: remove, hasStatus } = RESOURCE_TYPES[type];
  const arns = (on: DesiredType) => arnsOf(on, stack);
  const parent = PARENTS[type];
  // Only failed resources of earlier runs are deleted.
  const others = [describe, update, hasStatus ? remove : undefined].filter((operation) => operation !== undefined);
  return [
    { actions: [`personalize:${create}`], resources: [arns(type), ...(parent === undefined ? [] : [arns(parent)])] },
    { actions: others.map((operation) => `personalize:${operation}`), resources: [arns(type)] },
  ];
}

function taggableArns(stack: StackValues): readonly string[] {
  const arns = DESIRED_TYPES.filter((type) => RESOURCE_TYPES[type].taggable).map((type) => arnsOf(type, stack));
  // A version has the ARN of its solution.
  return [...new Set(arns)];
}

function arnsOf(type: DesiredType, stack: StackValues): string {
  return personalizeArn(stack, `${ARN_PREFIXES[type]}/*`);
}
