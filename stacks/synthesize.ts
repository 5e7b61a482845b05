import { join } from 'node:path';
import { App } from 'cdktf';
import { PersonalizeStack } from './personalize-stack';

const STACK = 'personalize';

/**
 * Writes the Terraform configuration, with the functions' code beside it.
 * @param outdir Default: CDKTF's, `cdktf.out` or what its command line sets
 * @returns path of the stack's `cdk.tf.json`
 */
export function synthesize(outdir?: string): string {
  const app = new App({ outdir });
  new PersonalizeStack(app, STACK);
  app.synth();
  return join(app.outdir, 'stacks', STACK, 'cdk.tf.json');
}
