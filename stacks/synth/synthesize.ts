import { join } from 'node:path';
import { App } from 'cdktf';
import { PersonalizeStack } from '../personalize-stack';
import { BUNDLES } from './bundle';
import type { SynthSettings } from './synth-settings';
import { requireWritable } from './writable';

const STACK = 'personalize';

/**
 * Writes the Terraform configuration, with the functions' code beside it.
 * @param outdir Default: CDKTF's, `cdktf.out` or what its command line sets
 * @param settings Default: state beside `cdktf.json`, parameter files uploaded by users
 * @throws SynthSettingsError if a parameter file is invalid
 * @throws UnwritableFolder
 * @returns path of the stack's `cdk.tf.json`
 */
export function synthesize(outdir?: string, settings?: SynthSettings): string {
  // CDKTF's own default, as well.
  for (const folder of [outdir ?? process.env.CDKTF_OUTDIR ?? 'cdktf.out', BUNDLES]) requireWritable(folder);
  return withoutStackTraces(() => {
    const app = new App({ outdir, stackTraces: false });
    new PersonalizeStack(app, STACK, settings);
    app.synth();
    return join(app.outdir, 'stacks', STACK, 'cdk.tf.json');
  });
}

/**
 * No output shows where a construct or a token was created. CDKTF's `stackTraces` leaves out the former; the latter, of each reference, takes
 * a fifth of the time, and half of it under Jest, which maps each line to its source (measured in November 2026).
 */
function withoutStackTraces<T>(work: () => T): T {
  const { captureStackTrace } = Error;
  Error.captureStackTrace = () => undefined;
  try {
    return work();
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
}
