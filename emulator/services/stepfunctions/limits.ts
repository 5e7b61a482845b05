/** Quotas of Step Functions for standard workflows (AWS documentation and API model). */
export const LIMITS = {
  /**
   * Maximum number of UTF-8 bytes in a payload. A payload is the input, output or result of a state, a task or an execution. The same limit
   * applies to one variable, and to all variables of one `Assign`.
   */
  payloadBytes: 262_144,
  /** Maximum size of all variables of an execution together, in bytes. */
  variablesBytes: 10 * 1024 * 1024,
  historyEvents: 25_000,
  definitionBytes: 1_048_576,
  nameCharacters: 80,
  errorCharacters: 256,
  causeCharacters: 32_768,
  /** Maximum value of `TimeoutSeconds`, `HeartbeatSeconds`, `IntervalSeconds`, `Seconds` and `MaxAttempts`. */
  seconds: 99_999_999,
  /** Maximum value of `MaxDelaySeconds`. */
  maxDelaySeconds: 31_622_400,
  /** A Wait state fails if its `Timestamp` is at least this number of seconds in the future. */
  waitSeconds: 2 ** 31,
  executionMilliseconds: 365 * 24 * 3600 * 1000,
  /** Maximum number of iterations of an inline Map that run at the same time. This limit also applies with `MaxConcurrency: 0`. */
  mapConcurrency: 40,
  pageSize: 1000,
  defaultPageSize: 100,
} as const;
