import { type TerraformVariable, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { createVariable, VARIABLES, type VariableName } from './variables';

const READ_BY_TERRAFORM_ONLY: readonly VariableName[] = [
  'encrypt_topic_with_own_key',
  'personalize_source_conditions',
  'alarms_enabled',
  'old_version_days',
  'batch_output_days',
  'resource_group_enabled',
];

/** Settings of a deployment, as references to its Terraform variables. */
export type Settings = ReturnType<typeof createSettings>;

/**
 * Declares the variables, except `tags`. Numbers and booleans are texts if functions or state machines read them. Each
 * list is a single token that stands for the whole list.
 */
export function createSettings(scope: Construct) {
  const variable = (name: VariableName) => createVariable(scope, name);
  for (const name of READ_BY_TERRAFORM_ONLY) variable(name);
  return {
    name: variable('name').stringValue,
    notificationEmails: variable('notification_emails').listValue,
    notifyOn: variable('notify_on').stringValue,
    digest: variable('digest').stringValue,
    /** Key that encrypts the data bucket, record table, topic, queue and logs; null if none is given. */
    kmsKeyArn: nullIfEmpty(variable('kms_key_arn')),
    personalizeKmsKeyArn: variable('personalize_kms_key_arn').stringValue,
    additionalPersonalizeRegions: variable('additional_personalize_regions').listValue,
    scheduleTimezone: variable('schedule_timezone').stringValue,
    /** A JSON text. */
    parameterValues: `\${jsonencode(${variable('parameter_values').fqn})}`,
    drift: variable('drift').stringValue,
    allowDeletions: variable('allow_deletions').stringValue,
    publishParameters: variable('publish_parameters').stringValue,
    overdueAfterIntervals: variable('overdue_after_intervals').stringValue,
    overdueAfterHours: variable('overdue_after_hours').stringValue,
    logRetentionDays: variable('log_retention_days').numberValue,
    runHistoryDays: variable('run_history_days').stringValue,
    checkConcurrency: variable('check_concurrency').stringValue,
    vpcSubnetIds: variable('vpc_subnet_ids').listValue,
    vpcSecurityGroupIds: variable('vpc_security_group_ids').listValue,
    permissionsBoundaryArn: nullIfEmpty(variable('permissions_boundary_arn')),
    deletionProtection: variable('deletion_protection').booleanValue,
    forceDestroy: variable('force_destroy').booleanValue,
    lambdaRuntime: variable('lambda_runtime').stringValue,
    lambdaArchitecture: variable('lambda_architecture').stringValue,
    logLevel: variable('log_level').stringValue,
  } as const;
}

/** An optional text, which is null in Terraform if it is empty. */
function nullIfEmpty({ fqn }: TerraformVariable): string {
  return `\${${fqn} == "" ? null : ${fqn}}`;
}

/** `count` of a resource that exists only if a variable is true, or an optional text or list is given. */
export function countIfSet(name: VariableName): number {
  const absent = ABSENT[typeof VARIABLES[name].default] ?? ((value) => `length(${value}) == 0`);
  return Token.asNumber(`\${${absent(`var.${name}`)} ? 0 : 1}`);
}

/**
 * Conditions that are true if a variable is not given. The keys are the `typeof` of the variable's default. Lists are
 * not here, because their `typeof` is `object`.
 */
const ABSENT: Readonly<Record<string, (value: string) => string>> = {
  string: (value) => `${value} == ""`,
  boolean: (value) => `!${value}`,
};
