/** Resources that AWS provides in Personalize: recipes, algorithms and feature transformations. */

import type { ListRecipesRequest } from '@aws-sdk/client-personalize';
import { RECIPES, type Recipe } from '../../../lib/personalize/recipes';
import type { Input } from '../../core/service';
import type { Context } from './context';
import { notFound } from './errors';
import { page } from './paging';

/** Date when Personalize became generally available. */
const CREATED = new Date(Date.UTC(2019, 5, 10));

const TIMES = { creationDateTime: CREATED, lastUpdatedDateTime: CREATED };

export class Catalog {
  constructor(private readonly context: Context) {}

  /** Lists the recipes of a domain, or all recipes if the request names no domain. As on AWS, the listed recipes have no `recipeType`. */
  listRecipes(input: Input): Record<string, unknown> {
    const { domain } = input as ListRecipesRequest;
    const recipes = [...RECIPES.values()].map((recipe, index) => ({ recipe, sequence: index + 1 }));
    const chosen = recipes.filter(({ recipe }) => domain === undefined || recipe.domain === domain);
    const { elements, nextToken } = page('ListRecipes', input, chosen);
    return {
      recipes: elements.map(({ recipe }) => ({
        name: recipe.name,
        recipeArn: this.arn('recipe', recipe.name),
        status: 'ACTIVE',
        ...TIMES,
        ...(recipe.domain !== undefined && { domain: recipe.domain }),
      })),
      ...(nextToken !== undefined && { nextToken }),
    };
  }

  describeRecipe({ recipeArn }: Input): Record<string, unknown> {
    const recipe = this.find(recipeArn, 'recipe', ({ name }) => name);
    const { featureTransformation } = recipe;
    return {
      recipe: {
        name: recipe.name,
        recipeArn,
        algorithmArn: this.arn('algorithm', algorithmOf(recipe)),
        ...(featureTransformation !== undefined && {
          featureTransformationArn: this.arn('feature-transformation', featureTransformation),
        }),
        status: 'ACTIVE',
        recipeType: recipe.recipeType,
        ...TIMES,
      },
    };
  }

  describeAlgorithm({ algorithmArn }: Input): Record<string, unknown> {
    const recipe = this.find(algorithmArn, 'algorithm', algorithmOf);
    const parameters = Object.entries(recipe.hyperparameters ?? {});
    return {
      algorithm: {
        name: algorithmOf(recipe),
        algorithmArn,
        defaultHyperParameters: Object.fromEntries(
          parameters.map(([name, { default: value }]) => [name, String(value)]),
        ),
        defaultHyperParameterRanges: ranges(recipe),
        ...TIMES,
      },
    };
  }

  describeFeatureTransformation({ featureTransformationArn: arn }: Input): Record<string, unknown> {
    const { featureTransformation } = this.find(
      arn,
      'feature-transformation',
      (recipe) => recipe.featureTransformation,
    );
    return {
      featureTransformation: {
        name: featureTransformation,
        featureTransformationArn: arn,
        defaultParameters: {},
        status: 'ACTIVE',
        ...TIMES,
      },
    };
  }

  /** Finds the recipe whose name, algorithm or feature transformation has the given ARN. `nameOf` chooses one of the three. */
  private find(arn: unknown, prefix: string, nameOf: (recipe: Recipe) => string | undefined): Recipe {
    const recipe = [...RECIPES.values()].find((candidate) => {
      const name = nameOf(candidate);
      return name !== undefined && this.arn(prefix, name) === arn;
    });
    if (recipe === undefined) throw notFound(String(arn));
    return recipe;
  }

  private arn(prefix: string, name: string): string {
    return `arn:${this.context.scope.partition}:personalize:::${prefix}/${name}`;
  }
}

function algorithmOf({ algorithm, name }: Recipe): string {
  return algorithm ?? name;
}

function ranges({ hyperparameters = {}, hpo = false }: Recipe): Record<string, unknown> {
  const parameters = Object.entries(hyperparameters);
  const numeric = (kind: 'integer' | 'continuous') =>
    parameters.flatMap(([name, parameter]) =>
      parameter.kind === kind ? [{ name, minValue: parameter.min, maxValue: parameter.max, isTunable: hpo }] : [],
    );
  return {
    integerHyperParameterRanges: numeric('integer'),
    continuousHyperParameterRanges: numeric('continuous'),
    categoricalHyperParameterRanges: parameters.flatMap(([name, parameter]) =>
      parameter.kind === 'categorical' ? [{ name, values: parameter.values, isTunable: hpo }] : [],
    ),
  };
}
