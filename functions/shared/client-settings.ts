/**
 * Settings of every SDK client. `cacheMiddleware`: without it a client puts the middleware of a command together anew at each
 * call, a tenth of the call's time (measured); no function changes the middleware of a client in use.
 */
export const CLIENT_SETTINGS = { cacheMiddleware: true } as const;
