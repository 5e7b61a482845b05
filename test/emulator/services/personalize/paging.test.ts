import { ARN, Testbed, USERS } from '../../../support/personalize-testbed';

async function schemas(count: number): Promise<Testbed> {
  const bed = new Testbed();
  for (let index = 1; index <= count; index += 1) await bed.schema(`s${index}`, USERS);
  return bed;
}

function names(page: Readonly<Record<string, unknown>>): string[] {
  return (page.schemas as { name: string }[]).map(({ name }) => name);
}

describe('lists', () => {
  it('are returned in pages, the last without a token', async () => {
    // Prepare
    const bed = await schemas(5);

    // Act
    const first = await bed.call('ListSchemas', { maxResults: 2 });
    const second = await bed.call('ListSchemas', { maxResults: 2, nextToken: first.nextToken });
    const third = await bed.call('ListSchemas', { maxResults: 2, nextToken: second.nextToken });

    // Assess
    expect([names(first), names(second), names(third)]).toEqual([['s1', 's2'], ['s3', 's4'], ['s5']]);
    expect(third.nextToken).toBeUndefined();
  });

  it('have no token if the last page is full', async () => {
    // Prepare
    const bed = await schemas(2);

    // Act
    const page = await bed.call('ListSchemas', { maxResults: 2 });

    // Assess
    expect(page.nextToken).toBeUndefined();
  });

  it('have at most 100 elements per page by default', async () => {
    // Prepare
    const bed = await schemas(101);

    // Act
    const page = await bed.call('ListSchemas');

    // Assess
    expect(names(page)).toHaveLength(100);
  });

  it('neither skip nor repeat elements if an element is deleted between two pages', async () => {
    // Prepare
    const bed = await schemas(4);
    const first = await bed.call('ListSchemas', { maxResults: 2 });
    await bed.settled(bed.call('DeleteSchema', { schemaArn: `${ARN}schema/s2` }));

    // Act
    const second = await bed.call('ListSchemas', { maxResults: 2, nextToken: first.nextToken });

    // Assess
    expect(names(second)).toEqual(['s3', 's4']);
  });

  it.each([
    ['that no list returned', 'nonsense'],
    ['of another list', Buffer.from('ListSolutions:1').toString('base64url')],
  ])('refuse a token %s', async (_, nextToken) => {
    // Prepare
    const bed = await schemas(3);

    // Act
    const call = bed.call('ListSchemas', { nextToken });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'InvalidNextTokenException' });
  });

  it('contain the resources of the given dataset group, or of the whole account if none is given', async () => {
    // Prepare
    const bed = new Testbed();
    const one = await bed.datasetGroup('one');
    const two = await bed.datasetGroup('two');
    const solution = await bed.solution(one, 'aws-sims', { name: 'a' });
    await bed.solution(two, 'aws-sims', { name: 'b' });
    const list = async (input = {}) => (await bed.call('ListSolutions', input)).solutions as object[];

    // Act
    const ofOne = await list({ datasetGroupArn: one });
    const ofAll = await list();
    const ofNone = await list({ datasetGroupArn: `${ARN}dataset-group/none` });

    // Assess
    expect(ofOne).toEqual([
      {
        name: 'a',
        solutionArn: solution,
        status: 'ACTIVE',
        recipeArn: 'arn:aws:personalize:::recipe/aws-sims',
        creationDateTime: expect.any(Date),
        lastUpdatedDateTime: expect.any(Date),
      },
    ]);
    expect([ofAll.length, ofNone.length]).toEqual([2, 0]);
  });

  it('of solution versions are refused if the solution does not exist', async () => {
    // Act
    const call = new Testbed().call('ListSolutionVersions', { solutionArn: `${ARN}solution/none` });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  });

  it('of filters are returned in the member Filters, with an upper-case F', async () => {
    // Act
    const output = await new Testbed().call('ListFilters');

    // Assess
    expect(output).toEqual({ Filters: [] });
  });
});
