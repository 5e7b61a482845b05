/** Personalize's resource statuses, e.g. `CREATE IN_PROGRESS`, `ACTIVE`, `CREATE FAILED`. */

/** In progress: being created, updated, started, stopped or deleted. */
export function isPending(status: string): boolean {
  return /(?:PENDING|IN_PROGRESS|STOPPING)$/.test(status);
}

/** `CREATE PENDING` or `CREATE IN_PROGRESS`: what Personalize counts as in progress for its quotas. */
export function isBeingCreated(status: string): boolean {
  return status === 'CREATE PENDING' || status === 'CREATE IN_PROGRESS';
}

/** Being created, no longer queued. */
export function isInProgress(status: string): boolean {
  return status === 'CREATE IN_PROGRESS';
}

export function isActive(status: string): boolean {
  return status === 'ACTIVE';
}

export function isFailed(status: string): boolean {
  return /FAILED$/.test(status);
}

export function isDeleting(status: string): boolean {
  return status === 'DELETE PENDING' || status === 'DELETE IN_PROGRESS';
}

/** A solution version whose training was stopped. It cannot resume. */
export function isStopped(status: string): boolean {
  return status === 'CREATE STOPPED';
}

/** A recommender that was stopped and can be started again. */
export function isInactive(status: string): boolean {
  return status === 'INACTIVE';
}

/** Final: the status will not change by itself. */
export function isSettled(status: string): boolean {
  return !isPending(status);
}
