import type { Settings } from '../synth/settings';
import type { AwsEnvironment } from './aws-environment';

/** What constructs need for the names of their resources. */
export interface Deployment {
  readonly settings: Settings;
  readonly awsEnvironment: AwsEnvironment;
}

/** `<name>-<what>`, unique in an account and region. */
export function regionalName({ settings }: Deployment, what: string): string {
  return `${settings.name}-${what}`;
}

/** `<name>-<what>-<region>`: names of IAM and of dashboards are shared by all regions of an account. */
export function accountWideName({ settings, awsEnvironment }: Deployment, what: string): string {
  return `${settings.name}-${what}-${awsEnvironment.region}`;
}

/** `<name>-<what>-<account>-<region>`: S3's names are shared by all accounts. */
export function worldWideName({ settings, awsEnvironment }: Deployment, what: string): string {
  return `${settings.name}-${what}-${awsEnvironment.accountId}-${awsEnvironment.region}`;
}

/** A state machine's ARN by its file's name without `.asl.json`, without a reference to the machine itself. */
export function stateMachineArn(deployment: Deployment, machine: string): string {
  return deployment.awsEnvironment.arn('states', `stateMachine:${regionalName(deployment, machine)}`);
}

/** Pattern of the ARNs of every execution of a state machine. */
export function executionArns(deployment: Deployment, machine: string): string {
  return deployment.awsEnvironment.arn('states', `execution:${regionalName(deployment, machine)}:*`);
}
