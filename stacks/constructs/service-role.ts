import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import type { TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';
import type { PolicyStatement } from '../../functions/shared/definition';
import { countIfSet } from '../synth/settings';
import { onDataKey } from './data-key';
import { accountWideName, type Deployment } from './deployment';
import { identityPolicy, trustPolicy } from './policy';

export interface ServiceRoleProps {
  readonly deployment: Deployment;
  /** Purpose of the role; part of its name. */
  readonly what: string;
  readonly description: string;
  /** Service principal that assumes the role, e.g. `lambda.amazonaws.com`. */
  readonly service: string;
  /**
   * Conditions under which the service may assume the role (against the confused deputy). Only condition keys that AWS documents for the
   * service are allowed: any other key would make the role unusable. Default: none.
   */
  readonly trustConditions?: NonNullable<PolicyStatement['conditions']>;
  readonly permissions: readonly PolicyStatement[];
  /**
   * Permissions of the role on the key of `kms_key_arn`. Default: the permissions that the role needs because of its
   * other permissions, each limited to the service that uses the key.
   */
  readonly onDataKey?: readonly PolicyStatement[];
  readonly lifecycle?: TerraformResourceLifecycle;
}

/**
 * Permissions to send traces to X-Ray. These actions have no resource-level permissions, so `*` is the narrowest
 * resource.
 */
const SENDING = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];

/** Tracing permissions of a function. Lambda decides itself what to sample (Lambda developer guide). */
export const FUNCTION_TRACING: PolicyStatement = { actions: SENDING, resources: ['*'] };

/** Tracing permissions of a state machine. Step Functions uses its role to ask X-Ray what to sample (Step Functions developer guide). */
export const STATE_MACHINE_TRACING: PolicyStatement = {
  actions: [...SENDING, 'xray:GetSamplingRules', 'xray:GetSamplingTargets'],
  resources: ['*'],
};

/** A role that one AWS service assumes, with its permissions as an inline policy. */
export class ServiceRole extends Construct {
  readonly arn: string;
  readonly name: string;
  /** Dependency (`depends_on`) of resources that use the role. The role is not ready before its policy exists. */
  readonly policy: IamRolePolicy;

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    const { deployment, permissions } = props;
    const role = new IamRole(this, 'Default', {
      name: accountWideName(deployment, props.what),
      description: props.description,
      permissionsBoundary: deployment.settings.permissionsBoundaryArn,
      assumeRolePolicy: trustPolicy(props.service, props.trustConditions),
      lifecycle: props.lifecycle,
    });
    this.arn = role.arn;
    this.name = role.name;
    this.policy = new IamRolePolicy(this, 'policy', {
      name: 'permissions',
      role: role.id,
      policy: identityPolicy(permissions),
    });
    const statements = props.onDataKey ?? onDataKey(permissions, deployment.awsEnvironment);
    if (statements.length === 0) return;
    new IamRolePolicy(this, 'data-key-policy', {
      count: countIfSet('kms_key_arn'),
      name: 'data-key',
      role: role.id,
      policy: identityPolicy(statements),
    });
  }
}
