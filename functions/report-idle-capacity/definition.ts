import { TRAIN } from '../../lib/aws/data-bucket-layout';
import { type FunctionDefinition, personalizeArn } from '../shared/definition';

export const definition: FunctionDefinition = {
  name: 'report-idle-capacity',
  description:
    'Compares the requests of campaigns and recommenders with their provisioned capacity, and reports idle or oversized ones.',
  // Enough for a thousand campaigns with one call each, one after the other.
  timeoutSeconds: 300,
  memoryMegabytes: 256,
  environment: (stack) => ({
    DEPLOYMENT: stack.settings.name,
    RECORD_TABLE: stack.table.name,
    NOTIFICATION_TOPIC_ARN: stack.topic.arn,
    NOTIFY_ON: stack.settings.notifyOn,
    EVENT_BUS_NAME: stack.eventBus.name,
  }),
  permissions: (stack) => [
    { actions: ['s3:GetObjectVersion'], resources: [stack.bucket.arnsIn(TRAIN)] },
    { actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem'], resources: [stack.table.arn] },
    { actions: ['personalize:DescribeDatasetGroup'], resources: [personalizeArn(stack, 'dataset-group/*')] },
    { actions: ['personalize:DescribeCampaign'], resources: [personalizeArn(stack, 'campaign/*')] },
    { actions: ['personalize:DescribeRecommender'], resources: [personalizeArn(stack, 'recommender/*')] },
    // IAM cannot restrict lists and metrics to resources.
    {
      actions: ['personalize:ListSolutions', 'personalize:ListCampaigns', 'personalize:ListRecommenders'],
      resources: ['*'],
    },
    { actions: ['cloudwatch:GetMetricData'], resources: ['*'] },
    { actions: ['sns:Publish'], resources: [stack.topic.arn] },
    { actions: ['events:PutEvents'], resources: [stack.eventBus.arn] },
  ],
};
