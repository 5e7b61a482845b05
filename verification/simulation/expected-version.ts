import type { ResourceSnapshot } from '../../local-aws/services/personalize/service';
import { isActive } from '../../personalize/statuses';
import type { Team, World } from './world';

/** Those of the solution, oldest first. */
export function activeVersions(world: World, solution: string): readonly ResourceSnapshot[] {
  return world
    .ofType('solutionVersion')
    .filter(({ name, status }) => isActive(status) && name.split('/')[0] === solution)
    .sort((one, other) => one.createdAt - other.createdAt);
}

/**
 * ARN of the version that the campaigns of a solution are to serve: with rules the one that was promoted last; without them the newest, or
 * what an operator chose when it was there. Undefined if none may.
 */
export function expectedVersion(world: World, { edition }: Team, solution: string): string | undefined {
  const serving = world.promotionLog.servingOf(solution);
  if (edition.promotion !== undefined) return serving?.version;
  const newest = activeVersions(world, solution).at(-1);
  if (newest === undefined) return undefined;
  const wasChosenAmong = Date.parse(serving?.chosenUpTo ?? '') >= newest.createdAt;
  return wasChosenAmong && serving?.version !== undefined ? serving.version : newest.arn;
}
