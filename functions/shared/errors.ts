import type { Problem } from '../../lib/parameter-file/problem';
import { RunError } from '../../lib/reconciler/errors';
import { cutText, printable, show } from '../../lib/text/format';

export class InvalidParameterFile extends RunError {
  override readonly name = 'InvalidParameterFile';

  constructor(location: string, problems: readonly Problem[]) {
    super(`${printable(location)} is not a valid parameter file:\n${describeProblems(problems).join('\n')}`);
  }
}

/** Maximum number of problems in a message. */
const LISTED = 50;
/** Maximum length of a JSON pointer in a message, in UTF-16 units. */
const LONGEST_PATH = 200;

/**
 * Texts of the first problems, and a line with the number of other problems.
 * @param describe describes one problem, on one line (the default) or several
 */
export function describeProblems(
  problems: readonly Problem[],
  { listed = LISTED, describe = describeProblem } = {},
): readonly string[] {
  const left = problems.length - listed;
  return [
    ...problems.slice(0, listed).map(describe),
    ...(left > 0 ? [`and ${left} more: \`personalize-mlops validate\` shows all of them.`] : []),
  ];
}

/**
 * Text of a problem of a parameter file on one line: the place, the message, what to do, the rule and the value.
 */
function describeProblem(problem: Problem): string {
  const hint = problem.hint === undefined ? '' : ` ${problem.hint}`;
  const value = problem.value === undefined ? '' : `, value ${show(problem.value)}`;
  return `${placeOf(problem)}: ${problem.message}${hint} (rule ${problem.rule}${value})`;
}

/** Text such as `line 3, column 5 (/filters/0)`. */
export function placeOf({ line, column, path }: Problem): string {
  const pointer = path === '' ? '' : ` (${printable(cutText(path, LONGEST_PATH))})`;
  return `line ${line}, column ${column}${pointer}`;
}
