import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import {
  CloudBackend,
  LocalBackend,
  NamedCloudWorkspace,
  S3Backend,
  TaggedCloudWorkspaces,
  type TerraformStack,
  Token,
} from 'cdktf';
import type { Backend, SynthSettings } from './synth-settings';
import { createVariable } from './variables';

/**
 * The oldest Terraform that the stack supports, and the oldest that can lock a state in S3 without a DynamoDB table.
 */
const TERRAFORM = '>= 1.5.0';
const TERRAFORM_WITH_S3_LOCK = '>= 1.10.0';

/** Configures the storage of the state, the provider, and the required versions of Terraform and the provider. */
export function configureTerraform(stack: TerraformStack, { backend, provider }: SynthSettings): void {
  configureBackend(stack, backend);
  // CDKTF would require the provider version from which its bindings were made. 5.100 is enough, because the stack uses nothing newer. A
  // stack without a provider is a child module: it only sets the minimum, and the configuration that calls it sets the maximum (Terraform, "Version
  // Constraints").
  const version = provider ? '>= 5.100, < 7' : '>= 5.100';
  stack.addOverride('terraform.required_providers.aws', { source: 'hashicorp/aws', version });
  if (provider) {
    const tags = createVariable(stack, 'tags');
    new AwsProvider(stack, 'aws', { defaultTags: [{ tags: Token.asStringMap(tags.value) }] });
  } else {
    // CDKTF refuses a stack without a provider.
    new AwsProvider(stack, 'aws');
    stack.addOverride('provider', undefined);
  }
}

function configureBackend(stack: TerraformStack, backend: Backend | undefined): void {
  const lockedByS3 = backend?.type === 's3' && backend.lockTable === undefined;
  stack.addOverride('terraform.required_version', lockedByS3 ? TERRAFORM_WITH_S3_LOCK : TERRAFORM);
  switch (backend?.type) {
    case 's3':
      s3(stack, backend);
      break;
    case 'cloud':
      cloud(stack, backend);
      break;
    case 'local':
      // The state is beside cdktf.json, like CDKTF's default. The relative path keeps this machine's path out of the
      // output.
      new LocalBackend(stack, { path: `../../../terraform.${stack.node.id}.tfstate` });
      break;
    default:
      // CDKTF adds a backend to a stack without one, so it is removed here.
      stack.addOverride('terraform.backend', undefined);
  }
}

function s3(stack: TerraformStack, { bucket, key, region, lockTable }: Backend & { type: 's3' }): void {
  new S3Backend(stack, {
    bucket,
    key,
    encrypt: true,
    ...(region !== undefined && { region }),
    ...(lockTable !== undefined && { dynamodbTable: lockTable }),
  });
  // CDKTF does not know this option.
  if (lockTable === undefined) stack.addOverride('terraform.backend.s3.use_lockfile', true);
}

function cloud(stack: TerraformStack, { organization, workspace, hostname }: Backend & { type: 'cloud' }): void {
  new CloudBackend(stack, {
    organization,
    workspaces:
      typeof workspace === 'string' ? new NamedCloudWorkspace(workspace) : new TaggedCloudWorkspaces([...workspace]),
    ...(hostname !== undefined && { hostname }),
  });
}
