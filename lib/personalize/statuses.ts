/** Personalize's resource statuses, e.g. `CREATE IN_PROGRESS`, `ACTIVE`, `CREATE FAILED`. */

/** True while the resource is being created, updated, started, stopped or deleted. */
export const isPending = (status: string) => /(?:PENDING|IN_PROGRESS|STOPPING)$/.test(status);

/** True only for `CREATE IN_PROGRESS`, when the creation has left Personalize's queue. */
export const isInProgress = (status: string) => status === 'CREATE IN_PROGRESS';

/** True for `CREATE PENDING` and `CREATE IN_PROGRESS`, which Personalize's quotas count as in progress. */
export const isBeingCreated = (status: string) => status === 'CREATE PENDING' || isInProgress(status);

export const isDeleting = (status: string) => status === 'DELETE PENDING' || status === 'DELETE IN_PROGRESS';

export const isActive = (status: string) => status === 'ACTIVE';

export const isFailed = (status: string) => /FAILED$/.test(status);

/** True for a resource whose creation failed, so that it never worked. False if only an update, a start or a deletion has failed. */
export const hasNeverWorked = (status: string) => status === 'CREATE FAILED';

/**
 * True for a solution version whose training was stopped. Such a training cannot resume. Source: API reference,
 * StopSolutionVersionCreation, November 2026.
 */
export const isStopped = (status: string) => status === 'CREATE STOPPED';

/** True for a solution version whose training was stopped, or is being stopped. Such a version will never be ACTIVE. */
export const isStoppedOrStopping = (status: string) => isStopped(status) || status === 'CREATE STOPPING';

/** True for a recommender that was stopped and can be started again. */
export const isInactive = (status: string) => status === 'INACTIVE';
