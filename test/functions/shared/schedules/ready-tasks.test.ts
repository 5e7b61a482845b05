import { readyTasks } from '../../../../functions/shared/schedules/ready-tasks';
import { desiredState } from '../../../../lib/parameter-file/desired-state';
import type { ParameterFile } from '../../../../lib/parameter-file/sections';
import { type Sample, sample } from '../../../support/sample';

const SCOPE = { partition: 'aws', region: 'us-east-1', accountId: '111122223333' };
const CREATED = new Date('2026-01-05T00:00:00Z');
const IMPORTED = new Date('2026-01-05T00:05:00Z');
const IMPORT = 'personalize-dataset-import-small';
const FULL = 'solution-maintenance-full-small-solution';

/**
 * Returns the names of the ready tasks of a file.
 *
 * @param statuses statuses of the imports of interactions, or the error with which Personalize refuses to list them
 */
async function ready(
  statuses: readonly string[] | Error,
  scheduled: readonly string[] = [],
  change?: (file: Sample) => void,
  { logger = { error: jest.fn() }, createdAt = CREATED } = {},
) {
  const file = sample();
  file.datasetGroup.workflowConfig = { schedules: { import: 'rate(1 day)' } };
  for (const solution of file.solutions) solution.workflowConfig = { schedules: { full: 'rate(7 days)' } };
  change?.(file);
  const state = desiredState(file as unknown as ParameterFile);
  const list = async () => {
    if (statuses instanceof Error) throw statuses;
    return statuses.map((status) => ({ status, creationDateTime: IMPORTED }));
  };
  const describe = async () => ({ creationDateTime: createdAt });
  const tasks = await readyTasks(state, new Set(scheduled), { scope: SCOPE, personalize: { describe, list }, logger });
  return tasks.map(({ name }) => name);
}

describe('readyTasks', () => {
  test.each<[string, readonly string[]]>([
    ['there is no import', []],
    ['all imports have failed', ['CREATE FAILED', 'CREATE FAILED']],
    ['the first import is in progress', ['CREATE IN_PROGRESS']],
  ])('omits new trainings if %s', async (_, statuses) => {
    // Act and assess
    expect(await ready(statuses)).toEqual([IMPORT]);
  });

  test('omits new trainings if Personalize refuses to list the imports, and logs the error', async () => {
    // Prepare
    const logger = { error: jest.fn() };
    const denied = new Error('not authorized to perform: personalize:ListDatasetImportJobs');

    // Act
    const names = await ready(denied, [], undefined, { logger });

    // Assess
    expect(names).toEqual([IMPORT]);
    const about = { dataset: 'arn:aws:personalize:us-east-1:111122223333:dataset/small/INTERACTIONS', error: denied };
    expect(logger.error.mock.calls).toEqual([[expect.stringContaining('Could not read'), about]]);
  });

  test('omits new trainings if the dataset was created again after its last import', async () => {
    // Act
    const names = await ready(['ACTIVE'], [], undefined, { createdAt: new Date('2026-01-06T00:00:00Z') });

    // Assess
    expect(names).toEqual([IMPORT]);
  });

  test('includes new trainings once an import has succeeded, even if other imports failed', async () => {
    // Act and assess
    expect(await ready(['CREATE FAILED', 'ACTIVE'])).toEqual([IMPORT, FULL]);
  });

  test('keeps trainings that are scheduled already, even if there is no import', async () => {
    // Act and assess
    expect(await ready([], [FULL])).toEqual([IMPORT, FULL]);
  });

  test('includes new trainings if the file has no datasets', async () => {
    // Prepare
    const withoutDatasets = (file: Sample) => {
      file.datasets = {};
    };

    // Act and assess
    expect(await ready([], [], withoutDatasets)).toEqual([IMPORT, FULL]);
  });
});
