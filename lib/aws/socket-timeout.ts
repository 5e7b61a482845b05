/**
 * Setting for the request handlers of clients. A connection that transfers no byte for this many milliseconds ends with
 * a TimeoutError, even during a download. The handler's `requestTimeout` does not apply once the headers have arrived
 * (read in @smithy/node-http-handler 4.14.2, set-request-timeout.ts and set-socket-timeout.ts, 2026-11).
 */
export const SOCKET_TIMEOUT = { socketTimeout: 30_000 } as const;
