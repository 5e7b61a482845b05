import { block, number, optional, text } from '../arguments';
import { defineModel } from '../resource-model';

export const schedulerSchedule = defineModel(
  'aws_scheduler_schedule',
  {
    name: text,
    group_name: optional(text),
    description: optional(text),
    schedule_expression: text,
    schedule_expression_timezone: optional(text),
    state: optional(text),
    flexible_time_window: block({ mode: text, maximum_window_in_minutes: optional(number) }),
    target: block({
      arn: text,
      role_arn: text,
      input: optional(text),
      dead_letter_config: optional(block({ arn: text })),
      retry_policy: optional(
        block({ maximum_event_age_in_seconds: optional(number), maximum_retry_attempts: optional(number) }),
      ),
    }),
  },
  async (values, { call }) => {
    const { group_name: group = 'default', flexible_time_window: window, target } = values;
    const { dead_letter_config: deadLetters, retry_policy: retry } = target;
    const { ScheduleArn: arn } = await call('scheduler', 'CreateSchedule', {
      Name: values.name,
      GroupName: group,
      Description: values.description,
      State: values.state,
      ScheduleExpression: values.schedule_expression,
      ScheduleExpressionTimezone: values.schedule_expression_timezone,
      FlexibleTimeWindow: { Mode: window.mode, MaximumWindowInMinutes: window.maximum_window_in_minutes },
      Target: {
        Arn: target.arn,
        RoleArn: target.role_arn,
        Input: target.input,
        DeadLetterConfig: deadLetters && { Arn: deadLetters.arn },
        RetryPolicy: retry && {
          MaximumEventAgeInSeconds: retry.maximum_event_age_in_seconds,
          MaximumRetryAttempts: retry.maximum_retry_attempts,
        },
      },
    });
    return { id: `${group}/${values.name}`, arn };
  },
);
