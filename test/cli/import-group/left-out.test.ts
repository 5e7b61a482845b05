import type { DeployedAws } from '../../../cli/aws';
import { leftOutOf } from '../../../cli/import-group/left-out';
import type { Description } from '../../../lib/reconciler/account/personalize-api';

const RECIPES = 'arn:aws:personalize:::recipe';

describe('leftOutOf', () => {
  it('names each solution that no parameter file can describe, with the reason', async () => {
    // Prepare
    const descriptions: Readonly<Record<string, Description>> = {
      'arn:kept': { recipeArn: `${RECIPES}/aws-user-personalization-v2` },
      'arn:automl': { performAutoML: true },
      'arn:retired': { recipeArn: `${RECIPES}/aws-hrnn` },
    };
    const describe = async (_type: string, arn: string) => descriptions[arn];
    const solutions = [...Object.keys(descriptions), 'arn:gone'].map((arn) => ({
      type: 'solution' as const,
      name: arn.slice(4),
      arn,
    }));

    // Act
    const leftOut = await leftOutOf({ personalize: { describe } } as unknown as DeployedAws, [
      ...solutions,
      { type: 'filter', name: 'bought', arn: 'arn:retired' },
    ]);

    // Assess
    expect(leftOut).toEqual([
      { solution: 'automl', reason: expect.stringContaining('AutoML') },
      { solution: 'retired', reason: 'its recipe aws-hrnn is no longer available in Personalize' },
    ]);
  });
});
