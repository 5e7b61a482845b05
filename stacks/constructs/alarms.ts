import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmMetricQuery,
} from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { METRICS_NAMESPACE, metricDimensions } from '../../functions/shared/metric-names';
import { type Deployment, regionalName } from './deployment';

export interface AlarmsProps {
  readonly deployment: Deployment;
  readonly topicArn: string;
  /** ARN of the state machine through which every run goes. */
  readonly runStateMachineArn: string;
  /** Queue of the schedules' events that could not be delivered. */
  readonly deadLetterQueueName: string;
  readonly functionNames: readonly string[];
}

interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

interface Alarm {
  readonly description: string;
  /** Their sum of maximums in a period, or sum of sums, makes the alarm go off when it is 1 or more. At most ten. */
  readonly metrics: readonly Metric[];
  readonly stat: 'Sum' | 'Maximum';
  readonly periodSeconds: number;
}

const FIVE_MINUTES = 300;
/** Of what is counted once a day: with three periods, one count keeps the alarm on until the next one, and not for longer. */
const EIGHT_HOURS = 28_800;

/** How an execution can end without success. */
const BAD_ENDS = ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'];

/** Alarms to the topic, each with what to do; none if `alarms_enabled` is false. */
export class Alarms extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: AlarmsProps,
  ) {
    super(scope, id);
    for (const [name, alarm] of Object.entries(this.alarms())) this.createAlarm(name, alarm);
  }

  private alarms(): Readonly<Record<string, Alarm>> {
    const { deployment, runStateMachineArn, deadLetterQueueName, functionNames } = this.props;
    const ofFunctions = (metricName: string): readonly Metric[] =>
      functionNames.map((name) => ({
        namespace: 'AWS/Lambda',
        metricName,
        dimensions: { FunctionName: name },
      }));
    return {
      'failed-run': {
        description:
          'A run failed, timed out or was stopped. The notification of the run says why and what to do; if none came, open the last failed execution of the run state machine.',
        metrics: BAD_ENDS.map((metricName) => ({
          namespace: 'AWS/States',
          metricName,
          dimensions: { StateMachineArn: runStateMachineArn },
        })),
        stat: 'Sum',
        periodSeconds: FIVE_MINUTES,
      },
      'undelivered-schedule': {
        description:
          'EventBridge Scheduler could not start a run, or the nightly reconciliation. Read the message in the dead-letter queue: its attributes say why. Fix that, start by hand what the message was to start, and delete it.',
        metrics: [
          {
            namespace: 'AWS/SQS',
            metricName: 'ApproximateNumberOfMessagesVisible',
            dimensions: { QueueName: deadLetterQueueName },
          },
        ],
        stat: 'Maximum',
        periodSeconds: FIVE_MINUTES,
      },
      'function-errors': {
        description:
          'A function failed. With a failed run, its notification says why; otherwise run the saved query of errors in CloudWatch Logs Insights.',
        metrics: ofFunctions('Errors'),
        stat: 'Sum',
        periodSeconds: FIVE_MINUTES,
      },
      'function-throttles': {
        description:
          'A function was throttled; it is tried again by itself. If this goes on, raise the concurrency of the account, or let schedules fire at different times.',
        metrics: ofFunctions('Throttles'),
        stat: 'Sum',
        periodSeconds: FIVE_MINUTES,
      },
      'overdue-task': {
        description:
          'A task has missed its times (overdue_after_intervals); the log of the schedules function names it. Look at its schedule and at its last runs, then start it by hand.',
        metrics: [
          {
            namespace: METRICS_NAMESPACE,
            metricName: 'TasksOverdue',
            dimensions: metricDimensions('Scheduler', deployment.settings.name),
          },
        ],
        stat: 'Maximum',
        periodSeconds: EIGHT_HOURS,
      },
      'overdue-run': {
        description:
          'A run has been going on for longer than overdue_after_hours; a notification names it. Open its execution to see what it waits for. If it hangs, stop it: its locks are free then.',
        metrics: [
          {
            namespace: METRICS_NAMESPACE,
            metricName: 'RunsOverdue',
            dimensions: metricDimensions('Scheduler', deployment.settings.name),
          },
        ],
        stat: 'Maximum',
        periodSeconds: EIGHT_HOURS,
      },
    };
  }

  private createAlarm(name: string, { description, metrics, stat, periodSeconds }: Alarm): void {
    const { deployment, topicArn } = this.props;
    const queries: CloudwatchMetricAlarmMetricQuery[] = metrics.map((metric, index) => ({
      id: `m${index}`,
      metric: { ...metric, stat, period: periodSeconds },
    }));
    new CloudwatchMetricAlarm(this, name, {
      count: Token.asNumber('${var.alarms_enabled ? 1 : 0}'),
      alarmName: regionalName(deployment, name),
      alarmDescription: description,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      // What CloudWatch learns late, when the period has been evaluated, still counts in the next two.
      evaluationPeriods: 3,
      datapointsToAlarm: 1,
      // Nothing happened.
      treatMissingData: 'notBreaching',
      metricQuery: [
        // A metric without data in a period counts as 0, and does not make the sum be without data.
        {
          id: 'total',
          label: name,
          expression: `SUM([${queries.map(({ id }) => `FILL(${id}, 0)`).join(', ')}])`,
          returnData: true,
        },
        ...queries,
      ],
      alarmActions: [topicArn],
    });
  }
}
