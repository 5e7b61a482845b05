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

/** Personalize's refusal of an UPDATE when no dataset has changed since the last training. */
const NOTHING_NEW = /should be updates to at least one dataset/i;

export const solutionVersion: JobResource = {
  type: 'solutionVersion',
  isNamed: false,
  // Versions have random ids, which do not show who created them. The step's creation intent has the creation time of
  // the version that was the newest then. Workflows on one solution never overlap, so the step created the oldest of
  // the later versions. Automatic trainings, and versions whose names show that an operator trained them, do not count.
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
  // Versions whose training was stopped do not count. If the newest other version has failed, a new one is trained.
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

/** True if the step can have created the version. */
function isRecent({ startedAt }: Step, { creationDateTime, trainingType }: Description): boolean {
  return Number(creationDateTime ?? 0) >= startedAt.getTime() - CLOCK_SKEW && trainingType !== 'AUTOMATIC';
}

/** An UPDATE builds on a FULL training, so a solution without an ACTIVE version always gets a FULL training. */
async function trainingMode(step: Step): Promise<string> {
  const first = !(await versionsOf(step)).some(({ status }) => status === 'ACTIVE');
  return first ? 'FULL' : (step.trainingMode ?? String(step.resource.request.trainingMode));
}

/**
 * The first version gets the name that the parameter file gives. Later versions add their time to it, because a name can be used only
 * once (CreateSolutionVersion declares ResourceAlreadyExistsException, API model of Personalize, November 2026) and
 * versions cannot be deleted. List shows no names, so any existing version is assumed to have that name.
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
 * True if the version may have the name that the step gives. Also true if the file names no versions, or if Personalize does not show the
 * name.
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

/** The version's name without the name of its solution, which may precede it (undocumented). */
export function ownNameOf(version: Description | undefined): string | undefined {
  const { name } = version ?? {};
  return typeof name === 'string' ? name.slice(name.indexOf('/') + 1) : undefined;
}

/** True if the solution already has versions, whatever their status. */
export async function isRetraining(step: Step): Promise<boolean> {
  return (await versionsOf(step)).length > 0;
}
