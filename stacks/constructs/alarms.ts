import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { METRICS_NAMESPACE, metricDimensions } from '../../functions/shared/metric-names';
import { type Deployment, regionalName } from './deployment';

export interface AlarmsProps {
  readonly deployment: Deployment;
  readonly topicArn: string;
  /** ARN of the state machine that every run uses. */
  readonly runStateMachineArn: string;
  /** Queue for failed invocations by EventBridge Scheduler. */
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
  /**
   * Metrics of the alarm. More than ten metrics are divided among several alarms. An alarm is raised if the values
   * (sums or maximums) of its metrics add up to 1 or more in a period.
   */
  readonly metrics: readonly Metric[];
  readonly stat: 'Sum' | 'Maximum';
  /** Default: five minutes. */
  readonly periodSeconds?: number;
}

/**
 * Period of alarms on counts that are published once a day. An alarm evaluates three periods, so one count keeps the
 * alarm raised for 24 hours.
 */
const EIGHT_HOURS = 28_800;

/** Metrics of executions that ended without success. */
const UNSUCCESSFUL_END_METRICS = ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'];

function metric(namespace: string, metricName: string, dimensions: Metric['dimensions']): Metric {
  return { namespace, metricName, dimensions };
}

/** Maximum number of metrics of an alarm with a metric math expression (CloudWatch user guide, "CloudWatch service quotas", 2026-11). */
const MAX_METRICS = 10;

/**
 * Alarms that notify the SNS topic. The description of each alarm says what to do. There are no alarms if
 * `alarms_enabled` is false.
 */
export class Alarms extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: AlarmsProps,
  ) {
    super(scope, id);
    for (const [name, alarm] of Object.entries(this.alarms()))
      for (let from = 0; from < alarm.metrics.length; from += MAX_METRICS)
        this.createAlarm(from === 0 ? name : `${name}-${from / MAX_METRICS + 1}`, {
          ...alarm,
          metrics: alarm.metrics.slice(from, from + MAX_METRICS),
        });
  }

  private alarms(): Readonly<Record<string, Alarm>> {
    const { deployment, runStateMachineArn, deadLetterQueueName, functionNames } = this.props;
    const ofFunctions = (metricName: string) =>
      functionNames.map((name) => metric('AWS/Lambda', metricName, { FunctionName: name }));
    const ofScheduler = (metricName: string) =>
      metric(METRICS_NAMESPACE, metricName, metricDimensions('Scheduler', deployment.settings.name));
    return {
      'failed-run': {
        description:
          'A run failed, timed out or was stopped. The notification of the run says why and what to do; if none came, open the last failed execution of the run state machine.',
        metrics: UNSUCCESSFUL_END_METRICS.map((name) =>
          metric('AWS/States', name, { StateMachineArn: runStateMachineArn }),
        ),
        stat: 'Sum',
      },
      'undelivered-schedule': {
        description:
          'EventBridge Scheduler could not start a run or a nightly function. Read the message in the dead-letter queue: its attributes say why. Fix the cause, start the run or invoke the function that the message names, and delete the message.',
        metrics: [metric('AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName: deadLetterQueueName })],
        stat: 'Maximum',
      },
      'function-errors': {
        description:
          "A function failed. If its run failed too, the run's notification says why; otherwise run the saved query of errors in CloudWatch Logs Insights.",
        metrics: ofFunctions('Errors'),
        stat: 'Sum',
      },
      'function-throttles': {
        description:
          'A function was throttled; it is retried automatically. If this continues, raise the concurrency limit of the account, or give schedules different times.',
        metrics: ofFunctions('Throttles'),
        stat: 'Sum',
      },
      'overdue-task': {
        description:
          'A task has missed its scheduled runs (overdue_after_intervals); the log of reconcile-deployment names it. Check its schedule and its last runs, then run it manually.',
        metrics: [ofScheduler('TasksOverdue')],
        stat: 'Maximum',
        periodSeconds: EIGHT_HOURS,
      },
      'overdue-run': {
        description:
          'A run has been in progress for longer than overdue_after_hours; a notification names it. `personalize-mlops status` shows what it waits for. If it hangs, stop it: other runs can then take over its locks.',
        metrics: [ofScheduler('RunsOverdue')],
        stat: 'Maximum',
        periodSeconds: EIGHT_HOURS,
      },
    };
  }

  private createAlarm(name: string, { description, metrics, stat, periodSeconds = 300 }: Alarm): void {
    const { deployment, topicArn } = this.props;
    const queries = metrics.map((metric, index) => ({
      id: `m${index}`,
      metric: { ...metric, stat, period: periodSeconds },
    }));
    new CloudwatchMetricAlarm(this, name, {
      count: Token.asNumber('${var.alarms_enabled ? 1 : 0}'),
      alarmName: regionalName(deployment, name),
      alarmDescription: description,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      // Each period is evaluated three times, so that data that arrive late still raise the alarm.
      evaluationPeriods: 3,
      datapointsToAlarm: 1,
      // No data means that nothing happened.
      treatMissingData: 'notBreaching',
      metricQuery: [
        // A metric without data in a period counts as 0, so that the sum always has data.
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
