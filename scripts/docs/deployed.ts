import { plural } from '../../lib/text/format';

/** The part of a synthesized configuration that says how much is deployed. */
export interface Deployed {
  readonly resource: Readonly<Record<string, object>>;
}

/** Resource types that are counted, in the order in which the docs list them. Each has its noun, and its plural if that is irregular. */
const TYPES: readonly (readonly [type: string, one: string, many?: string])[] = [
  ['aws_lambda_function', 'function'],
  ['aws_sfn_state_machine', 'state machine'],
  ['aws_iam_role', 'role'],
  ['aws_s3_bucket', 'bucket'],
  ['aws_dynamodb_table', 'table'],
  ['aws_sns_topic', 'topic'],
  ['aws_kms_key', 'KMS key'],
  ['aws_sqs_queue', 'queue'],
  ['aws_cloudwatch_event_bus', 'event bus', 'event buses'],
  ['aws_ssm_parameter', 'parameter'],
  ['aws_scheduler_schedule', 'schedule'],
  ['aws_cloudwatch_log_group', 'log group'],
  ['aws_cloudwatch_metric_alarm', 'alarm'],
];

/** Counts what is deployed by default, as a sentence. */
export function countDeployed({ resource }: Deployed): string {
  const counts = TYPES.map(([type, one, many]) => plural(Object.keys(resource[type] ?? {}).length, one, many));
  return `By default, ${counts.slice(0, -1).join(', ')} and ${counts.at(-1)}.`;
}
