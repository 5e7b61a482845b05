import type { Problem } from '../lib/parameter-file/problem';
import { validateParameterFile } from '../lib/parameter-file/validate';

/** A name or schedule that the user has given. */
interface Answer {
  /** Name of the dataset group. */
  readonly name?: string;
  /** Schedule expression. */
  readonly expression?: string;
  readonly timezone?: string;
}

/**
 * The first error that `validate` would report for a file with this answer. Undefined if there would be no error.
 * @param now the schedule must still run at least once after this time. If absent, a schedule that never runs again is
 * accepted
 */
export function errorOf(
  { name = 'any', expression = 'rate(1 day)', timezone = 'UTC' }: Answer,
  now?: Date,
): Problem | undefined {
  const workflowConfig = { schedules: { import: { expression, timezone } } };
  const file = { datasetGroup: { serviceConfig: { name }, workflowConfig }, datasets: {} };
  const { problems } = validateParameterFile(JSON.stringify(file), {}, now);
  return problems.find(({ severity }) => severity === 'error');
}

/** Returns true if `validate` would accept a file with this answer. Otherwise returns the error and its hint. */
export function checkAnswer(answer: Answer): string | true {
  const wrong = errorOf(answer);
  if (wrong === undefined) return true;
  // A new file has no schedule to delete, so the hint must not suggest "delete".
  return [wrong.message, wrong.hint?.replace(', or "delete"', '')].join(' ').trim();
}
