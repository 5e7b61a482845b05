/**
 * Errors that end a run. Step Functions matches them by `name`, and the message is what a person reads in the
 * notification, so it stands by itself: what, where, the value and the rule.
 */
export abstract class RunError extends Error {
  abstract override readonly name: string;
}

/** Personalize failed a resource, or refused to create, update or delete it. */
export class ResourceFailed extends RunError {
  override readonly name = 'ResourceFailed';

  constructor(
    readonly resource: string,
    readonly reason: string,
  ) {
    super(`${resource}: ${reason}`);
  }
}

/** A resource exists and differs from the parameter file in a way that Personalize cannot update. */
export class ResourceConflict extends RunError {
  override readonly name = 'ResourceConflict';

  constructor(
    readonly resource: string,
    readonly conflict: string,
    readonly resolution: string,
  ) {
    super(`${resource}: ${conflict} ${resolution}`);
  }
}

/** An object that a job reads is not in the bucket. */
export class MissingInput extends RunError {
  override readonly name = 'MissingInput';

  constructor(resource: string, expected: string) {
    super(`${resource}: ${expected}`);
  }
}
