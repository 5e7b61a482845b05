import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { parseArn } from '../../../lib/aws/arn';
import { plural } from '../../../lib/text/format';
import type { Check } from '../check';

const DAY = 86_400_000;
/** Days after which SQS deletes a message at the latest: SQS developer guide, "Amazon SQS message quotas", 2026-11. */
const LONGEST_RETENTION = 14;
const PERIOD_SECONDS = 300;

/**
 * Asks for the newest count, whatever its age: SQS sends none for a queue that was not used for six hours (SQS developer guide, "Available
 * CloudWatch metrics for Amazon SQS", 2026-11).
 */
export const deadLetters: Check = {
  name: 'dead letters',
  async examine(aws) {
    const { resource: queue } = parseArn(aws.names.scheduleDeadLetterQueueArn);
    const now = aws.now();
    const client = await aws.cloudWatch();
    const { MetricDataResults: [found] = [] } = await client.send(
      new GetMetricDataCommand({
        StartTime: new Date(now - LONGEST_RETENTION * DAY),
        EndTime: new Date(now),
        ScanBy: 'TimestampDescending',
        MetricDataQueries: [
          {
            Id: 'visible',
            MetricStat: {
              Metric: {
                Namespace: 'AWS/SQS',
                MetricName: 'ApproximateNumberOfMessagesVisible',
                Dimensions: [{ Name: 'QueueName', Value: queue }],
              },
              Period: PERIOD_SECONDS,
              Stat: 'Maximum',
            },
          },
        ],
      }),
    );
    const count = found?.Values?.[0] ?? 0;
    const detail = `${plural(count, 'message')} in queue ${queue}`;
    if (count === 0) return { detail, findings: [] };
    return {
      detail,
      findings: [
        {
          problem: 'EventBridge Scheduler could not start what is in the dead-letter queue.',
          todo: 'Read the messages: their attributes say why. Fix the cause, run the task with `personalize-mlops schedules run TASK`, and delete them.',
        },
      ],
    };
  },
};
