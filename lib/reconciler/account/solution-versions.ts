import { oncePerPoll, type Step, solutionArnOf } from '../step';
import { type Description, newestFirst } from './personalize-api';

/** Versions of the step's solution, the newest first. */
export const versionsOf = oncePerPoll(
  async (step: Pick<Step, 'state' | 'resource' | 'scope' | 'personalize'>): Promise<readonly Description[]> =>
    newestFirst(await step.personalize.list('solutionVersion', { solutionArn: solutionArnOf(step) })),
);
