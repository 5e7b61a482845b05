import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { TerraformLocal, TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import type { StackValues } from '../../functions/shared/definition';
import packageJson from '../../package.json';
import type { Deployment } from './deployment';

export interface ClientNamesProps {
  readonly deployment: Deployment;
  readonly values: StackValues;
  readonly runStateMachineArn: string;
  /** Names of the functions' log groups. */
  readonly logGroupNames: readonly string[];
}

type Described = Readonly<Record<string, readonly [value: string, description: string]>>;

/**
 * Terraform expression of the path of the published parameters. The expression is put into a local value, because the
 * JSON text of the SSM parameter would escape its quotes.
 */
const PARAMETER_PATH = '${var.publish_parameters ? "/${var.name}/groups" : ""}';
const PATH_DESCRIPTION =
  'Path of the SSM parameters in which applications find ARNs, `<path>/<dataset group>/all`; empty without `publish_parameters`.';

/**
 * Names that a client needs to use a deployment. They are Terraform outputs. Clients without Terraform read them from
 * one SSM parameter.
 */
export class ClientNames extends Construct {
  constructor(scope: Construct, id: string, props: ClientNamesProps) {
    super(scope, id);
    const { deployment, values } = props;
    const parameterPath = new TerraformLocal(this, 'parameter-path', PARAMETER_PATH).asString;
    const described = { ...namesOf(props), parameterPath: [parameterPath, PATH_DESCRIPTION] } as const;
    const names = Object.fromEntries(Object.entries(described).map(([name, [value]]) => [name, value]));
    const parameter = new SsmParameter(this, 'parameter', {
      name: `/${deployment.settings.name}/names`,
      description: `Names of the deployment ${deployment.settings.name}, for its clients.`,
      type: 'String',
      value: withMember({ region: deployment.awsEnvironment.region, ...names }, 'parameterValues', values.settings),
    });
    const outputs: Described = {
      ...described,
      parameterValues: ['${var.parameter_values}', 'Values of placeholders in parameter files.'],
      // Other Terraform configurations use these ARNs to grant permissions on the deployed resources.
      dataBucketArn: [values.bucket.arn, 'ARN of the data bucket.'],
      recordTableArn: [values.table.arn, 'ARN of the record table.'],
      eventBusArn: [values.eventBus.arn, 'ARN of the event bus.'],
      namesParameter: [parameter.name, 'SSM parameter from which clients read the names of the deployment.'],
      namesParameterArn: [parameter.arn, 'ARN of that SSM parameter.'],
    };
    for (const [name, [value, description]] of Object.entries(outputs)) {
      const output = new TerraformOutput(this, `output-${name}`, { value, description });
      output.overrideLogicalId(name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
    }
  }
}

/**
 * Returns the JSON text of an object with one more member. The member's value is a Terraform expression with
 * `jsonencode`, which yields JSON, so the value must not be quoted.
 */
function withMember<Name extends string>(object: object, name: Name, json: Readonly<Record<Name, string>>): string {
  return `${JSON.stringify(object).slice(0, -1)},"${name}":${json[name]}}`;
}

function namesOf({ values, runStateMachineArn, logGroupNames }: ClientNamesProps): Described {
  const { bucket, table, topic, eventBus, scheduling, settings, personalizeRole } = values;
  return {
    dataBucket: [bucket.name, 'S3 bucket for parameter files, data, and the input and output of batch jobs.'],
    recordTable: [table.name, 'DynamoDB table of runs, tasks and parameter files in force.'],
    topicArn: [topic.arn, 'SNS topic that receives the results of runs, refused parameter files and alarms.'],
    eventBusName: [eventBus.name, 'EventBridge bus that receives the state changes of resources and runs.'],
    scheduleGroup: [
      scheduling.groupName,
      'EventBridge Scheduler group that has only the schedules of the parameter files.',
    ],
    scheduleRoleArn: [scheduling.roleArn, 'IAM role that schedules assume to start runs.'],
    scheduleDeadLetterQueueArn: [
      scheduling.deadLetterQueueArn,
      'SQS dead-letter queue of runs that a schedule could not start.',
    ],
    scheduleTimezone: [settings.scheduleTimezone, 'Default IANA time zone of schedules.'],
    runStateMachineArn: [runStateMachineArn, 'State machine that executes every run.'],
    personalizeRoleArn: [
      personalizeRole.arn,
      'IAM role that Amazon Personalize assumes to read and write data in S3, and to publish metrics.',
    ],
    runHistoryDays: [settings.runHistoryDays, 'Days for which the record of a run is kept.'],
    allowDeletions: [
      settings.allowDeletions,
      'Whether uploads delete resources that left the parameter file and had "onRemoval": "delete".',
    ],
    functionLogGroups: [logGroupNames.join(','), 'CloudWatch log groups of the functions, separated by commas.'],
    release: [packageJson.version, 'Version of personalize-mlops that is deployed.'],
  };
}
