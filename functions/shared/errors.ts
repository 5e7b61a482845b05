import type { Problem } from '../../parameter-file/problem';

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

/** The version of the parameter file that a run is about cannot be used. */
export class InvalidParameterFile extends RunError {
  override readonly name = 'InvalidParameterFile';

  constructor(
    readonly location: string,
    readonly problems: readonly Problem[],
  ) {
    super(`${location} is not a valid parameter file:\n${problems.map(describeProblem).join('\n')}`);
  }
}

/** A problem of a parameter file on one line, as an e-mail or a log shows it. */
export function describeProblem(problem: Problem): string {
  const hint = problem.hint === undefined ? '' : ` ${problem.hint}`;
  const path = problem.path === '' ? '' : ` (${problem.path})`;
  return `line ${problem.line}, column ${problem.column}${path}: ${problem.message}${hint}`;
}
