import { GetQueueAttributesCommand, GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { parseArn } from '../../../lib/aws/arn';
import { plural } from '../../../lib/text/format';
import type { Check } from '../check';

/**
 * Attributes with the number of messages that can be received, and the number of messages that a client is reading now.
 * Both numbers may be a minute old:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html, 2026-11.
 */
const COUNTS = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;

export const deadLetters: Check = {
  name: 'dead letters',
  async examine(aws) {
    const { resource: QueueName } = parseArn(aws.names.scheduleDeadLetterQueueArn);
    const client = await aws.sqs();
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName }));
    const { Attributes = {} } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...COUNTS] }),
    );
    const count = COUNTS.reduce((sum, each) => sum + Number(Attributes[each] ?? 0), 0);
    const detail = `${plural(count, 'message')} in queue ${QueueName}`;
    if (count === 0) return { detail, findings: [] };
    return {
      detail,
      findings: [
        {
          problem: 'EventBridge Scheduler could not start the runs whose messages are in the dead-letter queue.',
          todo: 'Read the messages: their attributes say why. Fix the cause, run the task with `personalize-mlops schedules run TASK`, and delete the messages.',
        },
      ],
    };
  },
};
