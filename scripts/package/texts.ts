import { posix } from 'node:path';

/** The part of a synthesized configuration that its users need to know. */
export interface Configuration {
  readonly terraform: { readonly required_version: string };
  readonly variable: Readonly<Record<string, Variable>>;
  readonly output: Readonly<Record<string, { readonly description: string }>>;
}

interface Variable {
  readonly description: string;
  readonly type: string;
  readonly default: unknown;
}

export function rootReadme(version: string, configuration: Configuration): string {
  return `# personalize-mlops ${version}

Keeps Amazon Personalize up to date: one JSON parameter file per dataset group, uploaded to S3, describes datasets, models, campaigns, batch jobs
and their schedules. This release is plain Terraform; nothing else has to be installed.

- \`cdk.tf.json\`, \`assets/\`: a root module, ready to deploy.
- \`module/\`: the same without a provider, to call from your configuration. \`example/main.tf\` shows how.
- \`docs/\`: the documentation, for example [the parameter file](docs/parameter-file.md) and [security](docs/security.md).

## Deploy

You need Terraform ${configuration.terraform.required_version.replace('>= ', '')} or later, or OpenTofu, and AWS credentials.

1. Configure the backend of the state in \`backend.tf\`, beside \`cdk.tf.json\`; without it, the state is kept in this folder.
2. \`terraform init\`
3. \`terraform apply -var 'notification_emails=["you@example.com"]'\`
4. Upload your data, then your parameter file, to the bucket in the output \`data_bucket\`.

Region and account are those of the AWS provider: set, for example, \`AWS_REGION\` and \`AWS_PROFILE\`.

To upgrade, replace \`cdk.tf.json\` and \`assets/\` with those of the new release, and apply.

${tables(configuration)}`;
}

export function moduleReadme(version: string, configuration: Configuration): string {
  return `# personalize-mlops ${version}, as a module

It has no provider and no backend: it uses those of the calling configuration, and the \`default_tags\` of its provider.

\`\`\`hcl
${moduleBlock('./module')}
\`\`\`

Two deployments in one account and region must differ in \`name\`.

${tables(configuration)}`;
}

/**
 * Returns a document without links to files outside `docs/`, because a release does not have these files.
 * @param path path of the document, relative to `docs/`
 */
export function withoutLinksUp(path: string, text: string): string {
  return text.replace(/\[([^\]]*)\]\(([^)\s]+)\)/g, (link: string, title: string, target: string) => {
    const isUp = !target.startsWith('https:') && posix.join(posix.dirname(path), target).startsWith('..');
    return isUp ? title : link;
  });
}

/** Returns a configuration that calls the module. */
export function example(): string {
  return `terraform {
  required_version = ">= 1.5.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"
    }
  }
}

provider "aws" {
  default_tags {
    tags = { team = "recommendations" }
  }
}

${moduleBlock('../module')}

output "data_bucket" {
  value = module.personalize.data_bucket
}
`;
}

function moduleBlock(source: string): string {
  return `module "personalize" {
  source = "${source}"

  name                = "shop"
  notification_emails = ["you@example.com"]
}`;
}

/** Tables of all variables and outputs, each below its heading. */
export function tables({ variable, output }: Omit<Configuration, 'terraform'>): string {
  const variables = Object.entries(variable).map(
    ([name, { description, type, default: value }]) =>
      `| \`${name}\` | ${type} | \`${JSON.stringify(value)}\` | ${description} |`,
  );
  return `## Variables

| Name | Type | Default | Description |
|---|---|---|---|
${variables.join('\n')}

## Outputs

| Name | Description |
|---|---|
${Object.entries(output)
  .map(([name, { description }]) => `| \`${name}\` | ${description} |`)
  .join('\n')}
`;
}
