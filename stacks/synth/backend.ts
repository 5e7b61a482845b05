import {
  CloudBackend,
  LocalBackend,
  NamedCloudWorkspace,
  S3Backend,
  TaggedCloudWorkspaces,
  type TerraformStack,
} from 'cdktf';
import type { Backend } from './synth-settings';

/** The oldest Terraform that the stack works with, and the oldest that locks a state in S3 without a table. */
const TERRAFORM = '>= 1.5.0';
const TERRAFORM_WITH_S3_LOCK = '>= 1.10.0';

/** Configures where the state is kept, and the versions of Terraform that support it. */
export function configureBackend(stack: TerraformStack, backend: Backend | undefined): void {
  stack.addOverride('terraform.required_version', requiredVersion(backend));
  switch (backend?.type) {
    case 's3':
      s3(stack, backend);
      break;
    case 'cloud':
      cloud(stack, backend);
      break;
    case 'local':
      // Beside cdktf.json, as CDKTF's default, but without the path of this machine in the output.
      new LocalBackend(stack, { path: `../../../terraform.${stack.node.id}.tfstate` });
      break;
    default:
      // CDKTF adds a backend to a stack that has none.
      stack.addOverride('terraform.backend', undefined);
  }
}

function requiredVersion(backend: Backend | undefined): string {
  return backend?.type === 's3' && backend.lockTable === undefined ? TERRAFORM_WITH_S3_LOCK : TERRAFORM;
}

function s3(stack: TerraformStack, { bucket, key, region, lockTable }: Backend & { type: 's3' }): void {
  new S3Backend(stack, {
    bucket,
    key,
    encrypt: true,
    ...(region !== undefined && { region }),
    ...(lockTable !== undefined && { dynamodbTable: lockTable }),
  });
  // Not known to CDKTF.
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
