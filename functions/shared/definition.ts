/**
 * What the stack must give a function. Each function's `definition.ts` stands beside the code that needs it, so that no
 * permission lives far from its call; `stacks/constructs/node-function.ts` turns it into Terraform.
 */

/** Names and ARNs of the stack that functions refer to. Values may be Terraform expressions. */
export interface StackValues {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  /** Prefix of every name in this deployment, e.g. `personalize`. */
  readonly name: string;
  readonly dataBucketName: string;
  readonly dataBucketArn: string;
  readonly recordTableName: string;
  readonly recordTableArn: string;
  readonly notificationTopicArn: string;
  readonly eventBusName: string;
  readonly eventBusArn: string;
  /** How long the record of a run is kept, as text. */
  readonly runHistoryDays: string;
  /** How many of its times a task may miss before an alarm, as text; 0 for any number. */
  readonly overdueAfterIntervals: string;
  /** How many hours a run may go on before it is reported, as text; 0 for any number. */
  readonly overdueAfterHours: string;
  /** IANA time zone of schedules that name none. */
  readonly scheduleTimezone: string;
  /** The role that Personalize assumes to read and write the data bucket. */
  readonly personalizeRoleArn: string;
  readonly scheduleGroupName: string;
  /** The role with which schedules start runs. */
  readonly scheduleRoleArn: string;
  readonly scheduleDeadLetterQueueArn: string;
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
