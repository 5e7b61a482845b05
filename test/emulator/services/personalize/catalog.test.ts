import { type Members, Testbed } from '../../../support/personalize-testbed';

describe('recipes', () => {
  it.each([
    ['a request without a domain', {}, 22],
    ['the domain ECOMMERCE', { domain: 'ECOMMERCE' }, 5],
    ['the domain VIDEO_ON_DEMAND', { domain: 'VIDEO_ON_DEMAND' }, 5],
  ])('are listed for %s', async (_, input, count) => {
    // Act
    const { recipes } = await new Testbed().call('ListRecipes', input);

    // Assess
    expect(recipes).toHaveLength(count);
  });

  it('are listed with their domain but no type, and described with their type but no domain', async () => {
    // Prepare
    const bed = new Testbed();
    const recipeArn = 'arn:aws:personalize:::recipe/aws-ecomm-popular-items-by-views';

    // Act
    const { recipes } = await bed.call('ListRecipes', { domain: 'ECOMMERCE' });
    const { recipe } = await bed.call('DescribeRecipe', { recipeArn });

    // Assess
    const summary = (recipes as Members[]).find((one) => one.recipeArn === recipeArn);
    expect(summary).toMatchObject({ domain: 'ECOMMERCE', status: 'ACTIVE' });
    expect(summary).not.toHaveProperty('recipeType');
    expect(recipe).toMatchObject({ recipeType: 'POPULAR_ITEMS', status: 'ACTIVE' });
    expect(recipe).not.toHaveProperty('domain');
  });

  it('are listed in pages', async () => {
    // Prepare
    const bed = new Testbed();

    // Act
    const first = await bed.call('ListRecipes', { maxResults: 20 });
    const second = await bed.call('ListRecipes', { maxResults: 20, nextToken: first.nextToken });

    // Assess
    expect([(first.recipes as []).length, (second.recipes as []).length]).toEqual([20, 2]);
  });

  it('have an algorithm and a feature transformation', async () => {
    // Prepare
    const bed = new Testbed();
    const { recipe } = await bed.call('DescribeRecipe', {
      recipeArn: 'arn:aws:personalize:::recipe/aws-sims',
    });
    const { algorithmArn, featureTransformationArn } = recipe as Members;

    // Act
    const { algorithm } = await bed.call('DescribeAlgorithm', { algorithmArn });
    const { featureTransformation } = await bed.call('DescribeFeatureTransformation', {
      featureTransformationArn,
    });

    // Assess
    expect(algorithm).toMatchObject({
      name: 'aws-sims',
      defaultHyperParameters: { popularity_discount_factor: '0.5', min_cointeraction_count: '3' },
    });
    expect(featureTransformation).toMatchObject({ name: 'sims', status: 'ACTIVE' });
  });

  it('are not found by an unknown name', async () => {
    // Act
    const call = new Testbed().call('DescribeRecipe', {
      recipeArn: 'arn:aws:personalize:::recipe/aws-magic',
    });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  });
});
