import type { VersionDecision } from '../../record-table/version-decisions';
import { type SolutionStep, versionsOf } from '../account/solution-versions';

export interface Version extends Pick<VersionDecision, 'version' | 'createdAt'> {
  /** FULL or UPDATE; `-` if Personalize does not say. */
  readonly mode: string;
  readonly status: string;
}

/** Versions of the step's solution with a wanted status, the newest first. */
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
