import { posix } from 'node:path';

/** A synthesized configuration, as far as its users have to know it. */
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

Keeps Amazon Personalize fresh: one JSON parameter file per dataset group, uploaded to S3, becomes datasets, models, campaigns and
batch jobs, kept up to date on a schedule. This is the whole of it as plain Terraform; nothing else has to be installed.

- \`cdk.tf.json\`, \`assets/\`: a root module. Deploy it as it is.
- \`module/\`: the same without a provider, to be called from a configuration of yours. \`example/main.tf\` shows how.
- \`docs/\`: the documents, [the parameter file](docs/parameter-file.md) and [security](docs/security.md) among them.

## Deploy

It takes Terraform ${configuration.terraform.required_version.replace('>= ', '')} or later, or OpenTofu, and AWS credentials.

1. Say where the state is kept, in a file \`backend.tf\` beside \`cdk.tf.json\`; without one it is kept in this folder.
2. \`terraform init\`
3. \`terraform apply -var notification_email=you@example.com\`
4. Upload your data, then your parameter file, to the bucket in the output \`data_bucket\`.

The region and the account are those of the AWS provider: set \`AWS_REGION\` and \`AWS_PROFILE\`, for example.

To upgrade, replace \`cdk.tf.json\` and \`assets/\` by those of the new release and apply.

${tables(configuration)}`;
}

export function moduleReadme(version: string, configuration: Configuration): string {
  return `# personalize-mlops ${version}, as a module

It has neither a provider nor a backend: both are those of the configuration that calls it, and so are tags, by the
\`default_tags\` of the provider.

\`\`\`hcl
${moduleBlock('./module')}
\`\`\`

Two deployments in one account and region must differ in \`name\`.

${tables(configuration)}`;
}

/**
 * A document without its links to what a release does not have: everything outside of `docs/`.
 * @param path of the document, relative to `docs/`
 */
export function withoutLinksUp(path: string, text: string): string {
  return text.replace(/\[([^\]]*)\]\(([^)\s]+)\)/g, (link: string, title: string, target: string) => {
    const isUp = !target.startsWith('https:') && posix.join(posix.dirname(path), target).startsWith('..');
    return isUp ? title : link;
  });
}

/** A configuration that calls the module. */
export function example(): string {
  return `terraform {
  required_version = ">= 1.5.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.25"
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

  name               = "shop"
  notification_email = "you@example.com"
}`;
}

function tables({ variable, output }: Configuration): string {
  const variables = Object.entries(variable).map(
    ([name, { description, type, default: value }]) =>
      `| \`${name}\` | ${type} | \`${JSON.stringify(value)}\` | ${description} |`,
  );
  return `## Variables

| Name | Type | Default | What it is |
|---|---|---|---|
${variables.join('\n')}

## Outputs

| Name | What it is |
|---|---|
${Object.entries(output)
  .map(([name, { description }]) => `| \`${name}\` | ${description} |`)
  .join('\n')}
`;
}
