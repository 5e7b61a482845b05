/**
 * What the stack must give a function. Each function's `definition.ts` stands beside the code that needs it, so that no
 * permission lives far from its call; `stacks/constructs/node-function.ts` turns it into Terraform.
 */

interface Named {
  readonly name: string;
  readonly arn: string;
}

/** Names and ARNs of the stack that functions refer to. Values may be Terraform expressions. */
export interface StackValues {
  readonly awsEnvironment: {
    readonly partition: string;
    readonly region: string;
    readonly accountId: string;
  };
  /** Of the deployment, as texts. */
  readonly settings: {
    /** Prefix of every name in this deployment, e.g. `personalize`. */
    readonly name: string;
    /** How long the record of a run is kept. */
    readonly runHistoryDays: string;
    /** How many of its times a task may miss before an alarm; 0 for any number. */
    readonly overdueAfterIntervals: string;
    /** How many hours a run may go on before it is reported; 0 for any number. */
    readonly overdueAfterHours: string;
    /** IANA time zone of schedules that name none. */
    readonly scheduleTimezone: string;
  };
  readonly bucket: Named & {
    /** Pattern of the ARNs of parameter files and csv. */
    readonly trainArns: string;
    /** Pattern of the ARNs of the input and output of batch jobs. */
    readonly batchArns: string;
  };
  readonly table: Named;
  readonly topic: Pick<Named, 'arn'>;
  readonly eventBus: Named;
  /** The role that Personalize assumes to read and write the data bucket. */
  readonly personalizeRole: Pick<Named, 'arn'>;
  readonly scheduling: {
    readonly groupName: string;
    /** The role with which schedules start runs. */
    readonly roleArn: string;
    readonly deadLetterQueueArn: string;
  };
  /** State machines by file name without `.asl.json`, e.g. `stateMachineArn('run')`. */
  stateMachineArn(name: string): string;
  /** ARN pattern of every execution of a state machine. */
  executionArns(name: string): string;
}

export interface PolicyStatement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Operator, condition key, values: `{ StringEquals: { 'iam:PassedToService': ['personalize.amazonaws.com'] } }`. */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export interface FunctionDefinition {
  /** The folder's name, kebab-case; the function is called `<deployment>-<name>`. */
  readonly name: string;
  readonly description: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** Environment variables that the handler reads, each with where its value comes from. */
  readonly environment: (stack: StackValues) => Readonly<Record<string, string>>;
  readonly permissions: (stack: StackValues) => readonly PolicyStatement[];
}
