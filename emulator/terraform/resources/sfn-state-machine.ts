import { block, bool, map, optional, text } from '../arguments';
import { defineModel } from '../resource-model';

export const sfnStateMachine = defineModel(
  'aws_sfn_state_machine',
  {
    name: text,
    role_arn: text,
    definition: text,
    type: optional(text),
    logging_configuration: optional(
      block({ level: text, include_execution_data: optional(bool), log_destination: optional(text) }),
    ),
    tracing_configuration: optional(block({ enabled: bool })),
    tags: optional(map(text)),
  },
  async (values, { call }) => {
    const { logging_configuration: logging, tracing_configuration: tracing } = values;
    const { stateMachineArn: arn } = await call('states', 'CreateStateMachine', {
      name: values.name,
      roleArn: values.role_arn,
      definition: values.definition,
      type: values.type,
      loggingConfiguration: logging && {
        level: logging.level,
        includeExecutionData: logging.include_execution_data ?? false,
        destinations: logging.log_destination && [{ cloudWatchLogsLogGroup: { logGroupArn: logging.log_destination } }],
      },
      tracingConfiguration: tracing,
      tags: values.tags && Object.entries(values.tags).map(([key, value]) => ({ key, value })),
    });
    return { id: arn, arn, status: 'ACTIVE' };
  },
);
