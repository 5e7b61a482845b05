import { join } from 'node:path';
import { App } from 'cdktf';
import { PersonalizeStack } from '../personalize-stack';
import { BUNDLES } from './bundle';
import type { SynthSettings } from './synth-settings';
import { requireWritable } from './writable';

const STACK = 'personalize';

/**
 * Writes the Terraform configuration, with the functions' code beside it.
 * @param outdir folder to write to. Default: the folder set on CDKTF's command line, else `cdktf.out`
 * @param settings synthesis settings. Default: state beside `cdktf.json`, parameter files uploaded by users
 * @throws SynthSettingsError if a parameter file is invalid
 * @throws UnwritableFolder if a folder cannot be written
 * @returns path of the stack's `cdk.tf.json`
 */
export function synthesize(outdir?: string, settings?: SynthSettings): string {
  // `cdktf.out` is CDKTF's own default.
  for (const folder of [outdir ?? process.env.CDKTF_OUTDIR ?? 'cdktf.out', BUNDLES]) requireWritable(folder);
  return withoutStackTraces(() => {
    const app = new App({ outdir, stackTraces: false });
    new PersonalizeStack(app, STACK, settings);
    app.synth();
    return join(app.outdir, 'stacks', STACK, 'cdk.tf.json');
  });
}

/**
 * Calls `work` without stack traces of tokens. These traces take a fifth of the time, and under Jest half of the time
 * (measured in November 2026). CDKTF's `stackTraces` only covers constructs.
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
