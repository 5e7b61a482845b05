import { synthesize } from './stacks/synthesize';

/** The app that `cdktf synth` and `cdktf deploy` run: settings are Terraform variables, so there is nothing to read here. */
synthesize();
