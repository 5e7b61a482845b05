import { BATCH, DELETE, TRAIN } from '../../lib/aws/data-bucket-layout';
import { ARN_PREFIXES } from '../../lib/personalize/arn';
import { type DesiredType, RESOURCE_TYPES, type ResourceType } from '../../lib/personalize/resource-types';
import { REMOVABLE_TYPES } from '../../lib/record-table/own-resources';
import {
  type FunctionDefinition,
  lockHolders,
  type PolicyStatement,
  parameters,
  passRole,
  personalizeArn,
  type StackValues,
  scheduling,
} from '../shared/definition';

const DESIRED_TYPES = (Object.keys(RESOURCE_TYPES) as ResourceType[]).filter(
  (type): type is DesiredType => type !== 'dataDeletionJob',
);

export const definition: FunctionDefinition = {
  name: 'ensure-resources',
  description: 'Works on a run: takes the next step of each item of its work that is due, under its locks.',
  // A file may name thousands of resources. The function compares all of them before it puts the file in force.
  timeoutSeconds: 900,
  memoryMegabytes: 1024,
  environment: (stack) => ({
    ALLOW_DELETIONS: stack.settings.allowDeletions,
    DEPLOYMENT: stack.settings.name,
    DATA_BUCKET: stack.bucket.name,
    DATA_DELETION_BUCKET: stack.deletionBucket.name,
    EVENT_BUS_NAME: stack.eventBus.name,
    PERSONALIZE_ROLE_ARN: stack.personalizeRole.arn,
    PUBLISH_PARAMETERS: stack.settings.publishParameters,
    RECORD_TABLE: stack.table.name,
    RUN_HISTORY_DAYS: stack.settings.runHistoryDays,
    RUN_STATE_MACHINE_ARN: stack.stateMachineArn('run'),
    SCHEDULE_GROUP: stack.scheduling.groupName,
    SCHEDULE_ROLE_ARN: stack.scheduling.roleArn,
    SCHEDULE_DEAD_LETTER_QUEUE_ARN: stack.scheduling.deadLetterQueueArn,
    SCHEDULE_TIMEZONE: stack.settings.scheduleTimezone,
  }),
  permissions: (stack) => [
    ...DESIRED_TYPES.flatMap((type) => operationsOn(type, stack)),
    {
      actions: ['personalize:StartRecommender', 'personalize:StopRecommender'],
      resources: [personalizeArn(stack, `${ARN_PREFIXES.recommender}/*`)],
    },
    // IAM cannot restrict these operations to a resource.
    { actions: LISTS_WITHOUT_RESOURCE, resources: ['*'] },
    // Needed to create resources with tags. Source: AWS service authorization reference for Personalize, 2026-11.
    { actions: ['personalize:TagResource'], resources: taggableArns(stack) },
    // Tags are read because only resources with the deployment's tag are deleted.
    { actions: ['personalize:ListTagsForResource'], resources: taggableArns(stack, REMOVABLE_TYPES) },
    passRole(stack.personalizeRole.arn, 'personalize'),
    {
      actions: ['personalize:CreateDataDeletionJob'],
      resources: [personalizeArn(stack, 'data-deletion-job/*'), personalizeArn(stack, 'dataset-group/*')],
    },
    { actions: ['personalize:DescribeDataDeletionJob'], resources: [personalizeArn(stack, 'data-deletion-job/*')] },
    // Parameter files are read by version. The csv of users to delete is read to remove their ids from the reason of a failed deletion.
    { actions: ['s3:GetObjectVersion'], resources: [stack.bucket.arnsIn(TRAIN), stack.bucket.arnsIn(DELETE)] },
    // `HeadObject` of a parameter file that an upload would replace needs `s3:GetObject`.
    { actions: ['s3:GetObject'], resources: [stack.bucket.arnsIn(TRAIN)] },
    // The versions of an object show which data a job has read.
    { actions: ['s3:ListBucketVersions'], resources: [stack.bucket.arn] },
    // Needed to find and tag batch output, so that it expires. Also, without ListBucket, `HeadObject` of a deleted file
    // would be denied instead of reporting that the file is gone.
    { actions: ['s3:ListBucket'], resources: [stack.bucket.arn] },
    { actions: ['s3:PutObjectTagging'], resources: [stack.bucket.arnsIn(BATCH)] },
    { actions: ['events:PutEvents'], resources: [stack.eventBus.arn] },
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: [stack.table.arn] },
    { actions: ['dynamodb:Query', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'], resources: [stack.table.arn] },
    { actions: ['states:DescribeExecution'], resources: lockHolders(stack) },
    ...scheduling(stack),
    { actions: ['personalize:GetSolutionMetrics'], resources: [personalizeArn(stack, 'solution/*')] },
  ],
  publishing: (stack) => [parameters(stack)],
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
  // Needed because a solution is not deleted while a campaign uses it.
  'personalize:ListCampaigns',
  // Needed by deletions of users, which list the work that reads or writes the data of a dataset group.
  ...(['dataset', 'dataDeletionJob'] as const).map((type) => `personalize:${RESOURCE_TYPES[type].list}`),
];

/**
 * Parent of a resource type, if IAM checks its Create operation against the parent, too. Source: AWS service authorization
 * reference for Personalize.
 */
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
  // `remove` is for failed resources of earlier runs, and for resources that the parameter file no longer has.
  const others = [describe, update, hasStatus ? remove : undefined].filter((operation) => operation !== undefined);
  return [
    { actions: [`personalize:${create}`], resources: [arns(type), ...(parent === undefined ? [] : [arns(parent)])] },
    { actions: others.map((operation) => `personalize:${operation}`), resources: [arns(type)] },
  ];
}

function taggableArns(stack: StackValues, types: readonly DesiredType[] = DESIRED_TYPES): readonly string[] {
  const arns = types.filter((type) => RESOURCE_TYPES[type].taggable).map((type) => arnsOf(type, stack));
  // The ARNs of solutions and of solution versions have the same pattern.
  return [...new Set(arns)];
}

function arnsOf(type: DesiredType, stack: StackValues): string {
  return personalizeArn(stack, `${ARN_PREFIXES[type]}/*`);
}
