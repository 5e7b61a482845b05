import { join } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import type { Backend, SynthSettings } from '../../stacks/synth/synth-settings';
import type { VariableName } from '../../stacks/synth/variables';

const BACKENDS: readonly Backend[] = [
  { type: 'local' },
  { type: 's3', bucket: 'terraform-state', key: 'personalize.tfstate' },
  { type: 's3', bucket: 'terraform-state', key: 'personalize.tfstate', region: 'eu-west-1', lockTable: 'locks' },
  { type: 'cloud', organization: 'acme', workspace: 'personalize' },
  { type: 'cloud', organization: 'acme', workspace: ['personalize', 'production'], hostname: 'app.terraform.io' },
];

const PARAMETER_FILES = join(PROJECT_ROOT, 'examples', 'movies', 'train');

/** Every kind of backend with all combinations of the other settings that change resources. */
export const SYNTH_SETTINGS: readonly SynthSettings[] = BACKENDS.flatMap((backend) =>
  [false, true].flatMap((preventDestroy) =>
    [{}, { parameterFiles: PARAMETER_FILES }].map((more) => ({ backend, provider: true, preventDestroy, ...more })),
  ),
);

const KEY = 'arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012';

/** Sets of values of Terraform variables. `everything` has values other than the defaults. */
export const VARIABLE_SETS: Readonly<Record<string, Readonly<Partial<Record<VariableName, unknown>>>>> = {
  defaults: {},
  everything: {
    name: 'recommendations',
    notification_emails: ['ops@example.com', 'team@example.com'],
    notify_on: 'all',
    digest: 'daily',
    kms_key_arn: KEY,
    personalize_kms_key_arn: KEY,
    personalize_source_conditions: true,
    additional_personalize_regions: ['eu-west-3'],
    schedule_timezone: 'Europe/Berlin',
    drift: 'adopt',
    allow_deletions: true,
    publish_parameters: true,
    parameter_values: { stage: 'dev' },
    run_history_days: 30,
    batch_output_days: 30,
    tags: { team: 'search' },
    resource_group_enabled: true,
    permissions_boundary_arn: 'arn:aws:iam::123456789012:policy/boundary',
    vpc_subnet_ids: ['subnet-0123456789abcdef0'],
    vpc_security_group_ids: ['sg-0123456789abcdef0'],
    check_concurrency: 2,
    deletion_protection: true,
    force_destroy: true,
    lambda_runtime: 'nodejs22.x',
    lambda_architecture: 'x86_64',
    log_level: 'DEBUG',
  },
  'as little as possible': {
    encrypt_topic_with_own_key: false,
    alarms_enabled: false,
    overdue_after_intervals: 0,
    overdue_after_hours: 0,
    log_retention_days: 0,
    old_version_days: 0,
  },
};

/**
 * Returns an override file whose provider needs no account, and asks `endpoint` for the caller's identity.
 * @param version constraint on the provider's version. Undefined keeps the constraint of the configuration
 */
export function mockProvider(endpoint: string, version: string | undefined): string {
  return JSON.stringify({
    ...(version !== undefined && { terraform: { required_providers: { aws: { source: 'aws', version } } } }),
    provider: {
      aws: [
        {
          region: 'us-east-1',
          access_key: 'any',
          secret_key: 'any',
          skip_credentials_validation: true,
          skip_metadata_api_check: 'true',
          skip_requesting_account_id: true,
          endpoints: [{ sts: endpoint }],
        },
      ],
    },
  });
}

/** Returns an override file that keeps the state beside the configuration, whatever the backend is. */
export function localState(): string {
  return JSON.stringify({ terraform: { backend: { local: {} } } });
}
