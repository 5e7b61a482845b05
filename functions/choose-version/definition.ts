import { TRAIN } from '../../aws/data-bucket-layout';
import { type FunctionDefinition, personalizeArn } from '../shared/definition';

export const definition: FunctionDefinition = {
  name: 'choose-version',
  description: 'Records what an operator decided on a solution version, and lists what uses it.',
  timeoutSeconds: 120,
  memoryMegabytes: 512,
  environment: (stack) => ({ RECORD_TABLE: stack.table.name }),
  permissions: (stack) => [
    { actions: ['s3:GetObjectVersion'], resources: [stack.bucket.arnsIn(TRAIN)] },
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], resources: [stack.table.arn] },
    // IAM knows no resources for this list.
    { actions: ['personalize:ListSolutionVersions'], resources: ['*'] },
    { actions: ['personalize:GetSolutionMetrics'], resources: [personalizeArn(stack, 'solution/*')] },
    { actions: ['personalize:DescribeCampaign'], resources: [personalizeArn(stack, 'campaign/*')] },
  ],
};
