import { TerraformVariable, Token } from 'cdktf';
import type { Construct } from 'constructs';

interface Rule {
  /** Terraform expression that is true for a good value. */
  readonly condition: string;
  readonly message: string;
}

interface Variable {
  readonly description: string;
  readonly type: 'string' | 'number' | 'bool';
  readonly default: string | number | boolean;
  readonly rules?: readonly Rule[];
}

/** What CloudWatch Logs accepts as days of retention (PutRetentionPolicy); 0 keeps for ever. */
const LOG_RETENTION_DAYS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
const LAMBDA_RUNTIMES = ['nodejs22.x', 'nodejs24.x'];
const LAMBDA_ARCHITECTURES = ['arm64', 'x86_64'];
const LOG_LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'];

/** What differs between environments: Terraform variables, so that no new synth is needed to set them. */
const VARIABLES = {
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
  personalize_kms_key_arn: {
    description:
      'Key that dataset groups are encrypted with (kmsKeyArn in their parameter file); empty for none.',
    type: 'string',
    default: '',
    rules: [
      {
        condition:
          'var.personalize_kms_key_arn == "" || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.personalize_kms_key_arn))',
        message: 'personalize_kms_key_arn must be the ARN of a KMS key (not of an alias), or empty.',
      },
    ],
  },
  schedule_timezone: {
    description: 'Time zone of the schedules of parameter files that name none.',
    type: 'string',
    default: 'UTC',
    rules: [
      {
        // The form only: Terraform does not know which names there are, EventBridge Scheduler does.
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
    rules: [
      {
        condition: 'var.run_history_days >= 1 && floor(var.run_history_days) == var.run_history_days',
        message: 'run_history_days must be a whole number of days, at least 1.',
      },
    ],
  },
  deletion_protection: {
    description: 'Whether the record table refuses to be deleted.',
    type: 'bool',
    default: false,
  },
  force_destroy: {
    description: 'Whether destroying the deployment deletes buckets that still hold objects.',
    type: 'bool',
    default: false,
  },
  lambda_runtime: {
    description: 'Runtime of the functions. Bundles are built for Node.js 22.',
    type: 'string',
    default: 'nodejs22.x',
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

type VariableName = keyof typeof VARIABLES;

/** The settings of a deployment, as references to its Terraform variables. */
export class Settings {
  readonly name: string;
  readonly notificationEmail: string;
  readonly personalizeKmsKeyArn: string;
  readonly scheduleTimezone: string;
  readonly alarmsEnabled: TerraformVariable['booleanValue'];
  readonly logRetentionDays: number;
  /** As text, for an environment variable. */
  readonly runHistoryDays: string;
  readonly deletionProtection: TerraformVariable['booleanValue'];
  readonly forceDestroy: TerraformVariable['booleanValue'];
  readonly lambdaRuntime: string;
  readonly lambdaArchitecture: string;
  readonly logLevel: string;

  constructor(scope: Construct) {
    const variable = (name: VariableName) => createVariable(scope, name);
    this.name = variable('name').stringValue;
    this.notificationEmail = variable('notification_email').stringValue;
    this.personalizeKmsKeyArn = variable('personalize_kms_key_arn').stringValue;
    this.scheduleTimezone = variable('schedule_timezone').stringValue;
    this.alarmsEnabled = variable('alarms_enabled').booleanValue;
    this.logRetentionDays = variable('log_retention_days').numberValue;
    this.runHistoryDays = variable('run_history_days').stringValue;
    this.deletionProtection = variable('deletion_protection').booleanValue;
    this.forceDestroy = variable('force_destroy').booleanValue;
    this.lambdaRuntime = variable('lambda_runtime').stringValue;
    this.lambdaArchitecture = variable('lambda_architecture').stringValue;
    this.logLevel = variable('log_level').stringValue;
  }
}

/** `count` of a resource that exists only if an optional text setting is given. */
export function oneIfGiven(name: VariableName): number {
  return Token.asNumber(`\${var.${name} == "" ? 0 : 1}`);
}

function createVariable(scope: Construct, name: VariableName): TerraformVariable {
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

function oneOf(name: string, values: readonly string[]): Rule {
  return {
    condition: `contains(${JSON.stringify(values)}, var.${name})`,
    message: `${name} must be one of ${values.join(', ')}.`,
  };
}
