import { TRAIN } from '../../lib/aws/data-bucket-layout';
import { ARN_PREFIXES } from '../../lib/personalize/arn';
import { RESOURCE_TYPES } from '../../lib/personalize/resource-types';
import { definition as endRun } from '../end-run/definition';
import { type FunctionDefinition, parameters, personalizeArn, scheduling } from '../shared/definition';

/** Resource types that the function describes: all types except batch jobs and data deletion jobs. */
const DESCRIBED_TYPES = [
  'datasetGroup',
  'schema',
  'dataset',
  'eventTracker',
  'filter',
  'metricAttribution',
  'solution',
  'campaign',
  'recommender',
  'datasetImportJob',
  'solutionVersion',
] as const;

/**
 * List operations that the function calls. It lists import jobs, solution versions, and resources whose ARNs cannot be
 * built from their names. For digests, it also lists the resources whose billed use is computed.
 */
const LISTS = [
  'personalize:ListDatasetImportJobs',
  'personalize:ListEventTrackers',
  'personalize:ListMetricAttributions',
  'personalize:ListMetricAttributionMetrics',
  'personalize:ListSolutionVersions',
  'personalize:ListBatchInferenceJobs',
  'personalize:ListBatchSegmentJobs',
  'personalize:ListCampaigns',
  'personalize:ListDatasets',
  'personalize:ListFilters',
  'personalize:ListRecommenders',
  'personalize:ListSolutions',
];

export const definition: FunctionDefinition = {
  name: 'reconcile-deployment',
  description:
    'Reconciles schedules with tasks, compares resources with files in force, and reports overdue tasks, runs and decisions. Sends digests.',
  // Enough for a thousand schedules and some ten thousand resources.
  timeoutSeconds: 900,
  memoryMegabytes: 512,
  environment: (stack) => ({
    ...endRun.environment(stack),
    DATA_BUCKET: stack.bucket.name,
    PERSONALIZE_ROLE_ARN: stack.personalizeRole.arn,
    SCHEDULE_GROUP: stack.scheduling.groupName,
    SCHEDULE_ROLE_ARN: stack.scheduling.roleArn,
    SCHEDULE_DEAD_LETTER_QUEUE_ARN: stack.scheduling.deadLetterQueueArn,
    SCHEDULE_TIMEZONE: stack.settings.scheduleTimezone,
    RUN_STATE_MACHINE_ARN: stack.stateMachineArn('run'),
    DRIFT: stack.settings.drift,
    DIGEST: stack.settings.digest,
    PUBLISH_PARAMETERS: stack.settings.publishParameters,
    OVERDUE_AFTER_INTERVALS: stack.settings.overdueAfterIntervals,
    OVERDUE_AFTER_HOURS: stack.settings.overdueAfterHours,
  }),
  permissions: (stack) => [
    { actions: ['s3:GetObjectVersion'], resources: [stack.bucket.arnsIn(TRAIN)] },
    // Removes the copy of a csv of users if the run of the deletion never began, or if the end of this run was not
    // recorded.
    { actions: ['s3:DeleteObject'], resources: [`${stack.deletionBucket.arn}/*`] },
    {
      actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
      resources: [stack.table.arn],
    },
    ...scheduling(stack),
    // Finds runs that are overdue, or whose end was not recorded.
    { actions: ['states:DescribeExecution'], resources: [stack.executionArns('run')] },
    // Publishes the end of stopped runs whose stop event was lost.
    { actions: ['events:PutEvents'], resources: [stack.eventBus.arn] },
    // Needed to compare existing resources with the files in force. Also needed for digests, to find the use since the last digest and
    // the metrics of serving versions.
    ...DESCRIBED_TYPES.map((type) => ({
      actions: [`personalize:${RESOURCE_TYPES[type].describe}`],
      resources: [personalizeArn(stack, `${ARN_PREFIXES[type]}/*`)],
    })),
    { actions: ['personalize:GetSolutionMetrics'], resources: [personalizeArn(stack, 'solution/*')] },
    { actions: ['s3:ListBucketVersions'], resources: [stack.bucket.arn] },
    // IAM cannot restrict lists and metrics to resources.
    { actions: [...LISTS, 'cloudwatch:GetMetricData'], resources: ['*'] },
    { actions: ['states:StartExecution'], resources: [stack.stateMachineArn('run')] },
    { actions: ['sns:Publish'], resources: [stack.topic.arn] },
    // IAM cannot restrict lists to resources.
    { actions: ['scheduler:ListSchedules'], resources: ['*'] },
  ],
  publishing: (stack) => [parameters(stack)],
};
