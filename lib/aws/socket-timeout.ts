/**
 * Setting for the request handlers of AWS clients, in milliseconds. If a connection transfers no byte for this time,
 * the request fails with a TimeoutError. This also holds during a download. The setting `requestTimeout` does not apply
 * any more once the headers of a response have arrived (read in @smithy/node-http-handler 4.14.2,
 * set-request-timeout.ts and set-socket-timeout.ts, 2026-11).
 */
export const SOCKET_TIMEOUT = { socketTimeout: 30_000 } as const;
