import { NotThereYet, ResourceFailed } from '../../../../lib/reconciler/errors';
import { waitForFilter } from '../../../../lib/reconciler/resource-types/filter-of-job';
import type { Step } from '../../../../lib/reconciler/step';

const STARTED = Date.UTC(2026, 0, 5);
const MINUTE = 60_000;
const scope = { partition: 'aws', region: 'eu-west-1', accountId: '123456789012' };
const arn = (name: string) => `arn:aws:personalize:eu-west-1:123456789012:filter/${name}`;

/** An import as ListDatasetImportJobs shows it. */
interface Import {
  readonly status: string;
  readonly lastUpdatedDateTime: Date;
}

/**
 * Returns a step for a batch job that names a filter, in a file with the filter `chosen`, and the ARNs that the step
 * has asked Personalize to describe.
 */
function prepare({ names = arn('chosen'), status = '', minutes = 0, imports = [] as readonly Import[] }) {
  const asked: string[] = [];
  const solution = { name: 'top', solution: { pointer: '/solutions/0' } };
  const step = {
    scope,
    state: {
      datasetGroup: { name: 'group' },
      datasets: [{ datasetType: 'INTERACTIONS', dataset: { pointer: '/datasets/interactions' } }],
      filters: [{ name: 'chosen' }],
      solutions: [solution],
    },
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
      list: async () => imports,
    },
  } as unknown as Step;
  return { step, asked };
}

describe('waitForFilter', () => {
  test('lets a job continue if its filter is ACTIVE', async () => {
    // Prepare
    const { step, asked } = prepare({ status: 'ACTIVE' });

    // Act
    await waitForFilter(step, step.resource.request.filterArn);

    // Assess
    expect(asked).toEqual([arn('chosen')]);
  });

  test('does not ask Personalize for a filter that is not in the file', async () => {
    // Prepare
    const { step, asked } = prepare({ names: arn('made-by-hand') });

    // Act
    await waitForFilter(step, step.resource.request.filterArn);

    // Assess
    expect(asked).toEqual([]);
  });

  test.each([
    ['waits less than an hour for a filter that does not exist yet', '', 59, NotThereYet],
    ['waits for a filter that is being created, however long', 'CREATE IN_PROGRESS', 600, NotThereYet],
    ['waits less than 15 minutes for a failed filter, which may be replaced', 'CREATE FAILED', 14, NotThereYet],
    ['gives up after an hour on a filter that does not exist', '', 60, ResourceFailed],
    ['gives up after 15 minutes on a failed filter', 'CREATE FAILED', 15, ResourceFailed],
  ])('%s', async (_what, status, minutes, expected) => {
    // Prepare
    const { step } = prepare({ status, minutes });

    // Act
    const act = waitForFilter(step, step.resource.request.filterArn);

    // Assess
    await expect(act).rejects.toBeInstanceOf(expected);
    await expect(act).rejects.toThrow("filter 'chosen', which the job names, is");
  });

  const updatedAt = (minutes: number) => ({ lastUpdatedDateTime: new Date(STARTED + minutes * MINUTE) });

  test.each([
    ['is being imported', { status: 'CREATE IN_PROGRESS', ...updatedAt(1) }],
    ['was imported less than an hour ago', { status: 'ACTIVE', ...updatedAt(241) }],
  ])("waits for a filter that has been missing for hours if the filter's data %s", async (_what, data) => {
    // Prepare
    const { step } = prepare({ minutes: 300, imports: [data] });

    // Act and assess
    await expect(waitForFilter(step, step.resource.request.filterArn)).rejects.toBeInstanceOf(NotThereYet);
  });

  test('gives up on a filter that is still missing an hour after the last import', async () => {
    // Prepare
    const { step } = prepare({ minutes: 300, imports: [{ status: 'ACTIVE', ...updatedAt(240) }] });

    // Act and assess
    await expect(waitForFilter(step, step.resource.request.filterArn)).rejects.toBeInstanceOf(ResourceFailed);
  });
});
