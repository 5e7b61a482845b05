import { oncePerPoll, type Step, solutionArnOf } from '../step';
import { asDescribed } from './as-described';
import { type Description, newestFirst } from './personalize-api';

/** The parts of a step that are needed to read the step's solution from Personalize. */
export type SolutionStep = Pick<Step, 'state' | 'resource' | 'scope' | 'personalize'>;

/** Versions of the step's solution, the newest first. */
export const versionsOf = oncePerPoll(async (step: SolutionStep): Promise<readonly Description[]> => {
  const listed = await step.personalize.list('solutionVersion', { solutionArn: solutionArnOf(step) });
  return newestFirst(await asDescribed('solutionVersion', listed, step.personalize));
});

/** Billed training hours that Personalize reports for a version. Only ACTIVE versions have them. */
export function reportedHours(version: Description | undefined): number | undefined {
  return typeof version?.trainingHours === 'number' ? version.trainingHours : undefined;
}
