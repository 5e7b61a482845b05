import { Testbed } from '../../../support/personalize-testbed';

const TOO_MANY_ACTIVE = (limit: number) => ({
  code: 'LimitExceededException',
  message: `More than ${limit} resources in ACTIVE state. Please delete some and try again.`,
});

describe('quotas', () => {
  it('allow 5 dataset groups, and do not count failed ones', async () => {
    // Prepare
    const bed = new Testbed();
    bed.service.failNext({ resource: 'dataset-group/failed', reason: 'No.' });
    for (const name of ['failed', 'a', 'b', 'c', 'd', 'e']) await bed.datasetGroup(name);

    // Act
    const call = bed.datasetGroup('f');

    // Assess
    await expect(call).rejects.toMatchObject(TOO_MANY_ACTIVE(5));
  });

  it('allow more resources after AWS has raised a quota, and the error names the raised quota', async () => {
    // Prepare
    const bed = new Testbed();
    bed.service.setQuota('datasetGroup', 6);
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) await bed.datasetGroup(name);

    // Act
    const call = bed.datasetGroup('g');

    // Assess
    await expect(call).rejects.toMatchObject(TOO_MANY_ACTIVE(6));
  });

  it('allow 10 solutions in each dataset group', async () => {
    // Prepare
    const bed = new Testbed();
    const one = await bed.datasetGroup('one');
    const two = await bed.datasetGroup('two');
    for (let index = 0; index < 10; index += 1) await bed.solution(one, 'aws-sims', { name: `s${index}` });

    // Act
    const call = bed.solution(one, 'aws-sims', { name: 's10' });

    // Assess
    await expect(call).rejects.toMatchObject(TOO_MANY_ACTIVE(10));
    await expect(bed.solution(two, 'aws-sims', { name: 's10' })).resolves.toContain('solution/s10');
  });

  it('allow 5 campaigns in a dataset group, counted over all its solutions', async () => {
    // Prepare
    const bed = new Testbed();
    const group = await bed.trainableGroup();
    const first = await bed.version(await bed.solution(group, 'aws-sims', { name: 'a' }));
    const second = await bed.version(await bed.solution(group, 'aws-sims', { name: 'b' }));
    for (const name of ['c1', 'c2', 'c3']) await bed.campaign(first, { name });
    for (const name of ['c4', 'c5']) await bed.campaign(second, { name });

    // Act
    const call = bed.campaign(first, { name: 'c6' });

    // Assess
    await expect(call).rejects.toMatchObject(TOO_MANY_ACTIVE(5));
  });

  it('allow 30 filters in a dataset group, which is more than older pages of AWS say', async () => {
    // Prepare
    const bed = new Testbed();
    const datasetGroupArn = await bed.trainableGroup();
    const filterExpression = 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("click")';
    const filter = (name: string) =>
      bed.settled(bed.create('CreateFilter', { name, datasetGroupArn, filterExpression }));
    for (let index = 0; index < 30; index += 1) await filter(`f${index}`);

    // Act
    const call = filter('f30');

    // Assess
    await expect(call).rejects.toMatchObject(TOO_MANY_ACTIVE(30));
  });

  it('allow 20 trainings at a time', async () => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await bed.solution(await bed.trainableGroup(), 'aws-sims');
    const train = () => bed.call('CreateSolutionVersion', { solutionArn });
    for (let index = 0; index < 20; index += 1) await train();

    // Act
    const call = train();

    // Assess
    await expect(call).rejects.toMatchObject({
      code: 'LimitExceededException',
      message: 'More than 20 resources with PENDING or IN_PROGRESS status.',
    });
    await bed.settle();
    await expect(train()).resolves.toBeDefined();
  });

  it('of solution versions limit the number of trainings at a time', async () => {
    // Prepare
    const bed = new Testbed();
    bed.service.setQuota('solutionVersion', 1);
    const solutionArn = await bed.solution(await bed.trainableGroup(), 'aws-sims');
    const train = () => bed.call('CreateSolutionVersion', { solutionArn });
    await train();

    // Act and assess
    await expect(train()).rejects.toMatchObject({ message: expect.stringContaining('More than 1 resources with') });
  });
});
