import { isPending } from '../../personalize/statuses';
import type { Description } from '../resource-types/personalize-api';
import { versionsOf } from '../resource-types/solution-versions';

/** A solution version that can serve, or will. */
export interface Version {
  /** ARN. */
  readonly version: string;
  /** ISO time. */
  readonly createdAt: string;
  /** Trained in mode UPDATE. */
  readonly isUpdate: boolean;
}

type VersionStep = Parameters<typeof versionsOf>[0];

/** Those of the step's solution that can serve, newest first. */
export async function activeVersions(step: VersionStep): Promise<readonly Version[]> {
  return (await versionsOf(step)).filter(({ status }) => status === 'ACTIVE').map(versionFrom);
}

/** Those in training, newest first. */
export async function versionsInTraining(step: VersionStep): Promise<readonly Version[]> {
  return (await versionsOf(step)).filter(({ status = '' }) => isPending(status)).map(versionFrom);
}

function versionFrom({ solutionVersionArn, creationDateTime = new Date(0), trainingMode }: Description): Version {
  return {
    version: String(solutionVersionArn),
    createdAt: creationDateTime.toISOString(),
    isUpdate: trainingMode === 'UPDATE',
  };
}
