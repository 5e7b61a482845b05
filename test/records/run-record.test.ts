import { runKeyOf } from '../../records/run-record';

const FILE = { bucket: 'data', key: 'train/movies/config.json', versionId: 'v1' };
const UPLOAD = { datasetGroup: 'movies', workflow: 'personalize-workflow', trigger: 'upload', file: FILE };
const execution = (StartTime: string) => ({ Id: 'arn', Name: 'movies-1', StartTime });

describe('the key of a run', () => {
  test.each([
    '2026-01-05T00:00:01.120Z',
    '2026-01-05T00:00:01.12Z',
    '2026-01-05T00:00:01.120456Z',
    '2026-01-05T00:00:01.120+00:00',
  ])('is the same, in whatever way the start is written: %s', (startTime) => {
    expect(runKeyOf(UPLOAD, execution(startTime))).toEqual({
      datasetGroup: 'movies',
      item: 'run#2026-01-05T00:00:01.120Z#movies-1',
    });
  });

  test('is that of the fire, whichever execution it starts', () => {
    const fire = { datasetGroup: 'movies', task: 'top', scheduledTime: '2026-01-05T00:00:00Z' };
    expect(runKeyOf(fire, execution('2026-01-05T00:00:01.120Z')).item).toBe('run#2026-01-05T00:00:00Z#top');
  });
});
