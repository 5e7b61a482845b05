import { join } from 'node:path';
import { builtOnce } from './built-once';

/**
 * The stack of this project with its default settings, synthesized once for all test files.
 * @returns absolute path of its `cdk.tf.json`; the functions' bundles lie beside it
 */
export function synthesizedStack(): string {
  const folder = builtOnce('stack', (outdir) => {
    // Only where it is needed: loading CDKTF takes half a second of each test file.
    const { synthesize } = require('../../stacks/synth/synthesize') as typeof import('../../stacks/synth/synthesize');
    synthesize(outdir);
  });
  return join(folder, 'stacks', 'personalize', 'cdk.tf.json');
}
