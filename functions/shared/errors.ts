import type { Problem } from '../../parameter-file/problem';
import { RunError } from '../../resources/errors';

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
