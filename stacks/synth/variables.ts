import { TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';

interface Rule {
  /** Terraform expression that is true for a good value. */
  readonly condition: string;
  readonly message: string;
}

type VariableType = 'string' | 'number' | 'bool' | 'list(string)' | 'map(string)';

interface Variable {
  readonly description: string;
  readonly type: VariableType;
  readonly default: string | number | boolean | readonly string[] | Readonly<Record<string, string>>;
  readonly rules?: readonly Rule[];
}

/** What CloudWatch Logs accepts as days of retention (PutRetentionPolicy); 0 keeps for ever. */
const LOG_RETENTION_DAYS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
/**
 * What Lambda and every AWS provider of `~> 6.25` take. The provider takes nodejs24.x since 6.20 (hashicorp/terraform-provider-aws, pull
 * request 45024); when runtimes end, the Lambda developer guide says, "Lambda runtimes". Both looked up in 2026-11.
 */
const LAMBDA_RUNTIMES = ['nodejs22.x', 'nodejs24.x'];
/** What every service takes in tags. Source: "Tag naming limits and requirements", Tagging AWS Resources user guide, 2026-11. */
const TAG_CHARACTER = String.raw`[\\p{L}\\p{N}\\p{Z}_.:/=+@-]`;
const LAMBDA_ARCHITECTURES = ['arm64', 'x86_64'];
const LOG_LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'];

/** What differs between environments: Terraform variables, so that no new synth is needed to set them. */
export const VARIABLES = {
  name: {
    description: 'Prefix of every name, so that several deployments can share an account and region.',
    type: 'string',
    default: 'personalize',
    rules: [
      {
        // 20: an IAM role's name (64 at most) also holds the longest state machine's name and the region.
        condition: 'can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.name))',
        message: 'name must be 3 to 20 lower-case letters, digits and hyphens, beginning with a letter.',
      },
      {
        // SSM reserves the first two for its parameters, whatever follows; S3 the others for its buckets (bucket naming rules of the S3 user
        // guide, 2026-11). No name of a bucket ends with a suffix that S3 reserves: it ends with the region.
        condition: '!can(regex("^(aws|ssm|xn--|sthree-|amzn-s3-demo-)", format("%s-", var.name)))',
        message:
          'name must not begin with aws, ssm, xn--, sthree- or amzn-s3-demo-, which are reserved by Systems Manager and S3.',
      },
    ],
  },
  notification_email: {
    description: 'Address that is told of finished and failed runs; empty for no subscription.',
    type: 'string',
    default: '',
    rules: [
      {
        condition:
          'var.notification_email == "" || can(regex("^[^@ ]+@[^@ ]+[.][^@ ]+$", var.notification_email))',
        message: 'notification_email must be one e-mail address, or empty.',
      },
    ],
  },
  kms_key_arn: {
    description:
      'Key that the data bucket, the record table, the topic, the queue and the logs are encrypted with; empty for keys of AWS and one of the deployment. Its policy must allow what docs/security.md says.',
    type: 'string',
    default: '',
    rules: [keyArn('kms_key_arn')],
  },
  personalize_kms_key_arn: {
    description:
      'Key that dataset groups are encrypted with (kmsKeyArn in their parameter file); empty for none.',
    type: 'string',
    default: '',
    rules: [keyArn('personalize_kms_key_arn')],
  },
  personalize_source_conditions: {
    description:
      'Whether the data bucket lets Amazon Personalize in only where it sends aws:SourceAccount and aws:SourceArn of this account. AWS does not document that it does: try an import before you rely on it.',
    type: 'bool',
    default: false,
  },
  additional_personalize_regions: {
    description:
      'Regions that have Amazon Personalize by now, besides those known to this release, such as ["eu-west-3"].',
    type: 'list(string)',
    default: [],
    rules: [
      listOf(
        'additional_personalize_regions',
        '[a-z]+(-[a-z]+)+-[0-9]+',
        'names of regions, such as eu-west-3',
      ),
    ],
  },
  schedule_timezone: {
    description: 'Time zone of the schedules of parameter files that name none.',
    type: 'string',
    default: 'UTC',
    rules: [
      {
        // The form only: Terraform does not know which names there are. EventBridge Scheduler does, and refuses the nightly schedule.
        condition:
          'can(regex("^(UTC|GMT|[A-Z][A-Za-z_]+(/[A-Z][A-Za-z0-9_+-]+){1,2})$", var.schedule_timezone))',
        message: 'schedule_timezone must be the name of an IANA time zone, such as UTC or Europe/Berlin.',
      },
    ],
  },
  alarms_enabled: {
    description: 'Whether CloudWatch alarms watch the deployment.',
    type: 'bool',
    default: true,
  },
  overdue_after_intervals: {
    description: 'Times of its schedule that a task may miss before an alarm tells; 0 for any number.',
    type: 'number',
    default: 2,
    rules: [wholeNumber('overdue_after_intervals', 0)],
  },
  overdue_after_hours: {
    description: 'Hours after which a run that is still going on is reported, once; 0 disables it.',
    type: 'number',
    default: 72,
    rules: [
      {
        condition:
          'var.overdue_after_hours >= 0 && floor(var.overdue_after_hours) == var.overdue_after_hours',
        message: 'overdue_after_hours must be a whole number of hours, 0 or more.',
      },
    ],
  },
  log_retention_days: {
    description: 'Days that logs are kept; 0 keeps them for ever.',
    type: 'number',
    default: 90,
    rules: [
      {
        condition: `contains([${LOG_RETENTION_DAYS.join(', ')}], var.log_retention_days)`,
        message: `log_retention_days must be one of ${LOG_RETENTION_DAYS.join(', ')}.`,
      },
    ],
  },
  run_history_days: {
    description: 'Days that the record of a run is kept.',
    type: 'number',
    default: 90,
    rules: [wholeNumber('run_history_days', 1)],
  },
  old_version_days: {
    description:
      'Days that old versions of objects in the data bucket are kept, 3 or more; 0 keeps them for ever. The 100 newest of a parameter file always are, and of data above 1 MiB at most 2 for more than 3 days.',
    type: 'number',
    default: 30,
    rules: [
      {
        condition:
          '(var.old_version_days == 0 || var.old_version_days >= 3) && floor(var.old_version_days) == var.old_version_days',
        message: 'old_version_days must be 0, or a whole number of days, 3 or more.',
      },
    ],
  },
  batch_output_days: {
    description: 'Days that the output of batch jobs is kept in the data bucket; 0 keeps it for ever.',
    type: 'number',
    default: 0,
    rules: [wholeNumber('batch_output_days', 0)],
  },
  tags: {
    description: 'Tags of everything that is created, besides what each resource is tagged with by itself.',
    type: 'map(string)',
    default: {},
    rules: [
      {
        // AWS takes 50; what is left is for the application's tag and for tags of AWS's own.
        condition: 'length(var.tags) <= 45',
        message: 'tags must be 45 at most.',
      },
      {
        // As JSON, in which a quote, a backslash or a line break is escaped by a backslash, which matches nothing here.
        condition: String.raw`can(regex("^\\{(\"${TAG_CHARACTER}{1,128}\":\"${TAG_CHARACTER}{0,256}\"[,}])*\\}?$", jsonencode(var.tags)))`,
        message:
          'tags must have keys of 1 to 128 and values of 0 to 256 characters: letters, digits, spaces and _ . : / = + - @.',
      },
      {
        condition: String.raw`!can(regex("\"aws:", lower(jsonencode(var.tags))))`,
        message: 'tags must have no key or value that begins with aws:, which is reserved.',
      },
    ],
  },
  application_enabled: {
    description: 'Whether a Service Catalog AppRegistry application groups all that is created.',
    type: 'bool',
    default: false,
  },
  permissions_boundary_arn: {
    description: 'IAM policy that bounds the permissions of every role; empty for none.',
    type: 'string',
    default: '',
    rules: [
      {
        condition:
          'var.permissions_boundary_arn == "" || can(regex("^arn:[a-z-]+:iam::([0-9]{12}|aws):policy/.+$", var.permissions_boundary_arn))',
        message: 'permissions_boundary_arn must be the ARN of an IAM policy, or empty.',
      },
    ],
  },
  vpc_subnet_ids: {
    description:
      'Subnets that the functions run in, with vpc_security_group_ids; empty for none. They need a way to the AWS services.',
    type: 'list(string)',
    default: [],
    rules: [listOf('vpc_subnet_ids', 'subnet-[0-9a-f]+', 'subnet IDs, such as subnet-0123456789abcdef0')],
  },
  vpc_security_group_ids: {
    description: 'Security groups of the functions in vpc_subnet_ids; empty without a VPC.',
    type: 'list(string)',
    default: [],
    rules: [
      listOf('vpc_security_group_ids', 'sg-[0-9a-f]+', 'security group IDs, such as sg-0123456789abcdef0'),
    ],
  },
  deletion_protection: {
    description: 'Whether the record table refuses to be deleted.',
    type: 'bool',
    default: false,
  },
  force_destroy: {
    description: 'Whether destroying the deployment deletes the data bucket if it still holds objects.',
    type: 'bool',
    default: false,
  },
  lambda_runtime: {
    description:
      'Runtime of the functions. Lambda deprecates nodejs22.x on 30 April 2027 and nodejs24.x on 30 April 2028 (as of November 2026).',
    type: 'string',
    default: 'nodejs24.x',
    rules: [oneOf('lambda_runtime', LAMBDA_RUNTIMES)],
  },
  lambda_architecture: {
    description: 'Processor of the functions.',
    type: 'string',
    default: 'arm64',
    rules: [oneOf('lambda_architecture', LAMBDA_ARCHITECTURES)],
  },
  log_level: {
    description: 'Least severe level that the functions log.',
    type: 'string',
    default: 'INFO',
    rules: [oneOf('log_level', LOG_LEVELS)],
  },
} as const satisfies Readonly<Record<string, Variable>>;

export type VariableName = keyof typeof VARIABLES;

/** Declares a setting's variable, under its own name. */
export function createVariable(scope: Construct, name: VariableName): TerraformVariable {
  const { rules, ...config }: Variable = VARIABLES[name];
  const variable = new TerraformVariable(scope, `variable-${name}`, {
    ...config,
    nullable: false,
    validation: rules?.map(({ condition, message }) => ({
      condition: `\${${condition}}`,
      errorMessage: message,
    })),
  });
  variable.overrideLogicalId(name);
  return variable;
}

function keyArn(name: string): Rule {
  return {
    condition: `var.${name} == "" || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.${name}))`,
    message: `${name} must be the ARN of a KMS key (not of an alias), or empty.`,
  };
}

function wholeNumber(name: string, least: number): Rule {
  return {
    condition: `var.${name} >= ${least} && floor(var.${name}) == var.${name}`,
    message: `${name} must be a whole number, ${least} or more.`,
  };
}

function oneOf(name: string, values: readonly string[]): Rule {
  return {
    condition: `contains(${JSON.stringify(values)}, var.${name})`,
    message: `${name} must be one of ${values.join(', ')}.`,
  };
}

/** @param pattern of one item, which has no comma */
function listOf(name: string, pattern: string, what: string): Rule {
  return {
    condition: `can(regex("^(${pattern}(,|$))*$", join(",", var.${name})))`,
    message: `${name} must be ${what}, or empty.`,
  };
}
