import { solutionNames } from './names';
import type { LoggedDecision } from './promotion-log';
import type { World } from './world';

/** Milliseconds for which a function may still follow a file after another file was put in force. */
const READ_BEFORE = 120_000;

/**
 * Returns the versions of the parameter file that a run may follow now. These are all versions that were in force recently.
 * If no version was in force, the result is the version that the run works with. Empty if this version is unknown.
 * @param readBefore milliseconds for which a run may still follow a file after another file was put in force
 */
export function filesOfRun(world: World, id = '', readBefore = READ_BEFORE): readonly string[] {
  const { executionLog, inForceLog, local } = world;
  const own = executionLog.fileOfRun.get(id);
  if (own === undefined) return [];
  const now = local.clock.now();
  return inForceOr(own, inForceLog.during(groupOf(world, own), now - readBefore, now));
}

/**
 * Returns the versions of the parameter file that a decision of a run may have followed. A version without the solution is
 * replaced with the version that the run works with. Empty if the decision was not made in a run.
 */
export function filesOfDecision(world: World, { run = '', recordedAt, solution }: LoggedDecision): readonly string[] {
  const own = world.executionLog.fileOfRun.get(run);
  if (own === undefined) return [];
  const group = groupOf(world, own);
  const inForce = world.inForceLog.during(group, recordedAt - READ_BEFORE, recordedAt);
  return inForceOr(own, inForce).map((each) => (hasSolution(world, group, each, solution) ? each : own));
}

function hasSolution(world: World, group: string, versionId: string, solution: string): boolean {
  const team = world.teams.find(({ name }) => name === group);
  const edition = world.editionOf(versionId);
  return team !== undefined && edition !== undefined && solutionNames({ ...team, edition }).includes(solution);
}

function inForceOr(own: string, inForce: readonly string[]): readonly string[] {
  return inForce.length === 0 ? [own] : inForce;
}

function groupOf(world: World, versionId: string): string {
  return world.uploads.find((each) => each.versionId === versionId)?.group ?? '';
}
