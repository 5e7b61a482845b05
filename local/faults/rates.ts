/** What can go wrong with a call, each kind with the share of the calls that it befalls. */
export const FAULT_RATES = {
  /** Refused, nothing done. */
  throttled: 0.02,
  /** An error of the service, nothing done. */
  failed: 0.008,
  /** Done, but answered with an error of the service. */
  answerLost: 0.008,
  /** The same of a creation, of which a second try may make a second resource: rare calls, so more often. */
  creationAnswerLost: 0.08,
  /** Answered late, and in another order than asked. */
  slow: 0.02,
  /** The function that calls ends, before the call or after it. */
  callerCrashed: 0.004,
  /** The call hangs until the function that calls has timed out; it is carried out or not. */
  callerTimedOut: 0.002,
  /** An S3 event comes late, hence perhaps after a later one. */
  eventDelayed: 0.3,
  eventDuplicated: 0.2,
  /** A schedule's fire. */
  fireDelayed: 0.3,
  fireDuplicated: 0.2,
  /** Personalize takes a creation or an update on, and fails at it. */
  creationFailed: 0.02,
  /** Personalize does not yet show what has just been created. */
  notYetVisible: 0.5,
} as const;

export type FaultKind = keyof typeof FAULT_RATES;

export const FAULT_KINDS = Object.keys(FAULT_RATES) as readonly FaultKind[];

/** Milliseconds: [least, most]. */
export const DELAYS = {
  slow: [500, 8000],
  event: [1000, 90_000],
  fire: [1000, 600_000],
  /** Longer than any function may run. */
  hang: [900_000, 900_000],
  visibility: [1000, 9000],
} as const satisfies Record<string, readonly [number, number]>;
