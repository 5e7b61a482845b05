import { DELETE } from '../../aws/data-bucket-layout';
import { RESOURCE_TYPES } from '../../personalize/resource-types';
import { type FunctionDefinition, passRole, personalizeArn } from '../shared/definition';

export const definition: FunctionDefinition = {
  name: 'delete-users',
  description: 'Checks an uploaded csv of users, and deletes them from their dataset group, one step at a time.',
  // No longer: see NOTIFYING_SECONDS in record-table/notify-once.ts. A csv of 100 MB is read within it.
  timeoutSeconds: 120,
  memoryMegabytes: 1024,
  environment: (stack) => ({
    DEPLOYMENT: stack.settings.name,
    DELETION_BUCKET: stack.deletionBucket.name,
    EVENT_BUS_NAME: stack.eventBus.name,
    NOTIFICATION_TOPIC_ARN: stack.topic.arn,
    PERSONALIZE_ROLE_ARN: stack.personalizeRole.arn,
    RECORD_TABLE: stack.table.name,
    RUN_HISTORY_DAYS: stack.settings.runHistoryDays,
    RUN_STATE_MACHINE_ARN: stack.stateMachineArn('run'),
  }),
  permissions: (stack) => [
    {
      actions: ['personalize:CreateDataDeletionJob'],
      resources: [personalizeArn(stack, 'data-deletion-job/*'), personalizeArn(stack, 'dataset-group/*')],
    },
    { actions: ['personalize:DescribeDataDeletionJob'], resources: [personalizeArn(stack, 'data-deletion-job/*')] },
    { actions: ['personalize:DescribeDatasetGroup'], resources: [personalizeArn(stack, 'dataset-group/*')] },
    // IAM knows no resources for lists.
    { actions: LISTS, resources: ['*'] },
    passRole(stack.personalizeRole.arn, 'personalize'),
    { actions: ['s3:GetObjectVersion'], resources: [stack.bucket.arnsIn(DELETE)] },
    // S3 says that a version is gone only to who may list the bucket.
    { actions: ['s3:ListBucket'], resources: [stack.bucket.arn] },
    { actions: ['s3:PutObject'], resources: [`${stack.deletionBucket.arn}/*`], isWithoutDataKey: true },
    { actions: ['events:PutEvents'], resources: [stack.eventBus.arn] },
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], resources: [stack.table.arn] },
    { actions: ['states:StartExecution'], resources: [stack.stateMachineArn('run')] },
    { actions: ['sns:Publish'], resources: [stack.topic.arn] },
  ],
};

/** Of what reads or writes the data of a dataset group. */
const LISTS = [
  ...(['dataset', 'datasetImportJob', 'solution', 'solutionVersion', 'recommender'] as const),
  ...(['batchInferenceJob', 'batchSegmentJob', 'dataDeletionJob'] as const),
].map((type) => `personalize:${RESOURCE_TYPES[type].list}`);
