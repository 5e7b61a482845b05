/** What can go wrong, each kind with the share of the chances that it takes: calls, events, fires, executions. */
export const FAULT_RATES = {
  /** Refused, nothing done: by an error that the operation declares for that, or that all operations may answer with. */
  throttled: 0.02,
  /** An error of the service, nothing done. */
  failed: 0.008,
  /** Done, but answered with an error of the service. */
  answerLost: 0.008,
  /** The same of a creation, of which a second try may make a second resource: rare calls, so more often. */
  creationAnswerLost: 0.08,
  /** The same of a conditional write: the SDK tries again, and its own first write is why the condition fails. */
  conditionFailedByOwnWrite: 0.04,
  /** A lock is taken, right before this write, by an execution that has ended since: the condition fails. */
  lockHeldByEnded: 0.03,
  /** A batch of items is answered without one that was asked for. */
  itemsUnprocessed: 0.02,
  /** Answered late, and in another order than asked. */
  slow: 0.02,
  /** The function that calls ends, before the call or after it. */
  callerCrashed: 0.003,
  /** Lambda kills it for its memory, before the call or after it. */
  callerOutOfMemory: 0.002,
  /** The call is never answered; it is carried out or not. */
  unanswered: 0.002,
  /** The function that calls hangs until it has timed out; the call is carried out or not. */
  callerTimedOut: 0.002,
  /** An event of S3 or EventBridge comes late. */
  eventDelayed: 0.3,
  eventDuplicated: 0.2,
  /** An S3 event comes after the next one. */
  eventReordered: 0.15,
  /** A schedule's fire. */
  invocationDelayed: 0.3,
  invocationDuplicated: 0.2,
  /** EventBridge Scheduler cannot start the run now, and tries again. */
  invocationRefused: 0.1,
  /** Personalize takes a creation or an update on, and fails at it. */
  creationFailed: 0.05,
  /** Personalize does not yet show what has just been created. */
  notYetVisible: 0.5,
  /** What a call of Personalize needs is in use, for once. */
  inUse: 0.03,
  /** As many resources as may be are on their way, for once: of types that have no such quota of their own. */
  inProgressLimit: 0.02,
  /** For a while, somebody else has as many resources of a type on their way as the account may have. */
  pendingQuotaReached: 0.08,
  /** For a while, the account has as many resources of a type as it may have. */
  quotaReached: 0.05,
  /** A service's or a function's clock is some seconds off. Drawn once each. */
  clockSkewed: 0.5,
  /** An execution is stopped from outside, some time after it began. */
  executionStopped: 0.02,
  executionTimedOut: 0.02,
  /** These last until they are lifted; shares of the scenarios that have one. A service never answers functions. */
  neverAnswers: 0.2,
  /** There is no Personalize in the region. */
  noEndpoint: 0.2,
  /** A name is taken for ever, by something that Personalize does not show. */
  nameTaken: 0.25,
  /** What a resource of a type needs is in use for ever, so that none can be created or updated in a dataset group. */
  alwaysInUse: 0.2,
  /** Others in the account always have as many of a type on their way as may be. */
  quotaAlwaysReached: 0.15,
} as const;

export type FaultKind = keyof typeof FAULT_RATES;

export const FAULT_KINDS = Object.keys(FAULT_RATES) as readonly FaultKind[];

/** What does not pass by itself: it fails a run, or stops it in the middle. */
export const PERMANENT_FAULTS = [
  'creationFailed',
  'quotaReached',
  'executionStopped',
  'executionTimedOut',
] as const satisfies readonly FaultKind[];

export type PermanentFault = (typeof PERMANENT_FAULTS)[number];

/** What never passes by itself, and is lifted when the other faults stop. */
export const LASTING = [
  'neverAnswers',
  'noEndpoint',
  'nameTaken',
  'alwaysInUse',
  'quotaAlwaysReached',
] as const satisfies readonly FaultKind[];

export type Lasting = (typeof LASTING)[number];

/** What befalls by chance, call by call, and passes by itself. */
export const TRANSIENT = FAULT_KINDS.filter(
  (kind) => !([...PERMANENT_FAULTS, ...LASTING] as readonly FaultKind[]).includes(kind),
);

/** Milliseconds: [least, most]. */
export const DELAYS = {
  slow: [500, 8000],
  event: [1000, 90_000],
  fire: [1000, 600_000],
  visibility: [1000, 9000],
  /** How long a quota is reached. */
  pendingQuota: [60_000, 1_800_000],
  quota: [60_000, 7_200_000],
  /** How long an event waits for another one to overtake it. */
  overtaking: [60_000, 300_000],
  /** How far off a clock is. */
  skew: [-4000, 4000],
  /** From the start of an execution to its end from outside. */
  life: [0, 2_400_000],
} as const satisfies Record<string, readonly [number, number]>;
