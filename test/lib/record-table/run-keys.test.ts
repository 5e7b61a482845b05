import { RunKeys } from '../../../lib/record-table/run-keys';
import type { RunRequest } from '../../../lib/record-table/run-request';
import { recordTable } from '../../support/record-table';

const FILE = { bucket: 'data', key: 'train/movies/config.json', versionId: 'v1' };
const UPLOAD: RunRequest = {
  datasetGroup: 'movies',
  workflow: 'personalize-workflow',
  trigger: 'upload',
  file: FILE,
};
const SCHEDULED_RUN = { datasetGroup: 'movies', task: 'top', scheduledTime: '2026-01-05T00:00:00Z' };
const execution = (StartTime: string, Name = 'movies-1') => ({ Id: 'arn', Name, StartTime });

async function runKeys(): Promise<RunKeys> {
  return new RunKeys((await recordTable()).table, 30);
}

describe('the key of a run', () => {
  test.each([
    '2026-01-05T00:00:01.120Z',
    '2026-01-05T00:00:01.12Z',
    '2026-01-05T00:00:01.120456Z',
    '2026-01-05T00:00:01.120+00:00',
  ])('has the start of its execution in milliseconds and UTC if the start is given as %s', async (startTime) => {
    // Prepare
    const keys = await runKeys();

    // Act
    const key = await keys.keyOf(UPLOAD, execution(startTime));

    // Assess
    expect(key).toEqual({ datasetGroup: 'movies', item: 'run#2026-01-05T00:00:01.120Z#movies-1' });
  });

  test('does not change if the start of the same execution is later given as a few milliseconds earlier', async () => {
    // Prepare
    const keys = await runKeys();
    const first = await keys.keyOf(UPLOAD, execution('2026-01-05T00:00:01.120Z'));

    // Act
    const later = await keys.keyOf(UPLOAD, execution('2026-01-05T00:00:01.117Z'));
    const other = await keys.keyOf(UPLOAD, execution('2026-01-05T00:00:01.117Z', 'movies-2'));

    // Assess
    expect(later).toEqual(first);
    expect(other.item).toBe('run#2026-01-05T00:00:01.117Z#movies-2');
  });

  test('has the scheduled time and the task of a scheduled run, not the start and the name of its execution', async () => {
    // Prepare
    const keys = await runKeys();

    // Act
    const { item } = await keys.keyOf(SCHEDULED_RUN, execution('2026-01-05T00:00:01.120Z'));

    // Assess
    expect(item).toBe('run#2026-01-05T00:00:00Z#top');
  });

  test('is kept for the 180 days that a run may take, and then for as long as the history of runs', async () => {
    // Prepare
    const { table } = await recordTable();

    // Act
    await new RunKeys(table, 1).keyOf(UPLOAD, execution('2026-01-05T00:00:00.000Z'));

    // Assess
    const [item] = await table.query('movies');
    expect(item?.expiresAt).toBe(Date.UTC(2026, 0, 5 + 180 + 1) / 1000);
  });
});
