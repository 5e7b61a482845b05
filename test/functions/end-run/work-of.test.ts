import { workOf } from '../../../functions/end-run/work-of';
import type { RunInput, RunRequest } from '../../../record-table/run-request';
import type { Task } from '../../../record-table/task';

const TASK: Task = {
  ...{ datasetGroup: 'movies', name: 'nightly', state: 'ENABLED', expression: 'rate(1 day)' },
  ...{ workflow: 'batch-inference', input: { solution: 'top' } },
};

const SCHEDULED: RunInput = { datasetGroup: 'movies', task: 'nightly', scheduledTime: '2026-01-05T03:00:00Z' };

const REQUEST: RunRequest = {
  ...{ datasetGroup: 'movies', workflow: 'solution-maintenance', trigger: 'weekly', solution: 'other' },
  file: { bucket: 'data', key: 'train/movies/config.json', versionId: 'v1' },
};

/** @param task the one that is recorded */
const find = (begun: { readonly request?: RunRequest }, input: RunInput, task: Task | undefined = TASK) =>
  workOf(begun, input, { find: async (_group, name) => (name === task?.name ? task : undefined) });

describe('workOf', () => {
  test('is the request that begin-run has answered with', async () => {
    expect(await find({ request: REQUEST }, SCHEDULED)).toEqual(REQUEST);
  });

  test('is the input of a run that no schedule has started, if that answer was lost', async () => {
    expect(await find({}, REQUEST)).toEqual(REQUEST);
  });

  test('is that of the task of a scheduled run, if that answer was lost', async () => {
    const expected = { datasetGroup: 'movies', workflow: 'batch-inference', solution: 'top' };
    expect(await find({}, SCHEDULED)).toEqual(expected);
  });

  test('is unknown if the task is gone', async () => {
    expect(await find({}, SCHEDULED, { ...TASK, name: 'other' })).toBeUndefined();
  });

  test('is nothing for a workflow that does not exist', async () => {
    const input = { ...REQUEST, workflow: 'unknown' } as unknown as RunRequest;
    expect(await find({}, input)).toBeUndefined();
  });
});
