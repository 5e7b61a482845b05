/**
 * Types and helpers for the definitions of functions. The file `definition.ts` in a function's folder defines the
 * function. `stacks/constructs/node-function.ts` makes the Terraform configuration from this definition.
 */

interface Named {
  readonly name: string;
  readonly arn: string;
}

/** Settings, names and ARNs of the stack, for the definitions of functions. Values may be Terraform expressions. */
export interface StackValues {
  readonly awsEnvironment: { readonly partition: string; readonly region: string; readonly accountId: string };
  /** Settings of the deployment, as texts; stacks/synth/variables.ts declares their Terraform variables. */
  readonly settings: Readonly<
    Record<
      | 'name'
      | 'parameterValues'
      | 'runHistoryDays'
      | 'overdueAfterIntervals'
      | 'overdueAfterHours'
      | 'drift'
      | 'allowDeletions'
      | 'publishParameters'
      | 'notifyOn'
      | 'digest'
      | 'scheduleTimezone',
      string
    >
  >;
  readonly bucket: Named & {
    /** Pattern of the ARNs of the objects in a folder, such as `train/`. */
    arnsIn(folder: string): string;
  };
  /** The bucket with the csv copies that data deletion jobs read. */
  readonly deletionBucket: Named;
  readonly table: Named;
  readonly topic: Pick<Named, 'arn'>;
  readonly eventBus: Named;
  /** The role that Personalize assumes to read and write data in S3, and to publish metrics. */
  readonly personalizeRole: Pick<Named, 'arn'>;
  readonly scheduling: {
    readonly groupName: string;
    /** The role with which schedules start runs. */
    readonly roleArn: string;
    readonly deadLetterQueueArn: string;
  };
  /** ARN of a state machine, by its file name without `.asl.json`, e.g. `stateMachineArn('run')`. */
  stateMachineArn(name: string): string;
  /** ARN pattern that matches all executions of a state machine. */
  executionArns(name: string): string;
}

export interface PolicyStatement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /**
   * Values by operator and condition key: `{ StringEquals: { 'iam:PassedToService': ['personalize.amazonaws.com'] } }`.
   */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** True if the key of `kms_key_arn` encrypts none of the resources. */
  readonly isWithoutDataKey?: boolean;
}

export interface FunctionDefinition {
  /** The folder's name, kebab-case; the function is called `<deployment>-<name>`. */
  readonly name: string;
  readonly description: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** Environment variables of the handler, and the source of each value. */
  readonly environment: (stack: StackValues) => Readonly<Record<string, string>>;
  readonly permissions: (stack: StackValues) => readonly PolicyStatement[];
  /** Permissions that the function needs in addition if the deployment publishes parameters. */
  readonly publishing?: (stack: StackValues) => readonly PolicyStatement[];
}

/** ARN pattern of Personalize resources, e.g. of `campaign/*`. */
export function personalizeArn(stack: StackValues, resource: string): string {
  return `arn:${stack.awsEnvironment.partition}:personalize:${stack.awsEnvironment.region}:${stack.awsEnvironment.accountId}:${resource}`;
}

/** Lets the function pass a role to a service, e.g. `personalize`. */
export function passRole(roleArn: string, service: string): PolicyStatement {
  const conditions = { StringEquals: { 'iam:PassedToService': [`${service}.amazonaws.com`] } };
  return { actions: ['iam:PassRole'], resources: [roleArn], conditions };
}

/** Permissions for setting the schedules of tasks. */
export function scheduling({ awsEnvironment, scheduling: { groupName, roleArn } }: StackValues): PolicyStatement[] {
  const { partition, region, accountId } = awsEnvironment;
  return [
    {
      actions: ['GetSchedule', 'CreateSchedule', 'UpdateSchedule', 'DeleteSchedule'].map((name) => `scheduler:${name}`),
      resources: [`arn:${partition}:scheduler:${region}:${accountId}:schedule/${groupName}/*`],
    },
    passRole(roleArn, 'scheduler'),
  ];
}

/**
 * Permissions for publishing the SSM parameters of dataset groups. The values are not secret, so no key encrypts them.
 */
export function parameters({ awsEnvironment, settings }: StackValues): PolicyStatement {
  const { partition, region, accountId } = awsEnvironment;
  return {
    actions: ['GetParametersByPath', 'PutParameter', 'DeleteParameter'].map((name) => `ssm:${name}`),
    resources: [`arn:${partition}:ssm:${region}:${accountId}:parameter/${settings.name}/groups/*`],
  };
}

/**
 * ARN patterns of the executions that may hold locks. A function that acquires or releases a lock checks if the lock's holders are still
 * running, because a lock whose holders have ended can be taken over.
 */
export function lockHolders(stack: Pick<StackValues, 'executionArns'>): readonly string[] {
  return ['run', 'ensure-resources'].map((machine) => stack.executionArns(machine));
}
