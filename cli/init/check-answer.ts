import { validateParameterFile } from '../../lib/parameter-file/validate';

interface Answer {
  /** Name of the dataset group. */
  readonly name?: string;
  /** Schedule expression. */
  readonly expression?: string;
  readonly timezone?: string;
}

/** Says why `validate` would refuse the answer in the file that is written; true if it would not. */
export function checkAnswer({ name = 'any', expression = 'rate(1 day)', timezone = 'UTC' }: Answer): string | true {
  const workflowConfig = { schedules: { import: { expression, timezone } } };
  const file = { datasetGroup: { serviceConfig: { name }, workflowConfig }, datasets: {} };
  const { problems } = validateParameterFile(JSON.stringify(file));
  const wrong = problems.find(({ severity }) => severity === 'error');
  return wrong === undefined ? true : [wrong.message, wrong.hint].join(' ').trim();
}
