import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { type TerraformStack, Token } from 'cdktf';
import { configureBackend } from './backend';
import type { SynthSettings } from './synth-settings';
import { createVariable } from './variables';

/** Configures where the state is kept, and the provider. */
export function configureTerraform(stack: TerraformStack, { backend, provider }: SynthSettings): void {
  configureBackend(stack, backend);
  // CDKTF would pin the version that its bindings were made from, which describe all later ones of 6 as well. A child module sets
  // the least version only: the upper bound is for the configuration that calls it (Terraform, "Version Constraints").
  const version = provider ? '~> 6.25' : '>= 6.25';
  stack.addOverride('terraform.required_providers.aws', { source: 'hashicorp/aws', version });
  if (provider) {
    const tags = createVariable(stack, 'tags');
    new AwsProvider(stack, 'aws', { defaultTags: [{ tags: Token.asStringMap(tags.value) }] });
  } else {
    // CDKTF takes no stack without one.
    new AwsProvider(stack, 'aws');
    stack.addOverride('provider', undefined);
  }
}
