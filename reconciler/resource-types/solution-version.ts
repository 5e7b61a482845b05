import { InvalidInputException } from '@aws-sdk/client-personalize';
import { findRecipe } from '../../personalize/recipes';
import { isFailed, isStoppedOrStopping } from '../../personalize/statuses';
import { servingVersion } from '../promotion/serving-version';
import { type Step, solutionArnOf, solutionOf } from '../step';
import { NAME_LIMIT, stampOf } from './job-name';
import type { Description, Request } from './personalize-api';
import { found, type JobResource } from './resource-type';
import { versionsOf } from './solution-versions';

/** How Personalize refuses an UPDATE when no dataset has changed since the last training. */
const NOTHING_NEW = /should be updates to at least one dataset/i;

/** Milliseconds by which Personalize's clock may be behind that of Step Functions, which says when a step began. */
const CLOCK_SKEW = 10_000;

export const solutionVersion: JobResource = {
  type: 'solutionVersion',
  isNamed: false,
  // Versions get ids by chance, but workflows on one solution never overlap: a version without automatic training
  // that was created since this step began counts as its own.
  findOwn: async (step) => {
    const own = (await versionsOf(step)).find(
      (version) => isCreatedDuring(step, version) && version.trainingType !== 'AUTOMATIC',
    );
    return own && found('solutionVersion', own);
  },
  // A manually stopped version does not cover the data; a failed one is trained again.
  findEarlier: async (step) => {
    const newest = (await versionsOf(step)).find(({ status = '' }) => !isStoppedOrStopping(status));
    return newest && !isFailed(newest.status ?? '') ? found('solutionVersion', newest) : undefined;
  },
  neededDatasets: (step) => findRecipe(solutionOf(step).recipeArn)?.needs ?? [],
  createRequest: async (step) => ({
    ...step.resource.request,
    solutionArn: solutionArnOf(step),
    ...(await versionName(step)),
    trainingMode: await trainingMode(step),
  }),
  onActive: async (step) => solutionOf(step).promotion && servingVersion(step),
  isNothingNew: (error) => error instanceof InvalidInputException && NOTHING_NEW.test(error.message),
};

/**
 * A stopped version that seems older is one that an operator trained and stopped just before: it must not fail the step. Were it the step's
 * own after all, the solution would be trained once more.
 */
function isCreatedDuring({ startedAt }: Step, { creationDateTime, status = '' }: Description): boolean {
  const skew = isStoppedOrStopping(status) ? 0 : CLOCK_SKEW;
  return creationDateTime !== undefined && creationDateTime.getTime() >= startedAt.getTime() - skew;
}

/** An UPDATE builds on a FULL training: the first version of a solution is always a full one. */
async function trainingMode(step: Step): Promise<string> {
  const first = !(await versionsOf(step)).some(({ status }) => status === 'ACTIVE');
  return first ? 'FULL' : (step.trainingMode ?? String(step.resource.request.trainingMode));
}

/**
 * Personalize takes a version's name once, and versions cannot be deleted: CreateSolutionVersion declares
 * ResourceAlreadyExistsException (API model of Personalize, November 2026). So the first version has the file's name, and
 * every later one adds its time. List shows no names: a solution that has any version is taken to have one of this name.
 */
async function versionName(step: Step): Promise<Request> {
  const { name } = step.resource;
  if (name === '') return {};
  if (!(await isRetraining(step))) return { name };
  const stamp = stampOf(step.startedAt);
  return { name: `${name.slice(0, NAME_LIMIT - stamp.length - 1)}-${stamp}` };
}

/** The name of a version, of which the file's may be but the beginning; undefined if the file names no versions. */
export async function nameOfVersion(step: Step, arn: string): Promise<string | undefined> {
  if (step.resource.type !== 'solutionVersion' || step.resource.name === '') return undefined;
  return ownNameOf(await step.personalize.describe('solutionVersion', arn));
}

/** Without its solution, which may stand before it: that it does is not documented. */
export function ownNameOf(version: Description | undefined): string | undefined {
  const { name } = version ?? {};
  return typeof name === 'string' ? name.slice(name.indexOf('/') + 1) : undefined;
}

/** Whether the solution has versions already, whatever became of them. */
export async function isRetraining(step: Step): Promise<boolean> {
  return (await versionsOf(step)).length > 0;
}
