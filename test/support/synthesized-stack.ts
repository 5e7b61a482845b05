import { join } from 'node:path';
import { builtOnce } from './built-once';

/**
 * Synthesizes the stack of this project with its default settings, once for all test files.
 * @returns absolute path of its `cdk.tf.json`, with the functions' bundles beside it
 */
export function synthesizedStack(): string {
  const folder = builtOnce('stack', (outdir) => {
    // CDKTF is only loaded when needed, because that takes half a second in each test file.
    const { synthesize } = require('../../stacks/synth/synthesize') as typeof import('../../stacks/synth/synthesize');
    synthesize(outdir);
  });
  return join(folder, 'stacks', 'personalize', 'cdk.tf.json');
}
