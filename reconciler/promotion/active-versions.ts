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

/** The versions of the step's solution that have a wanted status, newest first. */
export async function versionsWhere(isWanted: (status: string) => boolean, step: Parameters<typeof versionsOf>[0]) {
  const wanted = (await versionsOf(step)).filter(({ status = '' }) => isWanted(status));
  return wanted.map(
    ({ solutionVersionArn, creationDateTime = new Date(0), trainingMode }): Version => ({
      version: String(solutionVersionArn),
      createdAt: creationDateTime.toISOString(),
      isUpdate: trainingMode === 'UPDATE',
    }),
  );
}
