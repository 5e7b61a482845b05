/** Faults of calls, events, schedule invocations and executions, with the probability of each. */
export const FAULT_RATES = {
  /** A call is refused before anything is done. The operation declares the error, or all operations may return this error. */
  throttled: 0.02,
  /** The service fails a call with an internal error before anything is done. */
  failed: 0.008,
  /** A call is carried out, but its response is an internal error of the service. */
  answerLost: 0.008,
  /** The response to a creation in Personalize is lost. A second attempt may create a second resource. Creations are rare, so the rate is higher. */
  creationAnswerLost: 0.08,
  /**
   * A wake-up of a run is reported as failed while its function still works. So the next wake-up overlaps with this
   * wake-up.
   */
  wakeUpGivenUp: 0.02,
  /**
   * The response of the function that begins a run is lost. A second attempt must recognize the first. Such calls are rare, so the rate is
   * higher.
   */
  beginningAnswerLost: 0.08,
  /**
   * The response to a conditional write or a transaction is lost. The SDK retries the write, and its condition fails because the first
   * attempt was carried out. The retry of a transaction succeeds without effect.
   */
  conditionFailedByOwnWrite: 0.04,
  /** Just before a function acquires a lock, an execution that Step Functions does not know acquires it. If the lock is EXCLUSIVE, the function's write then fails. */
  lockHeldByEnded: 0.03,
  /** A read that does not ask for consistency misses the latest writes, of up to two seconds. */
  staleRead: 0.3,
  /** A transaction is canceled because another write of one of its items is in progress. Transactions are rare, so the rate is higher. */
  transactionConflict: 0.1,
  /** The call is carried out late, so that later calls may be carried out first. */
  slow: 0.02,
  /** The calling function crashes before or after the call. */
  callerCrashed: 0.003,
  /** Lambda kills the calling function for its memory use before or after the call. */
  callerOutOfMemory: 0.002,
  /** The call never gets a response. The call may or may not be carried out. */
  unanswered: 0.002,
  /** The calling function hangs until its timeout. The call may or may not be carried out. */
  callerTimedOut: 0.002,
  /** An event of S3 or EventBridge is late. */
  eventDelayed: 0.3,
  eventDuplicated: 0.2,
  /** An event of EventBridge is never delivered, because Step Functions sends its events on a best-effort basis. */
  busEventLost: 0.15,
  /** An S3 event arrives after the next one, if the next one comes soon. */
  eventReordered: 0.15,
  /** An invocation of a schedule is late. */
  invocationDelayed: 0.3,
  invocationDuplicated: 0.2,
  /** EventBridge Scheduler cannot start the run now, and retries. */
  invocationRefused: 0.1,
  /** Personalize accepts a creation, but the creation fails later. For types that failed-creations.ts lacks, the fault is counted, but has no effect. */
  creationFailed: 0.1,
  /** Personalize accepts the update of a campaign, but the update fails later. Updates are rare, so the rate is higher. */
  updateFailed: 0.6,
  /** Personalize does not yet show a resource that was just created. */
  notYetVisible: 0.5,
  /** Step Functions does not yet show an execution that was just started. */
  executionNotShown: 0.5,
  /** One call of Personalize is refused because a resource that it needs is in use. */
  inUse: 0.03,
  /** One call is refused because too many resources are in progress. */
  inProgressLimit: 0.02,
  /** For a while, others in the account use up the quota of resources of a type that are in progress. */
  pendingQuotaReached: 0.08,
  /** For a while, the account has reached its quota of resources of a type. */
  quotaReached: 0.05,
  /** The clock of a service or a function is wrong by some seconds. The fault is drawn once for each clock. */
  clockSkewed: 0.5,
  /** An execution is stopped from outside some time after it started, or while it records a run or its result. */
  executionStopped: 0.02,
  /** An execution exceeds a time limit some time after it started. */
  executionTimedOut: 0.02,
  /** A service never responds to functions. This rate and the rates below are shares of the scenarios with a lasting fault. */
  neverAnswers: 0.2,
  /** The region has no Personalize endpoint. */
  noEndpoint: 0.2,
  /** A name is permanently taken by a resource that Personalize does not show. */
  nameTaken: 0.25,
  /**
   * A resource that a type depends on is permanently in use. So no resource of this type can be created or updated in one dataset group.
   */
  alwaysInUse: 0.2,
  /** Others in the account permanently use up a type's quota of resources in progress. */
  quotaAlwaysReached: 0.15,
} as const;

export type FaultKind = keyof typeof FAULT_RATES;

export const FAULT_KINDS = Object.keys(FAULT_RATES) as readonly FaultKind[];

/** Faults of single runs that are not transient. They make a run fail, or stop the run in the middle. */
export const PERMANENT_FAULTS = [
  'creationFailed',
  'updateFailed',
  'quotaReached',
  'executionStopped',
  'executionTimedOut',
] as const satisfies readonly FaultKind[];

export type PermanentFault = (typeof PERMANENT_FAULTS)[number];

/** Faults that last until all faults stop. */
export const LASTING = [
  'neverAnswers',
  'noEndpoint',
  'nameTaken',
  'alwaysInUse',
  'quotaAlwaysReached',
] as const satisfies readonly FaultKind[];

export type Lasting = (typeof LASTING)[number];

/** All other faults. They are transient. */
export const TRANSIENT = FAULT_KINDS.filter(
  (kind) => !([...PERMANENT_FAULTS, ...LASTING] as readonly FaultKind[]).includes(kind),
);

/** Ranges of delays: [minimum, maximum] in milliseconds. */
export const DELAYS = {
  slow: [500, 8000],
  staleRead: [1, 2000],
  overlap: [1, 2000],
  event: [1000, 90_000],
  /** Delay of the event about a stopped execution. It is up to 90 minutes, so that the next run of an hourly task may begin before the event. */
  stopEvent: [1000, 5_400_000],
  invocation: [1000, 600_000],
  visibility: [1000, 9000],
  execution: [1000, 45_000],
  /** Time for which a quota on resources in progress stays reached. */
  pendingQuota: [60_000, 1_800_000],
  /** Time for which a quota on all resources of a type stays reached. */
  quota: [60_000, 7_200_000],
  /** Maximum time for which an event is held back until a later event is delivered. */
  reordering: [60_000, 300_000],
  skew: [-4000, 4000],
  /** Time from the start of an execution to its end by an operator or a time limit. */
  lifetime: [0, 2_400_000],
  /** Time from the start of a state that records a run or its result to the end of the execution. */
  recording: [0, 500],
} as const satisfies Record<string, readonly [number, number]>;
