import { readFileSync } from 'node:fs';
import { isParameterFile } from '../../lib/aws/data-bucket-layout';
import { desiredState } from '../../lib/parameter-file/desired-state';
import { forecast, keyOf } from '../../lib/parameter-file/forecast/forecast';
import { validateParameterFile } from '../../lib/parameter-file/validate';
import { totalText } from '../../lib/personalize/billed-quantity';
import { mirroredFiles } from '../../local/mirror';

const MONTH = 30 * 86_400_000;

/**
 * Forecast of the billed use of a folder's parameter files in the thirty days after their first upload.
 * @throws Error for an invalid parameter file
 */
export async function personalizeUse(folder: string): Promise<string> {
  const files = (await mirroredFiles(folder)).filter(isParameterFile);
  const uses = files.flatMap(({ path }) => {
    const { file, problems } = validateParameterFile(readFileSync(path));
    if (file === undefined) throw new Error(`${path} is invalid: ${problems[0]?.message}`);
    const state = desiredState(file);
    const { datasets, solutions, recommenders } = state;
    const created = [
      ...datasets.map(({ importJob }) => importJob),
      ...solutions.flatMap((each) => [each.version, ...each.batchInferenceJobs, ...each.batchSegmentJobs]),
      ...recommenders,
    ];
    // The clock of the local AWS begins at this time.
    const from = Date.UTC(2026, 0, 5);
    return forecast(state, { from, to: from + MONTH }, { timeZone: 'UTC', created: new Set(created.map(keyOf)) });
  });
  return totalText(uses);
}
