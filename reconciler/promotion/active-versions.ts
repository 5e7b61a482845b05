import { versionsOf } from '../resource-types/solution-versions';

/** A solution version that can serve. */
export interface Version {
  /** ARN. */
  readonly version: string;
  /** ISO time. */
  readonly createdAt: string;
  /** Trained in mode UPDATE. */
  readonly isUpdate: boolean;
}

/** Those of the step's solution, newest first. */
export async function activeVersions(step: Parameters<typeof versionsOf>[0]): Promise<readonly Version[]> {
  return (await versionsOf(step))
    .filter(({ status }) => status === 'ACTIVE')
    .map(({ solutionVersionArn, creationDateTime = new Date(0), trainingMode }) => ({
      version: String(solutionVersionArn),
      createdAt: creationDateTime.toISOString(),
      isUpdate: trainingMode === 'UPDATE',
    }));
}
