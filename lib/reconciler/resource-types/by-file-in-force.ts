import { LeftFile } from '../errors';
import { isInFile } from '../removal/own-in-account';
import { describeResource, type Step } from '../step';

/**
 * Keeps the run of an older file from bringing back what has been deleted since.
 * @throws LeftFile if the step is about to create what the parameter file in force no longer has
 */
export async function assertInFile(step: Step): Promise<void> {
  const { type, name } = step.resource;
  const state = await step.newerFile?.();
  if (state !== undefined && !isInFile(state, { type, name, arn: '' })) throw new LeftFile(describeResource(step));
}
