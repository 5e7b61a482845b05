/** Personalize's recipes: required datasets, training modes, and uses of their solution versions. */

import { recipeName } from './arn';
import type { DatasetType, Domain } from './dataset-types';

export type RecipeType =
  | 'USER_PERSONALIZATION'
  | 'POPULAR_ITEMS'
  | 'PERSONALIZED_RANKING'
  | 'RELATED_ITEMS'
  | 'PERSONALIZED_ACTIONS'
  | 'USER_SEGMENTATION';

export type TrainingMode = 'FULL' | 'UPDATE';

/** Values that a hyperparameter may have. In the API, all these values are strings. */
export type Hyperparameter =
  | { readonly kind: 'integer' | 'continuous'; readonly min: number; readonly max: number; readonly default: number }
  | { readonly kind: 'categorical'; readonly values: readonly string[]; readonly default: string };

/** Features of a recipe. An optional feature is absent if the recipe does not have it. */
export interface Recipe {
  readonly name: string;
  readonly recipeType: RecipeType;
  /** Domain of the recipe and its recommenders; absent for custom recipes, which solutions use. */
  readonly domain?: Domain;
  /** Datasets that the recipe requires. */
  readonly needs: readonly DatasetType[];
  readonly trainingModes: readonly TrainingMode[];
  readonly batchInference: boolean;
  readonly batchSegment: boolean;
  /** True if solution versions can be deployed as a campaign. */
  readonly campaign: boolean;
  /** True if batch inference has the mode THEME_GENERATION. */
  readonly themes?: boolean;
  /** True if the recipe accepts `solutionConfig.optimizationObjective`. */
  readonly objective?: boolean;
  /** True if the recipe accepts `solutionConfig.eventsConfig`. */
  readonly eventsConfig?: boolean;
  /** True if the recipe accepts `performIncrementalUpdate`. */
  readonly incrementalUpdate?: boolean;
  /**
   * True if recommendations may always have metadata of the items, whatever the value of `enableMetadataWithRecommendations`. This
   * is not confirmed: `personalize-recipe-metadata` in docs/local-aws.md.
   */
  readonly alwaysMetadata?: true;
  /** True if `campaignConfig.rankingInfluence` is documented for the recipe. */
  readonly rankingInfluence?: boolean;
  /** True if the schema of the items needs a field with `"itemName": true`, and a textual field. */
  readonly itemTexts?: boolean;
  /**
   * True if new items or actions are recommended without a training. Every two hours, Personalize updates the newest fully trained version,
   * but no earlier version. Source: developer guide, "Automatic updates"
   * (https://docs.aws.amazon.com/personalize/latest/dg/use-case-recipe-features.html#automatic-updates, read 2026-11-29). Domain recipes
   * are not marked, because their recommenders have no versions.
   */
  readonly automaticUpdates?: true;
  /** True if batch jobs accept filters on interactions. */
  readonly interactionsFilters: boolean;
  /** True if `campaignConfig.itemExplorationConfig` is accepted or, for domain recipes, `recommenderConfig.itemExplorationConfig`. */
  readonly exploration?: boolean;
  /**
   * True if `performHPO` is accepted; undefined if the guide does not say. `automatic`: if the solution trains automatically, Personalize
   * optimizes hyperparameters every 90 days; otherwise, never (developer guide, "Hyperparameters and HPO", 2026-11).
   */
  readonly hpo?: boolean | 'automatic';
  /** Hyperparameters by name. Undefined if the guide does not list them. Then values are not checked. */
  readonly hyperparameters?: Readonly<Record<string, Hyperparameter>>;
  /** Parameters of `solutionConfig.featureTransformationParameters`, in the same form as `hyperparameters`. */
  readonly featureParameters?: Readonly<Record<string, Hyperparameter>>;
  /** Event type that a domain recipe needs: at least 1000 events of this type must have been imported. */
  readonly eventType?: string;
  /** Name of the algorithm; default: the recipe's name. */
  readonly algorithm?: string;
  readonly featureTransformation?: string;
}

const DEFAULTS = {
  needs: ['INTERACTIONS'],
  trainingModes: ['FULL'],
  batchInference: true,
  batchSegment: false,
  campaign: true,
  interactionsFilters: true,
} as const satisfies Partial<Recipe>;

type Facts = Omit<Partial<Recipe>, 'name' | 'recipeType'>;

function custom(name: string, recipeType: RecipeType, facts: Facts = {}): Recipe {
  return { ...DEFAULTS, name, recipeType, ...facts };
}

/** Returns a function that creates recipes of the domain. Recommenders use these recipes, solutions do not. */
function ofDomain(domain: Domain) {
  return (name: string, recipeType: RecipeType, facts: Facts = {}) =>
    custom(name, recipeType, { domain, batchInference: false, campaign: false, ...facts });
}

const ecommerce = ofDomain('ECOMMERCE');
const video = ofDomain('VIDEO_ON_DEMAND');

const RECURRENT = {
  hidden_dimension: { kind: 'integer', min: 32, max: 256, default: 149 },
  bptt: { kind: 'integer', min: 2, max: 32, default: 32 },
  recency_mask: { kind: 'categorical', values: ['true', 'false'], default: 'true' },
} as const satisfies Record<string, Hyperparameter>;

const SEGMENTS = {
  hidden_dimension: { kind: 'integer', min: 32, max: 256, default: 149 },
} as const satisfies Record<string, Hyperparameter>;

/**
 * Members of `itemExplorationConfig`. Source: developer guide, "User-Personalization recipe", November 2026. `explorationItemAgeCutOff`
 * is in days, and has no documented maximum.
 */
export const EXPLORATION: Readonly<Record<string, Hyperparameter>> = {
  explorationWeight: { kind: 'continuous', min: 0, max: 1, default: 0.3 },
  explorationItemAgeCutOff: { kind: 'continuous', min: 0, max: Number.POSITIVE_INFINITY, default: 30 },
};

/** All recipes. Source: Personalize developer guide, "Choosing a recipe" and "Domain use cases". */
const ALL: readonly Recipe[] = [
  custom('aws-user-personalization-v2', 'USER_PERSONALIZATION', {
    eventsConfig: true,
    automaticUpdates: true,
    alwaysMetadata: true,
    hpo: 'automatic',
  }),
  custom('aws-user-personalization', 'USER_PERSONALIZATION', {
    trainingModes: ['FULL', 'UPDATE'],
    automaticUpdates: true,
    objective: true,
    exploration: true,
    hpo: true,
    hyperparameters: RECURRENT,
  }),
  // The guide lists this recipe under POPULAR_ITEMS, but DescribeRecipe returns USER_PERSONALIZATION.
  custom('aws-popularity-count', 'USER_PERSONALIZATION', {
    hpo: false,
    hyperparameters: {},
    featureTransformation: 'sims',
  }),
  custom('aws-trending-now', 'POPULAR_ITEMS', {
    batchInference: false,
    hpo: false,
    hyperparameters: {},
    algorithm: 'aws-trending-now-custom',
  }),
  custom('aws-personalized-ranking-v2', 'PERSONALIZED_RANKING', {
    eventsConfig: true,
    alwaysMetadata: true,
    hpo: 'automatic',
  }),
  custom('aws-personalized-ranking', 'PERSONALIZED_RANKING', {
    objective: true,
    hpo: true,
    hyperparameters: RECURRENT,
    featureTransformation: 'JSON-percentile-filtering',
  }),
  custom('aws-similar-items', 'RELATED_ITEMS', {
    themes: true,
    hpo: true,
    hyperparameters: {
      // HPO cannot tune this parameter: developer guide, native-recipe-similar-items.md, read 2026-12-01.
      popularity_discount_factor: { kind: 'continuous', min: 0, max: 1, default: 0 },
      item_id_hidden_dim: { kind: 'integer', min: 30, max: 200, default: 100 },
      item_metadata_hidden_dim: { kind: 'integer', min: 30, max: 200, default: 100 },
    },
  }),
  custom('aws-sims', 'RELATED_ITEMS', {
    hpo: true,
    hyperparameters: {
      popularity_discount_factor: { kind: 'continuous', min: 0, max: 1, default: 0.5 },
      min_cointeraction_count: { kind: 'integer', min: 0, max: 10, default: 3 },
    },
    featureTransformation: 'sims',
  }),
  custom('aws-semantic-similarity', 'RELATED_ITEMS', {
    needs: ['ITEMS'],
    incrementalUpdate: true,
    alwaysMetadata: true,
    rankingInfluence: true,
    itemTexts: true,
  }),
  custom('aws-next-best-action', 'PERSONALIZED_ACTIONS', {
    needs: ['ACTIONS', 'INTERACTIONS'],
    batchInference: false,
    automaticUpdates: true,
    // "doesn't support hyperparameter optimization": developer guide, "Next-Best-Action recipe", read 2026-11-25.
    hpo: false,
    featureParameters: { action_optimization_period: { kind: 'integer', min: 7, max: 28, default: 14 } },
  }),
  custom('aws-item-affinity', 'USER_SEGMENTATION', {
    batchInference: false,
    batchSegment: true,
    campaign: false,
    hpo: false,
    hyperparameters: SEGMENTS,
    featureTransformation: 'item-affinity',
  }),
  custom('aws-item-attribute-affinity', 'USER_SEGMENTATION', {
    needs: ['INTERACTIONS', 'ITEMS'],
    batchInference: false,
    batchSegment: true,
    campaign: false,
    // Source: developer guide, "Guidelines and requirements" of filter expressions, read 2026-11-25.
    interactionsFilters: false,
    hpo: false,
    hyperparameters: SEGMENTS,
    featureTransformation: 'item-attribute-affinity',
  }),
  ecommerce('aws-ecomm-popular-items-by-views', 'POPULAR_ITEMS', { eventType: 'View' }),
  ecommerce('aws-ecomm-popular-items-by-purchases', 'POPULAR_ITEMS', { eventType: 'Purchase' }),
  ecommerce('aws-ecomm-frequently-bought-together', 'RELATED_ITEMS', { eventType: 'Purchase' }),
  ecommerce('aws-ecomm-customers-who-viewed-x-also-viewed', 'RELATED_ITEMS', { eventType: 'View' }),
  ecommerce('aws-ecomm-recommended-for-you', 'USER_PERSONALIZATION', { exploration: true }),
  video('aws-vod-because-you-watched-x', 'RELATED_ITEMS', { eventType: 'Watch' }),
  video('aws-vod-more-like-x', 'RELATED_ITEMS', { needs: ['INTERACTIONS', 'ITEMS'] }),
  video('aws-vod-most-popular', 'POPULAR_ITEMS', { eventType: 'Watch' }),
  video('aws-vod-trending-now', 'POPULAR_ITEMS'),
  video('aws-vod-top-picks', 'USER_PERSONALIZATION', { needs: ['INTERACTIONS', 'ITEMS'], exploration: true }),
];

/** Recipes that Personalize has removed. Source: developer guide, "Legacy HRNN recipes", read 2026-11-25. */
export const RETIRED_RECIPES: readonly string[] = ['aws-hrnn', 'aws-hrnn-metadata', 'aws-hrnn-coldstart'];

export const RECIPES: ReadonlyMap<string, Recipe> = new Map(ALL.map((recipe) => [recipe.name, recipe]));

/** Finds a recipe by its ARN; undefined if this release does not know the recipe. */
export function findRecipe(arn: string): Recipe | undefined {
  const name = recipeName(arn);
  return name === undefined ? undefined : RECIPES.get(name);
}

/**
 * The rule that a hyperparameter's value breaks, worded to follow "must be"; undefined if the value is valid.
 * @param value value as text, as in the API. A bound of a range is a number
 */
export function hyperparameterFault(parameter: Hyperparameter, value: string | number): string | undefined {
  if (parameter.kind === 'categorical') {
    return parameter.values.includes(String(value).toLowerCase()) ? undefined : `one of ${parameter.values.join(', ')}`;
  }
  const { kind, min, max } = parameter;
  const pattern = kind === 'integer' ? /^-?\d{1,15}$/ : /^-?(?:\d{1,15}\.?\d{0,15}|\.\d{1,15})$/;
  const isOfKind = typeof value === 'string' ? pattern.test(value) : kind === 'continuous' || Number.isInteger(value);
  if (isOfKind && Number(value) >= min && Number(value) <= max) return undefined;
  const range = max === Number.POSITIVE_INFINITY ? `of at least ${min}` : `from ${min} to ${max}`;
  return `${kind === 'integer' ? 'a whole number' : 'a number'} ${range}`;
}
