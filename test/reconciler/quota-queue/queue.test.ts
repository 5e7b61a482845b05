import { assertMayTry, joinQueue, recordEnd, recordStart } from '../../../reconciler/quota-queue/queue';
import type { Step } from '../../../reconciler/step';
import type { QueueEntry } from '../../../record-table/quota-queue';

const NOW = new Date('2026-01-05T10:00:00Z');
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const OTHER: QueueEntry = { id: 'books#/solutions/0', state: 'WAITING', since: at(-60), triesAt: at(30) };

function prepare(type: string, entries: readonly QueueEntry[] = [], job: object = {}) {
  const put: unknown[] = [];
  const step = {
    resource: { type, pointer: '/solutions/0', request: {} },
    state: { datasetGroup: { name: 'shop' } },
    now: NOW,
    personalize: { describe: async () => job },
    quotaQueue: { entries: async () => entries, put: async (...entry: unknown[]) => void put.push(entry) },
  } as unknown as Step;
  return { step, put };
}

describe('assertMayTry', () => {
  test('refuses a creation while another step has waited longer', async () => {
    // Act and assess
    await expect(assertMayTry(prepare('solutionVersion', [OTHER]).step)).rejects.toMatchObject({
      name: 'OthersWaitLonger',
      message: 'the quota of resources in progress is reached, and 1 more has waited longer',
    });
    await expect(assertMayTry(prepare('solutionVersion').step)).resolves.toBeUndefined();
  });

  test('lets types without a quota of resources in progress go on', async () => {
    // Act and assess
    await expect(assertMayTry(prepare('campaign', [OTHER]).step)).resolves.toBeUndefined();
  });
});

describe('joinQueue', () => {
  test('notes when a refused step tries again, and how many were in progress', async () => {
    // Prepare
    const working: QueueEntry = { id: 'toys#/solutions/0', state: 'WORKING', since: at(-900), took: 1000 };
    const { step, put } = prepare('solutionVersion', [working]);

    // Act
    const waitFor = await joinQueue(step);

    // Assess
    expect(waitFor).toEqual({ kind: 'QUOTA', seconds: 80 });
    const refused = { at: NOW, working: 1 };
    const id = 'shop#/solutions/0';
    expect(put).toEqual([['solutionVersion', { id, state: 'WAITING', since: NOW, triesAt: at(80), refused }, NOW]]);
  });

  test('notes no refusal of a step that has not tried', async () => {
    // Prepare
    const { step, put } = prepare('solutionVersion', [OTHER]);

    // Act
    await joinQueue(step);

    // Assess
    expect(put).toEqual([['solutionVersion', expect.not.objectContaining({ refused: expect.anything() }), NOW]]);
  });

  test('estimates nothing for other types', async () => {
    // Prepare
    const { step, put } = prepare('filter');

    // Act
    const waitFor = await joinQueue(step);

    // Assess
    expect([waitFor, put]).toEqual([{ kind: 'QUOTA' }, []]);
  });
});

describe('recordEnd', () => {
  test.each([
    ['its last update', { creationDateTime: at(-900), lastUpdatedDateTime: at(-20) }, { took: 880 }],
    ['now, if it was never updated', { creationDateTime: at(-900), lastUpdatedDateTime: at(-900) }, { took: 900 }],
    ['an unknown time', {}, {}],
  ])('takes a job to have ended at %s', async (_title, job, took) => {
    // Prepare
    const { step, put } = prepare('datasetImportJob', [], job);

    // Act
    await recordEnd(step, 'arn:job');

    // Assess
    const id = 'shop#/solutions/0';
    expect(put).toEqual([['datasetImportJob', { id, state: 'DONE', since: NOW, ...took }, NOW]]);
  });

  test('records the end of a failed step without its duration', async () => {
    // Prepare
    const { step, put } = prepare('datasetImportJob', [], { creationDateTime: at(-900) });

    // Act
    await recordEnd(step);

    // Assess
    expect(put).toEqual([['datasetImportJob', { id: 'shop#/solutions/0', state: 'DONE', since: NOW }, NOW]]);
  });
});

describe('recordStart', () => {
  test('distinguishes updates of a solution version from full trainings, which take longer', async () => {
    // Prepare
    const { step, put } = prepare('solutionVersion');

    // Act
    await recordStart({ ...step, trainingMode: 'UPDATE' });

    // Assess
    expect(put).toEqual([['solutionVersion', expect.objectContaining({ id: 'shop#/solutions/0#UPDATE' }), NOW]]);
  });

  test('is recorded of jobs only', async () => {
    // Prepare
    const [job, campaign] = [prepare('batchSegmentJob'), prepare('campaign')];

    // Act
    for (const { step } of [job, campaign]) await recordStart(step);

    // Assess
    expect(job.put).toEqual([['batchSegmentJob', { id: 'shop#/solutions/0', state: 'WORKING', since: NOW }, NOW]]);
    expect(campaign.put).toEqual([]);
  });
});
