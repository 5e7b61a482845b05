/**
 * Setting of every client's request handler: milliseconds without a byte after which a connection ends with a TimeoutError, also while the
 * body of a response is read. Without it, a stalled download would only end with the function's timeout, as the handler's `requestTimeout`
 * ends with the headers of the response (read in @smithy/node-http-handler 4.14.2, set-request-timeout.ts and set-socket-timeout.ts,
 * 2026-11).
 */
export const SOCKET_TIMEOUT = { socketTimeout: 30_000 } as const;
