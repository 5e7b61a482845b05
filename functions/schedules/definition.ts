import type { FunctionDefinition } from '../shared/definition';

export const definition: FunctionDefinition = {
  name: 'schedules',
  description: 'Makes the schedules equal to the tasks of the parameter files, and reports what is overdue.',
  // A thousand schedules at a few calls each, one after the other.
  timeoutSeconds: 300,
  memoryMegabytes: 256,
  environment: (stack) => ({
    DEPLOYMENT: stack.name,
    RECORD_TABLE: stack.recordTableName,
    SCHEDULE_GROUP: stack.scheduleGroupName,
    SCHEDULE_ROLE_ARN: stack.scheduleRoleArn,
    SCHEDULE_DEAD_LETTER_QUEUE_ARN: stack.scheduleDeadLetterQueueArn,
    SCHEDULE_TIMEZONE: stack.scheduleTimezone,
    RUN_STATE_MACHINE_ARN: stack.stateMachineArn('run'),
    OVERDUE_AFTER_INTERVALS: stack.overdueAfterIntervals,
    OVERDUE_AFTER_HOURS: stack.overdueAfterHours,
    NOTIFICATION_TOPIC_ARN: stack.notificationTopicArn,
  }),
  permissions: (stack) => [
    { actions: ['s3:GetObjectVersion'], resources: [`${stack.dataBucketArn}/train/*`] },
    {
      actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
      resources: [stack.recordTableArn],
    },
    {
      actions: [
        'scheduler:GetSchedule',
        'scheduler:CreateSchedule',
        'scheduler:UpdateSchedule',
        'scheduler:DeleteSchedule',
      ],
      resources: [
        `arn:${stack.partition}:scheduler:${stack.region}:${stack.accountId}:schedule/${stack.scheduleGroupName}/*`,
      ],
    },
    // Runs that have been going on for too long, or have ended without a record of it.
    { actions: ['states:DescribeExecution'], resources: [stack.executionArns('run')] },
    { actions: ['sns:Publish'], resources: [stack.notificationTopicArn] },
    // IAM knows no resources for lists.
    { actions: ['scheduler:ListSchedules'], resources: ['*'] },
    {
      actions: ['iam:PassRole'],
      resources: [stack.scheduleRoleArn],
      conditions: { StringEquals: { 'iam:PassedToService': ['scheduler.amazonaws.com'] } },
    },
  ],
};
