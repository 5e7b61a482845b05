/**
 * Setting of every client's request handler: milliseconds without a byte after which a connection is given up, by a TimeoutError, also while the
 * body of a response is read. Without it, a stalled download ends with the function's timeout only. The handler's `requestTimeout` ends with
 * the headers of the response (read in @smithy/node-http-handler 4.14.2, set-request-timeout.ts and set-socket-timeout.ts, 2026-11).
 */
export const SOCKET_TIMEOUT = { socketTimeout: 30_000 } as const;
