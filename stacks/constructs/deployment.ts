import type { Settings } from '../synth/settings';
import type { AwsEnvironment } from './aws-environment';

/** Inputs for the names of resources. */
export interface Deployment {
  readonly settings: Settings;
  readonly awsEnvironment: AwsEnvironment;
}

/** Name `<name>-<what>`, unique in an account and region. */
export function regionalName({ settings }: Deployment, what: string): string {
  return `${settings.name}-${what}`;
}

/**
 * Name `<name>-<what>-<region>`, for IAM and dashboards, whose names must be unique across all regions of an account.
 */
export function accountWideName({ settings, awsEnvironment }: Deployment, what: string): string {
  return `${settings.name}-${what}-${awsEnvironment.region}`;
}

/** Name `<name>-<what>-<account>-<region>`, for S3, whose bucket names must be unique across all accounts. */
export function globalName({ settings, awsEnvironment }: Deployment, what: string): string {
  return `${settings.name}-${what}-${awsEnvironment.accountId}-${awsEnvironment.region}`;
}

/**
 * ARN of a state machine by its file's name without `.asl.json`. The ARN contains no Terraform reference to the machine
 * itself.
 */
export function stateMachineArn(deployment: Deployment, machine: string): string {
  return deployment.awsEnvironment.arn('states', `stateMachine:${regionalName(deployment, machine)}`);
}

/** Pattern of the ARNs of all executions of a state machine. */
export function executionArns(deployment: Deployment, machine: string): string {
  return deployment.awsEnvironment.arn('states', `execution:${regionalName(deployment, machine)}:*`);
}
