import { ResourceFailed } from '../errors';
import { oncePerPoll, type Step, solutionArnOf } from '../step';
import { type Description, newestFirst } from './personalize-api';

/** The versions of the step's solution, newest first. */
export const versionsOf = oncePerPoll(
  async (step): Promise<readonly Description[]> =>
    newestFirst(await step.personalize.list('solutionVersion', { solutionArn: solutionArnOf(step) })),
);

/** ARN of the newest version that can serve. @throws ResourceFailed, of the resource that needs it, if there is none */
export async function newestActiveVersion(step: Step, neededBy: string): Promise<string> {
  const newest = (await versionsOf(step)).find(({ status }) => status === 'ACTIVE');
  if (newest === undefined)
    throw new ResourceFailed(neededBy, `${solutionArnOf(step)} has no ACTIVE solution version.`);
  return String(newest.solutionVersionArn);
}
