import { type FunctionDefinition, lockHolders } from '../shared/definition';

export const definition: FunctionDefinition = {
  name: 'end-run',
  description:
    'Records and counts the result of a run, releases its locks unless the run was stopped, and notifies the topic if notify_on asks for it.',
  timeoutSeconds: 120,
  memoryMegabytes: 256,
  environment: (stack) => ({
    DEPLOYMENT: stack.settings.name,
    DATA_DELETION_BUCKET: stack.deletionBucket.name,
    RECORD_TABLE: stack.table.name,
    RUN_HISTORY_DAYS: stack.settings.runHistoryDays,
    NOTIFICATION_TOPIC_ARN: stack.topic.arn,
    NOTIFY_ON: stack.settings.notifyOn,
    EVENT_BUS_NAME: stack.eventBus.name,
  }),
  permissions: (stack) => [
    {
      actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:Query'],
      resources: [stack.table.arn],
    },
    // Needed to detect runs that have ended: the release of a shared lock also removes holders that were stopped.
    { actions: ['states:DescribeExecution'], resources: lockHolders(stack) },
    // Removes the copy of the csv of users.
    { actions: ['s3:DeleteObject'], resources: [`${stack.deletionBucket.arn}/*`] },
    { actions: ['sns:Publish'], resources: [stack.topic.arn] },
    { actions: ['events:PutEvents'], resources: [stack.eventBus.arn] },
  ],
};
