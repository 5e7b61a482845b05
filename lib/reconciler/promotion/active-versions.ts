import type { VersionDecision } from '../../record-table/version-decisions';
import { type SolutionStep, versionsOf } from '../account/solution-versions';

export interface Version extends Pick<VersionDecision, 'version' | 'createdAt'> {
  /** Training mode, e.g. FULL or UPDATE; `-` if Personalize does not return the mode. */
  readonly mode: string;
  readonly status: string;
}

/** Versions of the step's solution whose status `isWanted` accepts, the newest first. */
export async function versionsWhere(isWanted: (status: string) => boolean, step: SolutionStep) {
  const versions = (await versionsOf(step)).map(
    ({ solutionVersionArn, creationDateTime = new Date(0), trainingMode = '-', status = '' }): Version => ({
      version: String(solutionVersionArn),
      createdAt: creationDateTime.toISOString(),
      mode: String(trainingMode),
      status,
    }),
  );
  return versions.filter(({ status }) => isWanted(status));
}

/**
 * True if an UPDATE created at the time `at` builds on the serving version or on an older version. Also true if there is no
 * full training to build on.
 * @param at ISO time
 */
export function buildsOn(at: string, serving: Version, versions: readonly Version[]): boolean {
  const base = baseOfUpdate(at, versions);
  return base === undefined || serving.createdAt >= base.createdAt;
}

/**
 * The version on which an UPDATE created at the time `at` builds: the newest full training before this time. Source:
 * Personalize's error message "There should be updates to at least one dataset after last active solution version with
 * training mode set to FULL" (https://stackoverflow.com/questions/69294232, read 2026-11).
 * @param at ISO time
 * @param versions ACTIVE versions, newest first
 */
export function baseOfUpdate(at: string, versions: readonly Version[]): Version | undefined {
  return versions.find(({ mode, createdAt }) => mode !== 'UPDATE' && createdAt < at);
}
