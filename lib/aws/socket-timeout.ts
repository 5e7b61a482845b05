/**
 * Setting for the request handlers of clients: after so many milliseconds without a byte, a connection ends with a TimeoutError, also while
 * the body of a response is read. Without this setting, a stalled download would only end with the function's timeout, because the
 * handler's `requestTimeout` does not apply once the headers have arrived (read in @smithy/node-http-handler 4.14.2, set-request-timeout.ts
 * and set-socket-timeout.ts, 2026-11).
 */
export const SOCKET_TIMEOUT = { socketTimeout: 30_000 } as const;
