import { block, blocks, bool, list, map, number, optional, text, withoutEffect } from '../arguments';
import { defineModel } from '../resource-model';

const METRIC = {
  namespace: text,
  metric_name: text,
  stat: text,
  period: number,
  unit: optional(text),
  dimensions: optional(map(text)),
};

export const cloudwatchMetricAlarm = defineModel(
  'aws_cloudwatch_metric_alarm',
  {
    tags: withoutEffect('the local AWS does not use the tags of an alarm'),
    alarm_name: text,
    alarm_description: optional(text),
    comparison_operator: text,
    threshold: optional(number),
    evaluation_periods: number,
    datapoints_to_alarm: optional(number),
    treat_missing_data: optional(text),
    alarm_actions: optional(list(text)),
    metric_query: blocks({
      id: text,
      label: optional(text),
      expression: optional(text),
      return_data: optional(bool),
      metric: optional(block(METRIC)),
    }),
  },
  async (values, { aws, call }) => {
    const { alarm_name: name } = values;
    await call('monitoring', 'PutMetricAlarm', {
      AlarmName: name,
      AlarmDescription: values.alarm_description,
      ComparisonOperator: values.comparison_operator,
      Threshold: values.threshold,
      EvaluationPeriods: values.evaluation_periods,
      DatapointsToAlarm: values.datapoints_to_alarm,
      TreatMissingData: values.treat_missing_data,
      AlarmActions: values.alarm_actions,
      Metrics: values.metric_query.map(({ id, label, expression, return_data: returnData, metric }) => ({
        Id: id,
        Label: label,
        Expression: expression,
        ReturnData: returnData ?? false,
        MetricStat: metric && {
          Metric: {
            Namespace: metric.namespace,
            MetricName: metric.metric_name,
            Dimensions: Object.entries(metric.dimensions ?? {}).map(([Name, Value]) => ({ Name, Value })),
          },
          Period: metric.period,
          Stat: metric.stat,
          Unit: metric.unit,
        },
      })),
    });
    return { id: name, arn: aws.arn('cloudwatch', `alarm:${name}`) };
  },
);
