/**
 * Statuses of resources, independent of how the product reads them. Source: `Status` in the API reference of Personalize
 * (https://docs.aws.amazon.com/personalize/latest/dg/API_Types_Amazon_Personalize.html, 2026-11).
 */

const ACTIONS = ['CREATE', 'UPDATE', 'DELETE', 'START', 'STOP'];

/**
 * Statuses during work. The statuses of a data deletion job do not begin with a word such as CREATE: `PENDING`,
 * `IN_PROGRESS`, `COMPLETED`, `FAILED`.
 */
const PENDING = new Set([
  'PENDING',
  'IN_PROGRESS',
  'CREATE STOPPING',
  ...ACTIONS.flatMap((action) => [`${action} PENDING`, `${action} IN_PROGRESS`]),
]);
const FAILED = new Set(['FAILED', ...ACTIONS.map((action) => `${action} FAILED`)]);

/** True while Personalize works on the resource, or has it in a queue. */
export const isPending = (status: string) => PENDING.has(status);

/** True if the status will not change by itself. */
export const isSettled = (status: string) => !PENDING.has(status);

/** True while the resource is being created. Data deletion jobs have other statuses. */
export const isBeingCreated = (status: string) => status === 'CREATE PENDING' || status === 'CREATE IN_PROGRESS';

export const isDeleting = (status: string) => status === 'DELETE PENDING' || status === 'DELETE IN_PROGRESS';

export const isActive = (status: string) => status === 'ACTIVE';

export const isFailed = (status: string) => FAILED.has(status);

/** True for a solution version whose training was stopped. The training cannot be resumed. */
export const isStopped = (status: string) => status === 'CREATE STOPPED';

/** True for a recommender that was stopped and can be started again. */
export const isInactive = (status: string) => status === 'INACTIVE';
