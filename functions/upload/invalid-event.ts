/** The function was invoked with what S3 never sends: by hand, or by something that should not. Trying again is of no use. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';

  /** @param rule what the event must have, and what it has instead */
  constructor(rule: string) {
    super(`This is no event of S3: ${rule}.`);
  }
}
