import { ITEMS, type Members, Testbed } from '../../../support/personalize-testbed';

const HOUR = 3600;
const DAY = 24 * HOUR;
const GROUP = 'arn:aws:personalize:us-east-1:123456789012:dataset-group/group';
const DATASET = 'arn:aws:personalize:us-east-1:123456789012:dataset/group/INTERACTIONS';

async function automatic(bed: Testbed, days = 2): Promise<string> {
  const autoTrainingConfig = { schedulingExpression: `rate(${days} days)` };
  return bed.solution(await bed.trainableGroup(), 'aws-user-personalization', {
    performAutoTraining: true,
    solutionConfig: { autoTrainingConfig },
  });
}

async function versions(bed: Testbed, solutionArn: string): Promise<Members[]> {
  return (await bed.call('ListSolutionVersions', { solutionArn })).solutionVersions as Members[];
}

describe('automatic training', () => {
  it('trains a new solution within three hours, and again after its interval only if there is new data', async () => {
    // Prepare
    const bed = new Testbed();
    const solution = await automatic(bed);

    // Act
    await bed.advance(3 * HOUR);
    const first = await versions(bed, solution);
    await bed.advance(3 * DAY);
    const withoutData = await versions(bed, solution);
    await bed.importJob(DATASET, 's3://data/train/group/');
    await bed.advance(3 * DAY);
    const withData = await versions(bed, solution);

    // Assess
    expect(first).toMatchObject([{ status: 'ACTIVE', trainingType: 'AUTOMATIC', trainingMode: 'FULL' }]);
    expect(withoutData).toHaveLength(1);
    expect(withData).toHaveLength(2);
  });

  it('does not train again if the only new data are items', async () => {
    // Prepare
    const bed = new Testbed();
    const solution = await automatic(bed);
    const items = await bed.dataset(GROUP, 'Items', await bed.schema('items', ITEMS));
    await bed.advance(3 * HOUR);

    // Act
    await bed.importJob(items, bed.put('items.csv', 'ITEM_ID,GENRE,YEAR\ni1,drama,1\n'));
    await bed.advance(3 * DAY);

    // Assess
    expect(await versions(bed, solution)).toHaveLength(1);
  });

  it('is not started by a wait until the local AWS is idle', async () => {
    // Prepare
    const bed = new Testbed();
    const solution = await automatic(bed);

    // Act
    await bed.settle();

    // Assess
    expect(await versions(bed, solution)).toEqual([]);
  });

  it('skips its first training if a manual training of the solution has already started', async () => {
    // Prepare
    const bed = new Testbed();
    const solution = await automatic(bed);
    await bed.call('CreateSolutionVersion', { solutionArn: solution });

    // Act
    await bed.advance(DAY);

    // Assess
    expect(await versions(bed, solution)).toMatchObject([{ trainingType: 'MANUAL' }]);
  });

  it('trains nothing while the dataset group has no data', async () => {
    // Prepare
    const bed = new Testbed();
    const solution = await bed.solution(await bed.datasetGroup(), 'aws-sims', { performAutoTraining: true });

    // Act
    await bed.advance(DAY);

    // Assess
    expect(await versions(bed, solution)).toEqual([]);
  });

  it('stops after an update that disables it, and starts after an update that enables it', async () => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await automatic(bed);
    await bed.settled(bed.call('UpdateSolution', { solutionArn, performAutoTraining: false }));

    // Act
    await bed.advance(10 * DAY);
    const off = await versions(bed, solutionArn);
    await bed.settled(bed.call('UpdateSolution', { solutionArn, performAutoTraining: true }));
    await bed.advance(3 * HOUR);
    const on = await versions(bed, solutionArn);

    // Assess
    expect([off.length, on.length]).toEqual([0, 1]);
  });

  it('trains soon after an update changes its rate, even without new data, but not after an update with the same rate', async () => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await automatic(bed);
    await bed.advance(6 * HOUR);
    const update = async (days: number) => {
      const autoTrainingConfig = { schedulingExpression: `rate(${days} days)` };
      await bed.settled(bed.call('UpdateSolution', { solutionArn, solutionUpdateConfig: { autoTrainingConfig } }));
      await bed.advance(6 * HOUR);
      return (await versions(bed, solutionArn)).length;
    };

    // Act
    const counts = [await update(2), await update(5)];

    // Assess
    expect(counts).toEqual([1, 2]);
  });

  it('ends when the solution is deleted', async () => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await automatic(bed);
    await bed.settled(bed.call('DeleteSolution', { solutionArn }));

    // Act
    await bed.advance(10 * DAY);

    // Assess
    expect(bed.service.snapshot().filter(({ type }) => type === 'solutionVersion')).toEqual([]);
  });
});
