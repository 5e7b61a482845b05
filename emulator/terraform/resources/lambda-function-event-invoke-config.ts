import { block, number, optional, text } from '../arguments';
import { defineModel } from '../resource-model';

export const lambdaFunctionEventInvokeConfig = defineModel(
  'aws_lambda_function_event_invoke_config',
  {
    function_name: text,
    maximum_event_age_in_seconds: optional(number),
    maximum_retry_attempts: optional(number),
    destination_config: optional(block({ on_failure: block({ destination: text }) })),
  },
  async (values, { call }) => {
    const { maximum_event_age_in_seconds: age, maximum_retry_attempts: attempts, destination_config: config } = values;
    await call('lambda', 'PutFunctionEventInvokeConfig', {
      FunctionName: values.function_name,
      MaximumEventAgeInSeconds: age,
      MaximumRetryAttempts: attempts,
      DestinationConfig: config && { OnFailure: { Destination: config.on_failure.destination } },
    });
    return { id: values.function_name };
  },
);
