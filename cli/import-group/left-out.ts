import { recipeName } from '../../lib/personalize/arn';
import { RETIRED_RECIPES } from '../../lib/personalize/recipes';
import type { Description } from '../../lib/reconciler/account/personalize-api';
import type { Existing } from '../../lib/reconciler/inventory';
import type { DeployedAws } from '../aws';

/** A solution that is left out of the generated file, because a parameter file with this solution would be refused. */
export interface LeftOut {
  readonly solution: string;
  /** One clause, without a full stop. */
  readonly reason: string;
}

export async function leftOutOf(
  { personalize }: DeployedAws,
  resources: readonly Pick<Existing, 'type' | 'name' | 'arn'>[],
): Promise<readonly LeftOut[]> {
  const found: LeftOut[] = [];
  for (const { type, name, arn } of resources) {
    const description = type === 'solution' ? await personalize.describe('solution', arn) : undefined;
    const reason = description && reasonToLeaveOut(description);
    if (reason !== undefined) found.push({ solution: name, reason });
  }
  return found;
}

function reasonToLeaveOut({ recipeArn, performAutoML }: Description): string | undefined {
  if (performAutoML === true)
    return 'AutoML chooses its recipe, but a solution in a parameter file must name its recipe';
  const recipe = recipeName(String(recipeArn)) ?? '';
  return RETIRED_RECIPES.includes(recipe) ? `its recipe ${recipe} is no longer available in Personalize` : undefined;
}
