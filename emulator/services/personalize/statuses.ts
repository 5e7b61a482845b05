/**
 * Statuses of resources. These functions are deliberately independent of the product's code that reads statuses. Source: `Status` in the
 * API reference of Personalize (https://docs.aws.amazon.com/personalize/latest/dg/API_Types_Amazon_Personalize.html, 2026-11).
 */

const ACTIONS = ['CREATE', 'UPDATE', 'DELETE', 'START', 'STOP'];

/**
 * Statuses of resources on which Personalize works, or will work. Most begin with an action such as CREATE. The
 * statuses of data deletion jobs have no such word: `PENDING`, `IN_PROGRESS`, `COMPLETED`, `FAILED`.
 */
const PENDING = new Set([
  'PENDING',
  'IN_PROGRESS',
  'CREATE STOPPING',
  ...ACTIONS.flatMap((action) => [`${action} PENDING`, `${action} IN_PROGRESS`]),
]);
const FAILED = new Set(['FAILED', ...ACTIONS.map((action) => `${action} FAILED`)]);

/** True while Personalize works on the resource, or the work is queued. */
export const isPending = (status: string) => PENDING.has(status);

/** True if Personalize will not change the status without a new request. */
export const isSettled = (status: string) => !PENDING.has(status);

/** True while the resource is being created. Always false for data deletion jobs, whose statuses have other names. */
export const isBeingCreated = (status: string) => status === 'CREATE PENDING' || status === 'CREATE IN_PROGRESS';

export const isDeleting = (status: string) => status === 'DELETE PENDING' || status === 'DELETE IN_PROGRESS';

export const isActive = (status: string) => status === 'ACTIVE';

export const isFailed = (status: string) => FAILED.has(status);

/** True for a solution version whose training was stopped. A stopped training cannot be resumed. */
export const isStopped = (status: string) => status === 'CREATE STOPPED';

/** True for a recommender that was stopped and can be started again. */
export const isInactive = (status: string) => status === 'INACTIVE';
