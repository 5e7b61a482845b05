import type { ResourceSnapshot } from '../../emulator/services/personalize/service';
import { isActive } from '../../lib/personalize/statuses';
import type { Team } from './operated-aws';
import type { World } from './world';

/** Returns the ACTIVE versions of a solution, the oldest first. */
export function activeVersions(world: World, solution: string): readonly ResourceSnapshot[] {
  return world
    .ofType('solutionVersion')
    .filter(({ name, status }) => isActive(status) && name.split('/')[0] === solution)
    .sort((one, other) => one.createdAt - other.createdAt);
}

/**
 * Maximum difference between the simulation's clock and the clock of Personalize or of a function, in milliseconds. Recorded times of
 * creations come from Personalize's clock, recorded times of decisions from a function's clock.
 */
export const CLOCK_SKEW = 4000;

/** Returns the latest moment that a recorded time can mean, in epoch milliseconds; -Infinity without a time. @param time ISO time */
export function momentAfter(time: string | undefined): number {
  return time === undefined ? Number.NEGATIVE_INFINITY : Date.parse(time) + CLOCK_SKEW;
}

/**
 * Returns the ARN of the version that the campaigns of a solution should serve; undefined if no version may serve. If the file
 * has a promotion setting, this is the version that is recorded as serving. If it has none and no version is recorded, it is
 * the newest ACTIVE version. Otherwise, the recorded version serves until a version replaces it that is newer than all versions
 * with a decision: a full training, or an UPDATE of the same model.
 */
export async function expectedVersion(world: World, { edition }: Team, solution: string): Promise<string | undefined> {
  const serving = world.promotionLog.servingOf(solution);
  if (edition.promotion !== undefined) return serving?.version;
  const versions = activeVersions(world, solution);
  if (serving?.decidedUpTo === undefined || !versions.some(({ arn }) => arn === serving.version))
    return versions.at(-1)?.arn;
  const since = momentAfter(serving.decidedUpTo);
  let expected = serving.version ?? '';
  for (const { arn } of versions.filter(({ createdAt }) => createdAt > since)) {
    if ((await baseOf(world, solution, arn)) === arn || (await isOfServing(world, solution, arn, expected)))
      expected = arn;
  }
  return expected;
}

/** True if a version belongs to the model that serves. Both versions are then based on the same full training. */
export async function isOfServing(world: World, solution: string, version: string, serving: string): Promise<boolean> {
  return (await baseOf(world, solution, version)) === (await baseOf(world, solution, serving));
}

/** Returns the ARN of the full training that a version is based on. This is the version itself, or the newest full training before. */
async function baseOf(world: World, solution: string, version: string): Promise<string | undefined> {
  const versions = activeVersions(world, solution);
  const upTo = versions.slice(0, versions.findIndex(({ arn }) => arn === version) + 1);
  for (const { arn } of upTo.reverse())
    if ((await world.describe('solutionVersion', arn)).trainingMode !== 'UPDATE') return arn;
  return undefined;
}
