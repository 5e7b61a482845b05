import { InvalidInputException } from '@aws-sdk/client-personalize';
import { findRecipe } from '../../personalize/recipes';
import { isActive, isFailed, isStoppedOrStopping } from '../../personalize/statuses';
import type { Description, Request } from '../account/personalize-api';
import { versionsOf } from '../account/solution-versions';
import { trainingEstimate } from '../budget/estimate';
import { skippedUpdate } from '../promotion/skipped-update';
import { CLOCK_SKEW, type Step, solutionArnOf, solutionOf } from '../step';
import { versionByFileInForce } from './by-file-in-force';
import { NAME_LIMIT, stampOf } from './job-name';
import { found, type JobResource } from './resource-type';

/** Matches the error with which Personalize refuses an UPDATE if no dataset has changed since the last training. */
const NOTHING_NEW = /should be updates to at least one dataset/i;

export const solutionVersion: JobResource = {
  type: 'solutionVersion',
  isNamed: false,
  // A version has a random id, which does not show who created the version. But the step's creation intent has the creation
  // time of the version that was the newest before the step's request. No two runs train a solution at the same time, so
  // the step created the oldest of the later versions. Automatic trainings do not count, and neither do versions whose names
  // show that an operator trained them.
  findOwn: async (step, intents) => {
    const recent = (await versionsOf(step)).filter((version) => isRecent(step, version));
    const intent = recent.length === 0 ? undefined : await intents.of(step);
    if (intent === undefined) return undefined;
    const { newestBefore = 0 } = intent;
    const later = recent.filter(({ creationDateTime }) => Number(creationDateTime) > newestBefore).reverse();
    for (const version of later.map((each) => found('solutionVersion', each)))
      if (await mayBeNamed(step, version.arn)) return version;
    return undefined;
  },
  newestBefore: async (step) => (await versionsOf(step))[0]?.creationDateTime?.getTime(),
  // Versions whose training was stopped do not count. If the newest of the other versions has failed, a new version is trained.
  findEarlier: async (step) => {
    const newest = (await versionsOf(step)).find(({ status = '' }) => !isStoppedOrStopping(status));
    return newest && !isFailed(newest.status ?? '') ? found('solutionVersion', newest) : undefined;
  },
  skip: async (step) => {
    if ((await trainingMode(step)) !== 'UPDATE') return undefined;
    const skipped = await skippedUpdate(await versionByFileInForce(step));
    const base = (await versionsOf(step)).find(({ solutionVersionArn }) => solutionVersionArn === skipped?.base);
    return skipped && base && { note: skipped.note, instead: found('solutionVersion', base) };
  },
  estimate: async (step) => trainingEstimate(step, await trainingMode(step)),
  existsAlready: async (step) => (await versionsOf(step)).some(({ status = '' }) => isActive(status)),
  neededDatasets: (step) => findRecipe(solutionOf(step).recipeArn)?.needs ?? [],
  createRequest: async (step) => ({
    ...step.resource.request,
    solutionArn: solutionArnOf(step),
    ...(await versionName(step)),
    trainingMode: await trainingMode(step),
  }),
  isNothingNew: (error) => error instanceof InvalidInputException && NOTHING_NEW.test(error.message),
};

/** True if the step can have created the version: the version is not older than the step, and was not trained automatically. */
function isRecent({ startedAt }: Step, { creationDateTime, trainingType }: Description): boolean {
  return Number(creationDateTime ?? 0) >= startedAt.getTime() - CLOCK_SKEW && trainingType !== 'AUTOMATIC';
}

/** Training mode of the new version. Without an ACTIVE version, the mode is FULL, because an UPDATE builds on an earlier FULL training. */
async function trainingMode(step: Step): Promise<string> {
  const first = !(await versionsOf(step)).some(({ status }) => status === 'ACTIVE');
  return first ? 'FULL' : (step.trainingMode ?? String(step.resource.request.trainingMode));
}

/**
 * Member `name` of the request; empty if the file names no versions. The first version gets the name in the parameter file.
 * Later versions get this name with a timestamp, because a name can be used only once (CreateSolutionVersion declares
 * ResourceAlreadyExistsException, API model of Personalize, November 2026) and versions cannot be deleted. List shows no
 * names, so if there is any version, the name in the file counts as used.
 */
async function versionName(step: Step): Promise<Request> {
  const { name } = step.resource;
  if (name === '') return {};
  return { name: (await isRetraining(step)) ? stampedName(step) : name };
}

function stampedName({ resource: { name }, startedAt }: Step): string {
  const stamp = stampOf(startedAt);
  return `${name.slice(0, NAME_LIMIT - stamp.length - 1)}-${stamp}`;
}

/**
 * True if the version may have the name that the step gives to its version. Also true if the file names no versions, or if
 * Personalize does not show the version's name.
 */
async function mayBeNamed(step: Step, arn: string): Promise<boolean> {
  const name = await nameOfVersion(step, arn);
  return name === undefined || name === step.resource.name || name === stampedName(step);
}

/** The name of a version; undefined if the file names no versions, or if Personalize does not show the name. */
export async function nameOfVersion(step: Step, arn: string): Promise<string | undefined> {
  if (step.resource.type !== 'solutionVersion' || step.resource.name === '') return undefined;
  return ownNameOf(await step.personalize.describe('solutionVersion', arn));
}

/** The version's name. Personalize may show it after the name of its solution and a slash (undocumented); these are left out. */
export function ownNameOf(version: Description | undefined): string | undefined {
  const { name } = version ?? {};
  return typeof name === 'string' ? name.slice(name.indexOf('/') + 1) : undefined;
}

/** True if the solution already has versions, whatever their status. */
export async function isRetraining(step: Step): Promise<boolean> {
  return (await versionsOf(step)).length > 0;
}
