import { resolve } from 'node:path';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { SfnStateMachine } from '@cdktf/provider-aws/lib/sfn-state-machine';
import { Construct } from 'constructs';
import type { PolicyStatement } from '../../functions/shared/definition';
import { PROJECT_ROOT } from '../synth/project-root';
import { type AslFile, definitionPlaceholders, fillDefinition, readAslFile } from './asl-file';
import { type Deployment, executionArns, regionalName } from './deployment';
import { NodeFunction } from './node-function';
import { ServiceRole, STATE_MACHINE_TRACING } from './service-role';

export interface StateMachineProps {
  readonly deployment: Deployment;
  /** The `*.asl.json` file, relative to the project. */
  readonly file: string;
  /**
   * Functions and state machines that the machine calls, for the placeholders `${<Name>FunctionArn}` and `${<Name>StateMachineArn}` of the
   * file. Default: none.
   */
  readonly calls?: readonly (NodeFunction | StateMachine)[];
  /** Values of placeholders other than `Partition`, `Region`, `AccountId` and `Name`; they grant no permissions. Default: none. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Permissions in addition to the permissions for `calls`. Default: none. */
  readonly permissions?: readonly PolicyStatement[];
}

/**
 * Permissions for log delivery. These actions have no resource-level permissions, so `*` is the narrowest resource
 * (Step Functions developer guide).
 */
const LOGGING_PERMISSIONS: PolicyStatement = {
  actions: [
    'logs:CreateLogDelivery',
    'logs:GetLogDelivery',
    'logs:UpdateLogDelivery',
    'logs:DeleteLogDelivery',
    'logs:ListLogDeliveries',
    'logs:PutResourcePolicy',
    'logs:DescribeResourcePolicies',
    'logs:DescribeLogGroups',
  ],
  resources: ['*'],
};

/**
 * A state machine that an ASL file defines. Its own role may call the functions and state machines that the file calls.
 */
export class StateMachine extends Construct {
  readonly arn: string;
  /** Name without the deployment's prefix. */
  readonly machine: string;
  private readonly file: AslFile;
  private readonly calls: readonly (NodeFunction | StateMachine)[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StateMachineProps,
  ) {
    super(scope, id);
    this.file = readAslFile(resolve(PROJECT_ROOT, props.file));
    this.machine = this.file.machine;
    this.calls = props.calls ?? [];
    this.arn = this.createStateMachine(this.createRole()).arn;
  }

  private createRole(): ServiceRole {
    const { awsEnvironment, settings } = this.props.deployment;
    return new ServiceRole(this, 'role', {
      deployment: this.props.deployment,
      what: `${this.machine}-states`,
      description: `Lets the state machine ${this.machine} call its functions and state machines.`,
      service: 'states.amazonaws.com',
      trustConditions: {
        // https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html (2026-11)
        StringEquals: { 'aws:SourceAccount': [awsEnvironment.accountId] },
        ArnLike: { 'aws:SourceArn': [awsEnvironment.arn('states', `stateMachine:${settings.name}-*`)] },
      },
      permissions: [
        ...this.mayInvoke(),
        ...this.mayStart(),
        ...(this.props.permissions ?? []),
        LOGGING_PERMISSIONS,
        STATE_MACHINE_TRACING,
      ],
    });
  }

  private createStateMachine(role: ServiceRole): SfnStateMachine {
    const { settings } = this.props.deployment;
    const name = regionalName(this.props.deployment, this.machine);
    const logGroup = new CloudwatchLogGroup(this, 'log-group', {
      // Log groups of this prefix do not count towards the size limit of the account's log resource policy.
      name: `/aws/vendedlogs/states/${name}`,
      retentionInDays: settings.logRetentionDays,
      kmsKeyId: settings.kmsKeyArn,
    });
    return new SfnStateMachine(this, 'Default', {
      name,
      roleArn: role.arn,
      definition: fillDefinition(this.file, this.placeholderValues()),
      // Logs failures only, without data, because Step Functions itself keeps all events of an execution for 90 days.
      loggingConfiguration: { level: 'ERROR', includeExecutionData: false, logDestination: `${logGroup.arn}:*` },
      tracingConfiguration: { enabled: true },
      // Step Functions checks the role's permissions when the machine is created.
      dependsOn: [role.policy],
    });
  }

  private placeholderValues(): Readonly<Record<string, string>> {
    const { settings, awsEnvironment } = this.props.deployment;
    const { partition: Partition, region: Region, accountId: AccountId } = awsEnvironment;
    const known = { Partition, Region, AccountId, Name: settings.name };
    const used = definitionPlaceholders(this.file);
    return Object.fromEntries([
      ...Object.entries(known).filter(([name]) => used.includes(name)),
      ...this.calls.map((called) => [placeholderOf(called), called.arn]),
      ...Object.entries(this.props.texts ?? {}),
    ]);
  }

  private mayInvoke(): readonly PolicyStatement[] {
    const arns = this.calls.flatMap((called) => (called instanceof NodeFunction ? [called.arn] : []));
    return arns.length === 0 ? [] : [{ actions: ['lambda:InvokeFunction'], resources: arns }];
  }

  /** Permissions to start a machine and wait for its end (`startExecution.sync:2`). */
  private mayStart(): readonly PolicyStatement[] {
    const { deployment } = this.props;
    const machines = this.calls.filter((called) => called instanceof StateMachine);
    if (machines.length === 0) return [];
    return [
      {
        actions: ['states:StartExecution'],
        resources: machines.map(({ arn }) => arn),
      },
      {
        actions: ['states:DescribeExecution', 'states:StopExecution'],
        resources: machines.map(({ machine }) => executionArns(deployment, machine)),
      },
      {
        // Step Functions manages this rule. It notifies Step Functions when an awaited execution ends.
        actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
        resources: [
          deployment.awsEnvironment.arn('events', 'rule/StepFunctionsGetEventsForStepFunctionsExecutionRule'),
        ],
      },
    ];
  }
}

/** Placeholder such as `BeginRunFunctionArn` or `EnsureResourcesStateMachineArn`. */
function placeholderOf(called: NodeFunction | StateMachine): string {
  const [name, suffix] =
    called instanceof NodeFunction ? [called.definition.name, 'Function'] : [called.machine, 'StateMachine'];
  const pascal = name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return `${pascal}${suffix}Arn`;
}
