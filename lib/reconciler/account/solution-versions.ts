import { oncePerPoll, type Step, solutionArnOf } from '../step';
import { type Description, newestFirst } from './personalize-api';

/** The versions of the step's solution, newest first. */
export const versionsOf = oncePerPoll(
  async (step: Pick<Step, 'state' | 'resource' | 'scope' | 'personalize'>): Promise<readonly Description[]> =>
    newestFirst(await step.personalize.list('solutionVersion', { solutionArn: solutionArnOf(step) })),
);
