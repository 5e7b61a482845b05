/** Quotas of Step Functions for standard workflows (AWS documentation and API model). */
export const LIMITS = {
  /**
   * Maximum number of UTF-8 bytes in a payload: input, output or result of a state, a task or an execution. The same limit applies to one
   * variable and to one `Assign`.
   */
  payloadBytes: 262_144,
  /** Maximum number of bytes in all variables of an execution together. */
  variablesBytes: 10 * 1024 * 1024,
  historyEvents: 25_000,
  definitionBytes: 1_048_576,
  nameCharacters: 80,
  errorCharacters: 256,
  causeCharacters: 32_768,
  /** Greatest `TimeoutSeconds`, `HeartbeatSeconds`, `IntervalSeconds`, `Seconds` and `MaxAttempts`. */
  seconds: 99_999_999,
  /** Greatest `MaxDelaySeconds`. */
  maxDelaySeconds: 31_622_400,
  /** A Wait state fails if its `Timestamp` is this many seconds or more ahead. */
  waitSeconds: 2 ** 31,
  executionMilliseconds: 365 * 24 * 3600 * 1000,
  /** Maximum number of iterations of an inline Map at once, also with `MaxConcurrency: 0`. */
  mapConcurrency: 40,
  pageSize: 1000,
  defaultPageSize: 100,
} as const;
