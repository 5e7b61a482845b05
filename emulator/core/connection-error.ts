/** Thrown to a caller instead of a response if the connection failed. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';

  /** @param code the error code of Node's sockets */
  constructor(
    readonly code: 'ENOTFOUND' | 'ETIMEDOUT',
    message: string,
  ) {
    super(message);
  }
}
