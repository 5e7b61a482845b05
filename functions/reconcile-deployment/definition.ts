import { TRAIN } from '../../lib/aws/data-bucket-layout';
import { definition as endRun } from '../end-run/definition';
import { type FunctionDefinition, personalizeArn, scheduling } from '../shared/definition';

export const definition: FunctionDefinition = {
  name: 'reconcile-deployment',
  description:
    'Reconciles schedules with tasks and campaigns with the record, and reports overdue tasks, runs and decisions.',
  // Enough for a thousand schedules at a few calls each, one after the other.
  timeoutSeconds: 300,
  memoryMegabytes: 256,
  environment: (stack) => ({
    ...endRun.environment(stack),
    SCHEDULE_GROUP: stack.scheduling.groupName,
    SCHEDULE_ROLE_ARN: stack.scheduling.roleArn,
    SCHEDULE_DEAD_LETTER_QUEUE_ARN: stack.scheduling.deadLetterQueueArn,
    SCHEDULE_TIMEZONE: stack.settings.scheduleTimezone,
    RUN_STATE_MACHINE_ARN: stack.stateMachineArn('run'),
    CAMPAIGN_DRIFT: stack.settings.campaignDrift,
    OVERDUE_AFTER_INTERVALS: stack.settings.overdueAfterIntervals,
    OVERDUE_AFTER_HOURS: stack.settings.overdueAfterHours,
  }),
  permissions: (stack) => [
    { actions: ['s3:GetObjectVersion'], resources: [stack.bucket.arnsIn(TRAIN)] },
    // Copies of csv of users whose run never began, or whose end was not recorded.
    { actions: ['s3:DeleteObject'], resources: [`${stack.deletionBucket.arn}/*`] },
    {
      actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
      resources: [stack.table.arn],
    },
    ...scheduling(stack),
    // Finds runs that are overdue, or whose end was not recorded.
    { actions: ['states:DescribeExecution'], resources: [stack.executionArns('run')] },
    // Ends stopped runs whose stop event was lost.
    { actions: ['events:PutEvents'], resources: [stack.eventBus.arn] },
    // Finds campaigns that do not serve the recorded version.
    { actions: ['personalize:DescribeCampaign'], resources: [personalizeArn(stack, 'campaign/*')] },
    // Finds out if there are data to train with. IAM knows no resources for lists of jobs.
    { actions: ['personalize:DescribeDataset'], resources: [personalizeArn(stack, 'dataset/*')] },
    { actions: ['personalize:ListDatasetImportJobs'], resources: ['*'] },
    { actions: ['states:StartExecution'], resources: [stack.stateMachineArn('run')] },
    { actions: ['sns:Publish'], resources: [stack.topic.arn] },
    // IAM knows no resources for lists.
    { actions: ['scheduler:ListSchedules'], resources: ['*'] },
  ],
};
