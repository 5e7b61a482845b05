import type { Problem } from '../../parameter-file/problem';
import { cutText, printable } from '../../personalize/text';
import { RunError } from '../../resources/errors';

/** The version of the parameter file that a run is about cannot be used. */
export class InvalidParameterFile extends RunError {
  override readonly name = 'InvalidParameterFile';

  constructor(
    readonly location: string,
    readonly problems: readonly Problem[],
  ) {
    super(`${printable(location)} is not a valid parameter file:\n${describeProblems(problems).join('\n')}`);
  }
}

/** Nobody mends more at once, and so many fit into a message, however long each of them is. */
const LISTED = 50;
/** UTF-16 units of a JSON pointer. */
const LONGEST_PATH = 200;

/** The first problems, a line each, and how many there are besides. */
export function describeProblems(problems: readonly Problem[]): readonly string[] {
  const left = problems.length - LISTED;
  return [
    ...problems.slice(0, LISTED).map(describeProblem),
    ...(left > 0 ? [`and ${left} more: \`npx personalize-mlops validate\` shows all of them.`] : []),
  ];
}

/** A problem of a parameter file on one line, as an e-mail or a log shows it. */
function describeProblem(problem: Problem): string {
  const hint = problem.hint === undefined ? '' : ` ${problem.hint}`;
  const path = problem.path === '' ? '' : ` (${printable(cutText(problem.path, LONGEST_PATH))})`;
  return `line ${problem.line}, column ${problem.column}${path}: ${problem.message}${hint}`;
}
