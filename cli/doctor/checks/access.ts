import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { parseArn } from '../../../lib/aws/arn';
import { describeDeployment } from '../../deployment-names';
import type { Check } from '../check';

/** Name of the first check. If the deployment cannot be opened, no other check runs. */
export const ACCESS = 'access';

/**
 * Checks that the credentials belong to the account of the deployment in the file of `--outputs`. The account of the
 * credentials is read from the URL of a queue. Such a URL has the account:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html,
 * 2026-11.
 */
export const access: Check = {
  name: ACCESS,
  async examine(aws) {
    const { resource: QueueName, accountId } = parseArn(aws.names.scheduleDeadLetterQueueArn);
    const { QueueUrl = '' } = await (await aws.sqs()).send(new GetQueueUrlCommand({ QueueName }));
    const [, own = ''] = new URL(QueueUrl).pathname.split('/');
    const detail = describeDeployment(aws);
    if (own === accountId) return { detail, findings: [] };
    return {
      detail,
      findings: [
        {
          problem: `Your credentials belong to account ${own}, but the deployment is in account ${accountId}.`,
          todo: 'Pass the --profile of that account, or the --outputs of a deployment in your account.',
        },
      ],
    };
  },
};
