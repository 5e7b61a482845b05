/** What a caller gets in place of an answer: nobody was reached. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';

  /** @param code as Node's sockets have it */
  constructor(
    readonly code: 'ENOTFOUND' | 'ETIMEDOUT',
    message: string,
  ) {
    super(message);
  }
}
