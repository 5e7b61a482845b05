import { isPending } from '../../personalize/statuses';
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
export function activeVersions(step: VersionStep): Promise<readonly Version[]> {
  return versionsWhere(step, (status) => status === 'ACTIVE');
}

/** Those in training, newest first. */
export function versionsInTraining(step: VersionStep): Promise<readonly Version[]> {
  return versionsWhere(step, isPending);
}

async function versionsWhere(step: VersionStep, isWanted: (status: string) => boolean): Promise<readonly Version[]> {
  const wanted = (await versionsOf(step)).filter(({ status = '' }) => isWanted(status));
  return wanted.map(({ solutionVersionArn, creationDateTime = new Date(0), trainingMode }) => ({
    version: String(solutionVersionArn),
    createdAt: creationDateTime.toISOString(),
    isUpdate: trainingMode === 'UPDATE',
  }));
}
