/** Thrown to a caller instead of a response if the connection failed. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';

  /** @param code error code, as Node's sockets report it */
  constructor(
    readonly code: 'ENOTFOUND' | 'ETIMEDOUT',
    message: string,
  ) {
    super(message);
  }
}
