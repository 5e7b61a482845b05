import { NotThereYet, ResourceFailed } from '../../../resources/errors';
import { waitForFilter } from '../../../resources/kinds/filter-of-job';
import type { Step } from '../../../resources/step';

const STARTED = Date.UTC(2026, 0, 5);
const MINUTE = 60_000;
const scope = { partition: 'aws', region: 'eu-west-1', accountId: '123456789012' };
const arn = (name: string) => `arn:aws:personalize:eu-west-1:123456789012:filter/${name}`;

/** A batch job that names a filter, in a file that has the filter `chosen`. */
function prepare({ names = arn('chosen'), status = '', minutes = 0 }) {
  const asked: string[] = [];
  const solution = { name: 'top', solution: { pointer: '/solutions/0' } };
  const step = {
    scope,
    state: { datasets: [], filters: [{ name: 'chosen' }], solutions: [solution] },
    resource: {
      type: 'batchInferenceJob',
      name: '',
      pointer: '/solutions/0/batchInferenceJobs/0',
      request: { filterArn: names },
    },
    startedAt: new Date(STARTED),
    now: new Date(STARTED + minutes * MINUTE),
    personalize: {
      describe: async (_type: string, which: string) => {
        asked.push(which);
        return status === '' ? undefined : { status };
      },
    },
  } as unknown as Step;
  return { step, asked };
}

describe('waitForFilter', () => {
  test('lets a job go on whose filter is ACTIVE', async () => {
    // Prepare
    const { step, asked } = prepare({ status: 'ACTIVE' });

    // Act
    await waitForFilter(step);

    // Assess
    expect(asked).toEqual([arn('chosen')]);
  });

  test('leaves a filter that is not of the file to Personalize', async () => {
    // Prepare
    const { step, asked } = prepare({ names: arn('made-by-hand') });

    // Act
    await waitForFilter(step);

    // Assess
    expect(asked).toEqual([]);
  });

  test.each([
    ['is not there yet', '', 59, NotThereYet],
    ['is being created, however long', 'CREATE IN_PROGRESS', 600, NotThereYet],
    ['was left failed, and may be replaced', 'CREATE FAILED', 14, NotThereYet],
    ['does not come', '', 60, ResourceFailed],
    ['has failed for good', 'CREATE FAILED', 15, ResourceFailed],
  ])('of one that %s', async (_what, status, minutes, expected) => {
    // Prepare
    const { step } = prepare({ status, minutes });

    // Act
    const act = waitForFilter(step);

    // Assess
    await expect(act).rejects.toBeInstanceOf(expected);
    await expect(act).rejects.toThrow("filter 'chosen', which it names, is");
  });
});
