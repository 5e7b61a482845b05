import { oncePerPoll, type Step, solutionArnOf } from '../step';
import { type Description, newestFirst } from './personalize-api';

/** The parts of a step that are needed to read its solution in the account. */
export type SolutionStep = Pick<Step, 'state' | 'resource' | 'scope' | 'personalize'>;

/** Versions of the step's solution, the newest first. */
export const versionsOf = oncePerPoll(
  async (step: SolutionStep): Promise<readonly Description[]> =>
    newestFirst(await step.personalize.list('solutionVersion', { solutionArn: solutionArnOf(step) })),
);

/** Billed training hours that Personalize reports of a version; undefined unless it is ACTIVE. */
export function reportedHours(version: Description | undefined): number | undefined {
  return typeof version?.trainingHours === 'number' ? version.trainingHours : undefined;
}
