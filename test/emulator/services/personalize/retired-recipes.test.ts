import { Testbed } from '../../../support/personalize-testbed';

/** Creates a solution with a version and a campaign, then retires the recipe of the solution. */
async function prepare() {
  const bed = new Testbed();
  const group = await bed.trainableGroup();
  bed.service.offerRetiredRecipes(true);
  const solution = await bed.settled(bed.solution(group, 'aws-hrnn'));
  const version = await bed.version(solution);
  const campaign = await bed.campaign(version);
  bed.service.offerRetiredRecipes(false);
  return { bed, group, solution, version, campaign };
}

describe('a solution with a retired recipe', () => {
  it('keeps its version and its campaign', async () => {
    // Prepare
    const { bed, solution, version, campaign } = await prepare();

    // Act
    const recipeArn = (await bed.describe(solution)).recipeArn;

    // Assess
    expect(recipeArn).toBe('arn:aws:personalize:::recipe/aws-hrnn');
    expect([solution, version, campaign].map((arn) => bed.statusOf(arn))).toEqual(Array(3).fill('ACTIVE'));
  });

  it('cannot be trained again', async () => {
    // Prepare
    const { bed, solution } = await prepare();

    // Act
    const call = bed.version(solution);

    // Assess
    await expect(call).rejects.toMatchObject({
      code: 'InvalidInputException',
      message: 'Recipe aws-hrnn is no longer available.',
    });
  });

  it('has a recipe that is no longer listed', async () => {
    // Prepare
    const { bed } = await prepare();

    // Act
    const { recipes } = await bed.call('ListRecipes', { maxResults: 100 });

    // Assess
    expect(JSON.stringify(recipes)).not.toContain('hrnn');
  });
});
