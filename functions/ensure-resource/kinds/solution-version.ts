import { isFailed, isStopped } from '../../../personalize/statuses';
import type { Description, Request } from '../personalize-api';
import { type Step, solutionArnOf } from '../step';
import type { Found, JobKind } from './kind';
import { versionsOf } from './solution-versions';

export const solutionVersion: JobKind = {
  type: 'solutionVersion',
  // Versions get ids by chance, but workflows on one solution never overlap: one made by hand of this step since it
  // began is this step's own.
  findOwn: async (step) => {
    const own = (await versionsOf(step)).find(
      ({ creationDateTime, trainingType }) =>
        creationDateTime !== undefined && creationDateTime >= step.startedAt && trainingType !== 'AUTOMATIC',
    );
    return found(own);
  },
  // A version that was stopped by hand says nothing of the data; one that failed is to be made again.
  findEarlier: async (step) => {
    const newest = (await versionsOf(step)).find(({ status = '' }) => !isStopped(status));
    return newest !== undefined && !isFailed(newest.status ?? '') ? found(newest) : undefined;
  },
  createRequest: async (step) => ({
    ...step.resource.request,
    solutionArn: solutionArnOf(step),
    ...(await trainingMode(step)),
  }),
};

/** An UPDATE builds on a FULL training: the first version of a solution is always a full one. */
async function trainingMode(step: Step): Promise<Request> {
  const first = !(await versionsOf(step)).some(({ status }) => status === 'ACTIVE');
  return first ? { trainingMode: 'FULL' } : {};
}

function found(version: Description | undefined): Found | undefined {
  return version && { arn: String(version.solutionVersionArn), description: version };
}
