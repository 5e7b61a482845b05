import { type TerraformVariable, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { createVariable, VARIABLES, type VariableName } from './variables';

/** The settings of a deployment, as references to its Terraform variables. */
export class Settings {
  readonly name: string;
  readonly notificationEmail: string;
  /** Key for everything encrypted; null in Terraform for none. */
  readonly kmsKeyArn: string;
  readonly personalizeKmsKeyArn: string;
  /** A token of the whole list. */
  readonly additionalPersonalizeRegions: string[];
  readonly scheduleTimezone: string;
  readonly alarmsEnabled: TerraformVariable['booleanValue'];
  /** As text, for an environment variable. */
  readonly overdueAfterIntervals: string;
  /** As text, for an environment variable. */
  readonly overdueAfterHours: string;
  readonly logRetentionDays: number;
  /** As text, for an environment variable. */
  readonly runHistoryDays: string;
  /** Tokens of whole lists: items cannot be read. */
  readonly vpcSubnetIds: string[];
  readonly vpcSecurityGroupIds: string[];
  /** Null, as Terraform sees it, for none. */
  readonly permissionsBoundaryArn: string;
  readonly deletionProtection: TerraformVariable['booleanValue'];
  readonly forceDestroy: TerraformVariable['booleanValue'];
  readonly lambdaRuntime: string;
  readonly lambdaArchitecture: string;
  readonly logLevel: string;

  constructor(scope: Construct) {
    const variable = (name: VariableName) => createVariable(scope, name);
    this.name = variable('name').stringValue;
    this.notificationEmail = variable('notification_email').stringValue;
    variable('kms_key_arn');
    this.kmsKeyArn = '${var.kms_key_arn == "" ? null : var.kms_key_arn}';
    this.personalizeKmsKeyArn = variable('personalize_kms_key_arn').stringValue;
    variable('personalize_source_conditions');
    this.additionalPersonalizeRegions = variable('additional_personalize_regions').listValue;
    this.scheduleTimezone = variable('schedule_timezone').stringValue;
    this.alarmsEnabled = variable('alarms_enabled').booleanValue;
    this.overdueAfterIntervals = variable('overdue_after_intervals').stringValue;
    this.overdueAfterHours = variable('overdue_after_hours').stringValue;
    this.logRetentionDays = variable('log_retention_days').numberValue;
    this.runHistoryDays = variable('run_history_days').stringValue;
    this.vpcSubnetIds = variable('vpc_subnet_ids').listValue;
    this.vpcSecurityGroupIds = variable('vpc_security_group_ids').listValue;
    variable('permissions_boundary_arn');
    this.permissionsBoundaryArn = '${var.permissions_boundary_arn == "" ? null : var.permissions_boundary_arn}';
    variable('old_version_days');
    variable('batch_output_days');
    variable('application_enabled');
    this.deletionProtection = variable('deletion_protection').booleanValue;
    this.forceDestroy = variable('force_destroy').booleanValue;
    this.lambdaRuntime = variable('lambda_runtime').stringValue;
    this.lambdaArchitecture = variable('lambda_architecture').stringValue;
    this.logLevel = variable('log_level').stringValue;
  }
}

/** `count` of a resource that exists only if an optional text or list is given. */
export function oneIfGiven(name: VariableName): number {
  const absent = VARIABLES[name].type === 'string' ? `var.${name} == ""` : `length(var.${name}) == 0`;
  return Token.asNumber(`\${${absent} ? 0 : 1}`);
}

/** `count` of a resource that replaces an optional text that is not given. */
export function oneIfAbsent(name: VariableName): number {
  return Token.asNumber(`\${var.${name} == "" ? 1 : 0}`);
}
