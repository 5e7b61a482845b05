import './stacks/synth/compile-cache';
import { readSynthSettings, SynthSettingsError } from './stacks/synth/synth-settings';
import { synthesize } from './stacks/synth/synthesize';
import { UnwritableFolder } from './stacks/synth/writable';

/**
 * The app that `cdktf synth` and `cdktf deploy` run. It reads only the settings that synthesis needs; all others are
 * Terraform variables.
 */
try {
  synthesize(undefined, readSynthSettings(process.env));
} catch (error) {
  if (!(error instanceof SynthSettingsError || error instanceof UnwritableFolder)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
