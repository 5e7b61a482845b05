import { TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import { VALUE_NAME } from '../../lib/parameter-file/value-name';
import { LARGEST, listOf, oneOf, optional, type VariableRule, wholeNumberFrom } from './variable-rules';

interface Variable {
  readonly description: string;
  /** Default; its type is the variable's type. Items of lists and maps are strings. */
  readonly default: string | number | boolean | readonly string[] | Readonly<Record<string, string>>;
  readonly rules?: readonly VariableRule[];
}

/** Retention days that CloudWatch Logs accepts (PutRetentionPolicy); 0 keeps logs forever. */
const LOG_RETENTION_DAYS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
/**
 * Runtimes that Lambda supports. The AWS provider supports nodejs24.x since 6.20 (hashicorp/terraform-provider-aws,
 * pull request 45024), and nodejs22.x already in 5.100. The Lambda developer guide says when runtimes end ("Lambda
 * runtimes"). The sources were read in 2026-11.
 */
const LAMBDA_RUNTIMES = ['nodejs22.x', 'nodejs24.x'];
/**
 * Characters that every service accepts in tags. Source: "Tag naming limits and requirements", Tagging AWS Resources user guide, 2026-11.
 */
const TAG_CHARACTER = String.raw`[\\p{L}\\p{N}\\p{Z}_.:/=+@-]`;
const LAMBDA_ARCHITECTURES = ['arm64', 'x86_64'];
/** The same values as in functions/end-run/must-notify.ts. */
const NOTIFY_ON = ['attention', 'failures', 'all'];
/** The same values as in functions/reconcile-deployment/digest/period.ts. */
const DIGEST = ['weekly', 'daily', 'off'];
/** The same values as in lib/reconciler/campaign-drift.ts. */
const DRIFT = ['notify', 'restore', 'adopt'];
const LOG_LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'];

const KEY_ARN = optional('arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+', 'the ARN of a KMS key (not of an alias)');

/** Settings that differ between environments, as Terraform variables, which can be set without synthesizing again. */
export const VARIABLES = {
  name: {
    description: 'Prefix of every name, so that several deployments can share an account and region.',
    default: 'personalize',
    rules: [
      // At most 20 characters, because the name of an IAM role (64 at most) also contains the longest function's name
      // and the region.
      {
        condition: (value) => `can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", ${value}))`,
        demand: 'be 3 to 20 lower-case letters, digits and hyphens, beginning with a letter',
      },
      // Names of SSM parameters must not begin with aws or ssm. Names of S3 buckets must not begin with the other prefixes (bucket naming
      // rules of the S3 user guide, 2026-11). S3 also reserves suffixes, but the bucket names here end with the region.
      {
        condition: (value) => `!can(regex("^(aws|ssm|xn--|sthree-|amzn-s3-demo-)", format("%s-", ${value})))`,
        demand: 'not begin with aws, ssm, xn--, sthree- or amzn-s3-demo-, which are reserved by Systems Manager and S3',
      },
    ],
  },
  notification_emails: {
    description: 'E-mail addresses that get notifications and alarms; each must confirm its subscription.',
    default: [],
    rules: [listOf('[^@ ,]+@[^@ ,]+[.][^@ ,]+', 'e-mail addresses, such as ops@example.com')],
  },
  notify_on: {
    description:
      'Which finished runs send a notification at once. failures: runs in which something failed, waits for a decision or exceeds a budget. attention: also runs in which a person decided, something was restored or deleted, there is a warning or settings changed, and the first upload of a dataset group. all: every run, except runs that need no attention and only meet refused data again, leave their imports to the upload of a newer file, or skip work for the budget again. Refused files, drift and overdue runs always send a notification. The digest has all runs.',
    default: 'attention',
    rules: [oneOf(NOTIFY_ON)],
  },
  digest: {
    description:
      'How often the topic gets a digest of each dataset group: weekly (in the first night after the end of Sunday in UTC), daily, or off. It says what runs did, what serves, what was used and what comes next. If all runs were UNCHANGED, skipped no work for the budget and met no refused data again, no digest is sent.',
    default: 'weekly',
    rules: [oneOf(DIGEST)],
  },
  kms_key_arn: {
    description:
      'KMS key that encrypts the data bucket, record table, topic, queue and logs; if empty, AWS manages the keys, and the topic gets a key of the deployment if encrypt_topic_with_own_key is true. The policy of the key must allow what docs/security.md lists.',
    default: '',
    rules: [KEY_ARN],
  },
  encrypt_topic_with_own_key: {
    description:
      'Whether the topic gets a KMS key of the deployment, at a monthly price, if kms_key_arn is empty. Without a key, SNS encrypts its disks only.',
    default: true,
  },
  personalize_kms_key_arn: {
    description: 'KMS key that encrypts dataset groups (kmsKeyArn in their parameter file); empty for none.',
    default: '',
    rules: [KEY_ARN],
  },
  personalize_source_conditions: {
    description:
      'Whether the policy of the data bucket refuses requests of Amazon Personalize without aws:SourceAccount and aws:SourceArn of this account. AWS does not document that Personalize sends them: test an import first.',
    default: false,
  },
  additional_personalize_regions: {
    description:
      'Regions that have Amazon Personalize, in addition to those known to this release, such as ["eu-west-3"].',
    default: [],
    rules: [listOf('[a-z]+(-[a-z]+)+-[0-9]+', 'names of regions, such as eu-west-3')],
  },
  schedule_timezone: {
    description:
      'IANA time zone of the nightly schedules, and of schedules in parameter files that name none. After a change, existing schedules follow in the next night, or at once by retry; a scheduled run before that may be skipped.',
    default: 'UTC',
    rules: [
      // This rule checks only the form, because Terraform does not know the names of time zones. EventBridge Scheduler
      // refuses the nightly schedules in an unknown zone.
      {
        condition: (value) => `can(regex("^(UTC|GMT|[A-Z][A-Za-z_]+(/[A-Z][A-Za-z0-9_+-]+){1,2})$", ${value}))`,
        demand: 'be the name of an IANA time zone, such as UTC or Europe/Berlin',
      },
    ],
  },
  drift: {
    description:
      'What the nightly check does if something differs from the file in force of its dataset group, for example after a change in the console. notify: campaigns are moved back to the recorded solution version; everything else that is missing or differs is reported once. restore: everything else is created or updated again, too, but no solution is trained. adopt: like notify, but a campaign keeps the version that it serves, and this version is recorded as promoted.',
    default: 'notify',
    rules: [oneOf(DRIFT)],
  },
  allow_deletions: {
    description:
      'Whether an upload deletes resources that left the parameter file and had "onRemoval": "delete". If false, a person confirms each deletion: personalize-mlops apply.',
    default: false,
  },
  parameter_values: {
    description:
      'Values of placeholders in parameter files, by name: see docs/parameter-file.md. Not for secrets. Files that were uploaded keep the values of their upload.',
    default: {},
    rules: [
      {
        condition: (value) => `can(regex("^(${VALUE_NAME}(,|$))*$", join(",", keys(${value}))))`,
        demand: 'have names of letters, digits, _ and -, beginning with a letter or _',
      },
      // Base64 takes four characters for three bytes. Lambda allows 4 KB for all environment variables of a function.
      // SSM allows 4 KB for the parameter with the names of the deployment (Lambda developer guide, "Lambda quotas";
      // Systems Manager user guide, "Parameter tiers"; 2026-11).
      {
        condition: (value) => `length(base64encode(jsonencode(${value}))) <= 2000`,
        demand: 'have at most 1,500 bytes as JSON',
      },
      // The values are in the SSM parameter with the names of the deployment. SSM takes {{ for a reference to another
      // parameter and refuses the value (Systems Manager API reference, PutParameter; IStringParameter in the CDK API
      // reference; 2026-12-01).
      {
        condition: (value) => `!can(regex("[{][{]", jsonencode(${value})))`,
        demand:
          'not have {{ in a value, which SSM refuses: write the braces into the parameter file, around the placeholder',
      },
    ],
  },
  publish_parameters: {
    description:
      'Whether applications find the ARNs of campaigns and recommenders, and the event tracker, in SSM parameters below /<name>/groups: see docs/application.md.',
    default: false,
  },
  alarms_enabled: { description: 'Whether to create CloudWatch alarms.', default: true },
  overdue_after_intervals: {
    description: 'Missed runs of a task before an alarm is raised; 0 disables it.',
    default: 2,
    rules: [wholeNumberFrom(0)],
  },
  overdue_after_hours: {
    description: 'Hours after which a run in progress is reported as overdue, once; 0 disables it.',
    default: 72,
    rules: [wholeNumberFrom(0, ' of hours')],
  },
  log_retention_days: {
    description: 'Days for which logs are kept; 0 keeps them forever.',
    default: 90,
    rules: [
      {
        condition: (value) => `contains([${LOG_RETENTION_DAYS.join(', ')}], ${value})`,
        demand: `be one of ${LOG_RETENTION_DAYS.join(', ')}`,
      },
    ],
  },
  run_history_days: {
    description: 'Days for which the record of a run is kept.',
    default: 90,
    rules: [wholeNumberFrom(1)],
  },
  old_version_days: {
    description:
      'Days for which old object versions in train/, batch/ and attribution/ of the data bucket are kept, 3 or more; 0 keeps them forever. If it is not 0, at most 2 old versions of data above 1 MiB in train/ are kept for more than 3 days. The 100 newest old versions of each object of at most 1 MiB in train/, such as parameter files and small csv, never expire. Old lists of users in delete/ expire after 30 days.',
    default: 30,
    rules: [
      {
        condition: (value) =>
          `(${value} == 0 || ${value} >= 3) && ${value} <= ${LARGEST} && floor(${value}) == ${value}`,
        demand: `be 0, or a whole number of days, 3 to ${LARGEST}`,
      },
    ],
  },
  batch_output_days: {
    description: 'Days for which the output of batch jobs is kept in the data bucket; 0 keeps it forever.',
    default: 0,
    rules: [wholeNumberFrom(0)],
  },
  tags: {
    description: 'Tags for all created resources, in addition to their own tags.',
    default: {},
    rules: [
      // AWS allows 50 tags. The remaining five are for the resource group's tag and for AWS's own tags.
      { condition: (value) => `length(${value}) <= 45`, demand: 'have at most 45 entries' },
      // The tags are matched as JSON. JSON escapes quotes, backslashes and line breaks with a backslash, which the pattern does not allow.
      {
        condition: (value) =>
          String.raw`can(regex("^\\{(\"${TAG_CHARACTER}{1,128}\":\"${TAG_CHARACTER}{0,256}\"[,}])*\\}?$", jsonencode(${value})))`,
        demand: 'have keys of 1 to 128 and values of 0 to 256 characters: letters, digits, spaces and _ . : / = + - @',
      },
      {
        condition: (value) => String.raw`!can(regex("\"aws:", lower(jsonencode(${value}))))`,
        demand: 'not have a key or value that begins with aws:, which is reserved',
      },
    ],
  },
  resource_group_enabled: {
    description:
      'Whether all AWS resources of the deployment get the tag personalize-mlops with its name, and whether a resource group lists them.',
    default: false,
  },
  permissions_boundary_arn: {
    description: 'ARN of the IAM policy that is the permissions boundary of every role; empty for none.',
    default: '',
    rules: [optional('arn:[a-z-]+:iam::([0-9]{12}|aws):policy/.+', 'the ARN of an IAM policy')],
  },
  vpc_subnet_ids: {
    description:
      'Subnets of the functions, together with vpc_security_group_ids; empty for no VPC. They need network access to AWS endpoints.',
    default: [],
    rules: [listOf('subnet-[0-9a-f]+', 'subnet IDs, such as subnet-0123456789abcdef0')],
  },
  vpc_security_group_ids: {
    description: 'Security groups of the functions in vpc_subnet_ids; empty for no VPC.',
    default: [],
    rules: [listOf('sg-[0-9a-f]+', 'security group IDs, such as sg-0123456789abcdef0')],
  },
  check_concurrency: {
    description:
      "Maximum number of invocations of check-data at once in a run; each takes minutes. The account's Lambda concurrency must be at least 6 higher: see docs/deploy.md.",
    default: 4,
    rules: [wholeNumberFrom(1)],
  },
  deletion_protection: { description: 'Whether DynamoDB refuses to delete the record table.', default: false },
  force_destroy: {
    description: 'Whether destroying the deployment deletes a data bucket that still holds objects.',
    default: false,
  },
  lambda_runtime: {
    description:
      'Runtime of the functions. An AWS provider before 6.20 does not know nodejs24.x: set nodejs22.x. Lambda deprecates nodejs22.x on 30 April 2027 and nodejs24.x on 30 April 2028 (as of November 2026).',
    default: 'nodejs24.x',
    rules: [oneOf(LAMBDA_RUNTIMES)],
  },
  lambda_architecture: {
    description: 'Processor architecture of the functions.',
    default: 'arm64',
    rules: [oneOf(LAMBDA_ARCHITECTURES)],
  },
  log_level: { description: 'Minimum log level of the functions.', default: 'INFO', rules: [oneOf(LOG_LEVELS)] },
} as const satisfies Readonly<Record<string, Variable>>;

export type VariableName = keyof typeof VARIABLES;

/** Declares the Terraform variable of a setting, under the setting's name. */
export function createVariable(scope: Construct, name: VariableName): TerraformVariable {
  const { rules, ...config }: Variable = VARIABLES[name];
  const variable = new TerraformVariable(scope, `variable-${name}`, {
    ...config,
    type: typeOf(config.default),
    nullable: false,
    validation: rules?.map(({ condition, demand }) => ({
      condition: `\${${condition(`var.${name}`)}}`,
      errorMessage: `${name} must ${demand}.`,
    })),
  });
  variable.overrideLogicalId(name);
  return variable;
}

function typeOf(value: Variable['default']): string {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'object') return Array.isArray(value) ? 'list(string)' : 'map(string)';
  return typeof value;
}
