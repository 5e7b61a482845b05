import { join } from 'node:path';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { LambdaFunctionEventInvokeConfig } from '@cdktf/provider-aws/lib/lambda-function-event-invoke-config';
import { AssetType, type ITerraformDependable, TerraformAsset } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import type { FunctionDefinition, PolicyStatement, StackValues } from '../../functions/shared/definition';
import { bundle, type Hashes } from '../synth/bundle';
import { PROJECT_ROOT } from '../synth/project-root';
import { countIfSet } from '../synth/settings';
import { type Deployment, regionalName } from './deployment';
import { identityPolicy } from './policy';
import { FUNCTION_TRACING, ServiceRole } from './service-role';

export interface NodeFunctionProps {
  readonly deployment: Deployment;
  readonly definition: FunctionDefinition;
  readonly values: StackValues;
  /** Absolute path of the handler's file. Default: `functions/<name>/handler.ts`. */
  readonly entry?: string;
  /** Topic that is notified when an asynchronous invocation has failed for good. Default: none. */
  readonly onFailureTopicArn?: string;
}

/** Hashes of bundled files, by app. All functions of an app share them. */
const HASHES = new WeakMap<IConstruct, Hashes>();

/**
 * Precondition on two variables. It is not a validation of a variable, because Terraform allows validations to refer to
 * other variables only since 1.9.
 */
const BOTH_OR_NEITHER = {
  condition: '${(length(var.vpc_subnet_ids) == 0) == (length(var.vpc_security_group_ids) == 0)}',
  errorMessage: 'Give both vpc_subnet_ids and vpc_security_group_ids, or neither.',
};

/** A Lambda function as its `definition.ts` describes it, with its own role. */
export class NodeFunction extends Construct {
  readonly definition: FunctionDefinition;
  readonly arn: string;
  readonly functionName: string;
  readonly logGroupName: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: NodeFunctionProps,
  ) {
    super(scope, id);
    this.definition = props.definition;
    const logGroup = this.createLogGroup();
    this.logGroupName = logGroup.name;
    const role = this.createRole(logGroup);
    const vpcPolicy = new IamRolePolicy(this, 'vpc-policy', {
      count: countIfSet('vpc_subnet_ids'),
      name: 'vpc',
      role: role.name,
      policy: identityPolicy(vpcPermissions(props.deployment)),
    });
    const publishing = props.definition.publishing?.(props.values);
    const publishingPolicy =
      publishing &&
      new IamRolePolicy(this, 'publishing-policy', {
        count: countIfSet('publish_parameters'),
        name: 'publishing',
        role: role.name,
        policy: identityPolicy(publishing),
      });
    const lambda = this.createFunction(role, [
      role.policy,
      vpcPolicy,
      // Without this dependency, the function could try to publish parameters before it has the permission.
      ...(publishingPolicy === undefined ? [] : [publishingPolicy]),
      logGroup,
    ]);
    this.arn = lambda.arn;
    this.functionName = lambda.functionName;
    this.createOnFailure(lambda, role);
  }

  private get name(): string {
    return regionalName(this.props.deployment, this.props.definition.name);
  }

  private createLogGroup(): CloudwatchLogGroup {
    return new CloudwatchLogGroup(this, 'log-group', {
      name: `/aws/lambda/${this.name}`,
      retentionInDays: this.props.deployment.settings.logRetentionDays,
      kmsKeyId: this.props.deployment.settings.kmsKeyArn,
    });
  }

  private createRole(logGroup: CloudwatchLogGroup): ServiceRole {
    const { deployment, definition, values, onFailureTopicArn } = this.props;
    const onFailure: readonly PolicyStatement[] =
      onFailureTopicArn === undefined ? [] : [{ actions: ['sns:Publish'], resources: [onFailureTopicArn] }];
    return new ServiceRole(this, 'role', {
      deployment,
      what: `${definition.name}-lambda`,
      description: definition.description,
      service: 'lambda.amazonaws.com',
      // The role's trust policy has no conditions: AWS documents no condition key that Lambda sends when it assumes a
      // role (`lambda-trust-source-keys` in docs/local-aws.md), and Lambda takes only roles of the function's own
      // account (https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html, 2026-11).
      permissions: [
        ...definition.permissions(values),
        ...onFailure,
        { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [`${logGroup.arn}:*`] },
        FUNCTION_TRACING,
      ],
    });
  }

  private createFunction(role: ServiceRole, dependsOn: ITerraformDependable[]): LambdaFunction {
    const { deployment, definition, values } = this.props;
    const { settings } = deployment;
    const entry = this.props.entry ?? join(PROJECT_ROOT, 'functions', definition.name, 'handler.ts');
    const hashes = HASHES.get(this.node.root) ?? new Map();
    HASHES.set(this.node.root, hashes);
    const { zipPath: path, sha256 } = bundle(entry, hashes);
    const asset = new TerraformAsset(this, 'code', { path, type: AssetType.FILE, assetHash: sha256.slice(0, 32) });
    return new LambdaFunction(this, 'Default', {
      functionName: this.name,
      description: definition.description,
      role: role.arn,
      runtime: settings.lambdaRuntime,
      architectures: [settings.lambdaArchitecture],
      handler: 'index.handler',
      // A child module is not in the folder in which Terraform runs, so the path must begin with the module's own path.
      filename: `\${path.module}/${asset.path}`,
      // Terraform compares this hash with Lambda's CodeSha256.
      sourceCodeHash: Buffer.from(sha256, 'hex').toString('base64'),
      timeout: definition.timeoutSeconds,
      memorySize: definition.memoryMegabytes,
      environment: { variables: { ...definition.environment(values), POWERTOOLS_LOG_LEVEL: settings.logLevel } },
      tracingConfig: { mode: 'Active' },
      // Empty lists mean no VPC (AWS provider).
      vpcConfig: { subnetIds: settings.vpcSubnetIds, securityGroupIds: settings.vpcSecurityGroupIds },
      lifecycle: { precondition: [BOTH_OR_NEITHER] },
      dependsOn,
    });
  }

  private createOnFailure(lambda: LambdaFunction, role: ServiceRole): void {
    const { onFailureTopicArn } = this.props;
    if (onFailureTopicArn === undefined) return;
    new LambdaFunctionEventInvokeConfig(this, 'on-failure', {
      functionName: lambda.functionName,
      destinationConfig: { onFailure: { destination: onFailureTopicArn } },
      // Lambda checks the role's permission when the destination is set.
      dependsOn: [role.policy],
    });
  }
}

/**
 * Permissions that Lambda needs to connect a function to a VPC. The Describe actions have no resource-level
 * permissions. The other actions must be allowed for every resource of EC2, because Lambda refuses a role that may
 * delete only some interfaces (Lambda developer guide).
 */
function vpcPermissions({ awsEnvironment }: Deployment): readonly PolicyStatement[] {
  return [
    {
      actions: [
        'ec2:CreateNetworkInterface',
        'ec2:DeleteNetworkInterface',
        'ec2:AssignPrivateIpAddresses',
        'ec2:UnassignPrivateIpAddresses',
      ],
      resources: [awsEnvironment.arn('ec2', '*/*')],
    },
    { actions: ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'], resources: ['*'] },
  ];
}
