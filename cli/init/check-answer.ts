import { validateParameterFile } from '../../lib/parameter-file/validate';

interface Answer {
  /** Name of the dataset group. */
  readonly name?: string;
  /** Schedule expression. */
  readonly expression?: string;
  readonly timezone?: string;
}

/** Returns why `validate` would refuse a file with the answer; true if `validate` would accept the file. */
export function checkAnswer({ name = 'any', expression = 'rate(1 day)', timezone = 'UTC' }: Answer): string | true {
  const workflowConfig = { schedules: { import: { expression, timezone } } };
  const file = { datasetGroup: { serviceConfig: { name }, workflowConfig }, datasets: {} };
  const { problems } = validateParameterFile(JSON.stringify(file));
  const wrong = problems.find(({ severity }) => severity === 'error');
  if (wrong === undefined) return true;
  // A new file has no schedule to delete.
  return [wrong.message, wrong.hint?.replace(', or "delete"', '')].join(' ').trim();
}
