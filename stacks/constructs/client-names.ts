import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import type { StackValues } from '../../functions/shared/definition';
import type { Deployment } from './deployment';

/** Descriptions of the outputs. Those of {@link namesOf} are in the SSM parameter as well. */
const DESCRIPTIONS = {
  dataBucket: 'S3 bucket for parameter files, data, and the input and output of batch jobs.',
  recordTable: 'DynamoDB table of runs, tasks and accepted parameter files.',
  topicArn: 'SNS topic that receives the results of runs, refused parameter files and alarms.',
  eventBusName: 'EventBridge bus that receives the state changes of resources and runs.',
  scheduleGroup: 'EventBridge Scheduler group of the schedules of the parameter files, and no others.',
  scheduleRoleArn: 'IAM role that schedules assume to start runs.',
  scheduleDeadLetterQueueArn: 'SQS dead-letter queue of runs that a schedule could not start.',
  scheduleTimezone: 'Default IANA time zone of schedules.',
  runStateMachineArn: 'State machine that wraps every run.',
  personalizeRoleArn: 'IAM role that Amazon Personalize assumes to read and write the data bucket.',
  runHistoryDays: 'Days for which the record of a run is kept.',
  functionLogGroups: 'CloudWatch log groups of the functions, separated by commas.',
  parameterValues: 'Values of placeholders in parameter files.',
  dataBucketArn: 'ARN of the data bucket.',
  recordTableArn: 'ARN of the record table.',
  eventBusArn: 'ARN of the event bus.',
  namesParameter: 'SSM parameter from which clients read the names of the deployment.',
  namesParameterArn: 'ARN of that SSM parameter.',
} as const;

type OutputName = keyof typeof DESCRIPTIONS;

export interface ClientNamesProps {
  readonly deployment: Deployment;
  readonly values: StackValues;
  readonly runStateMachineArn: string;
  /** Names of the functions' log groups. */
  readonly logGroupNames: readonly string[];
}

/** The names that a client needs to talk to a deployment: as outputs, and in one SSM parameter for those without Terraform. */
export class ClientNames extends Construct {
  constructor(scope: Construct, id: string, props: ClientNamesProps) {
    super(scope, id);
    const { deployment, values } = props;
    const names = namesOf(props);
    const parameter = new SsmParameter(this, 'parameter', {
      name: `/${deployment.settings.name}/names`,
      description: `Names of the deployment ${deployment.settings.name}, for its clients.`,
      type: 'String',
      value: withMember({ region: deployment.awsEnvironment.region, ...names }, 'parameterValues', values.settings),
    });
    const outputs: Readonly<Record<OutputName, string>> = {
      ...names,
      parameterValues: '${var.parameter_values}',
      // For configurations that grant permissions on what is deployed.
      dataBucketArn: values.bucket.arn,
      recordTableArn: values.table.arn,
      eventBusArn: values.eventBus.arn,
      namesParameter: parameter.name,
      namesParameterArn: parameter.arn,
    };
    for (const [name, value] of Object.entries(outputs)) {
      const description = DESCRIPTIONS[name as OutputName];
      const output = new TerraformOutput(this, `output-${name}`, { value, description });
      output.overrideLogicalId(name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
    }
  }
}

/** As JSON, with a member whose value is JSON already: Terraform's `jsonencode` must not be quoted. */
function withMember<Name extends string>(object: object, name: Name, json: Readonly<Record<Name, string>>): string {
  return `${JSON.stringify(object).slice(0, -1)},"${name}":${json[name]}}`;
}

function namesOf({ values: stack, runStateMachineArn, logGroupNames }: ClientNamesProps) {
  return {
    dataBucket: stack.bucket.name,
    recordTable: stack.table.name,
    topicArn: stack.topic.arn,
    eventBusName: stack.eventBus.name,
    scheduleGroup: stack.scheduling.groupName,
    scheduleRoleArn: stack.scheduling.roleArn,
    scheduleDeadLetterQueueArn: stack.scheduling.deadLetterQueueArn,
    scheduleTimezone: stack.settings.scheduleTimezone,
    runStateMachineArn,
    personalizeRoleArn: stack.personalizeRole.arn,
    runHistoryDays: stack.settings.runHistoryDays,
    functionLogGroups: logGroupNames.join(','),
  };
}
