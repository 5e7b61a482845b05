import { ServiceError } from '../../core/service';
import { type ArgumentValues, blocks, list, optional, text } from '../arguments';
import { defineModel } from '../resource-model';
import { StackError } from '../stack-error';

const LAMBDA_FUNCTION = {
  id: optional(text),
  lambda_function_arn: text,
  events: list(text),
  filter_prefix: optional(text),
  filter_suffix: optional(text),
};

export const s3BucketNotification = defineModel(
  'aws_s3_bucket_notification',
  { bucket: text, lambda_function: blocks(LAMBDA_FUNCTION) },
  async ({ bucket, lambda_function: functions }, { aws, address, call }) => {
    try {
      await call('s3', 'PutBucketNotificationConfiguration', {
        Bucket: bucket,
        NotificationConfiguration: { LambdaFunctionConfigurations: functions.map(toConfiguration) },
      });
    } catch (error) {
      if (!(error instanceof StackError) || !isForbidden(error.cause)) throw error;
      throw new StackError(
        address,
        `${error.problem}. Add an aws_lambda_permission for this function with action lambda:InvokeFunction, ` +
          `principal s3.amazonaws.com and source_arn arn:${aws.account.partition}:s3:::${bucket}, and add it to depends_on of the notification`,
      );
    }
    return { id: bucket };
  },
);

/** True if S3 has no permission to invoke the function. S3 has one code for every invalid argument, so only the text identifies this case. */
function isForbidden(cause: unknown): boolean {
  return cause instanceof ServiceError && cause.message.includes('Not authorized to invoke function');
}

function toConfiguration(configuration: ArgumentValues<typeof LAMBDA_FUNCTION>): object {
  const rules = [
    { Name: 'prefix', Value: configuration.filter_prefix },
    { Name: 'suffix', Value: configuration.filter_suffix },
  ].filter(({ Value }) => Value !== undefined);
  return {
    Id: configuration.id,
    LambdaFunctionArn: configuration.lambda_function_arn,
    Events: configuration.events,
    ...(rules.length > 0 && { Filter: { Key: { FilterRules: rules } } }),
  };
}
