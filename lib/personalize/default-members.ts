import { findRecipe } from './recipes';
import type { ServingType } from './request-metrics';

type Members = Readonly<Record<string, unknown>>;

/** Default of `solutionConfig.autoTrainingConfig.schedulingExpression` (API reference, AutoTrainingConfig, 2026-11). */
export const AUTO_TRAINING_RATE = 'rate(7 days)';

/**
 * Values that campaigns and recommenders have for members that a request leaves out. Sources: API reference, CreateCampaign
 * (`minProvisionedTPS`), CampaignConfig and RecommenderConfig, read 2026-11.
 */
export const SERVING_DEFAULTS = {
  campaign: {
    minProvisionedTPS: 1,
    campaignConfig: { enableMetadataWithRecommendations: false, syncWithLatestSolutionVersion: false },
  },
  recommender: {
    recommenderConfig: { minRecommendationRequestsPerSecond: 1, enableMetadataWithRecommendations: false },
  },
} as const satisfies Record<ServingType, Members>;

/**
 * The {@link SERVING_DEFAULTS} of a campaign or recommender with this recipe. Metadata of items are left out if the recipe always has them,
 * or if this release does not know the recipe.
 */
export function servingDefaults(type: ServingType, recipeArn: string): Members {
  const recipe = findRecipe(recipeArn);
  const isOptional = recipe !== undefined && recipe.alwaysMetadata === undefined;
  return isOptional ? SERVING_DEFAULTS[type] : without('enableMetadataWithRecommendations', SERVING_DEFAULTS[type]);
}

/** Adds the defaults that the members lack, at every depth. */
export function withDefaults(members: Members, defaults: Members): Members {
  const filled = Object.entries(defaults).map(([name, value]) => {
    const given = members[name];
    return [name, isMembers(value) ? withDefaults(isMembers(given) ? given : {}, value) : (given ?? value)];
  });
  return { ...members, ...Object.fromEntries(filled) };
}

function without(removed: string, members: Members): Members {
  const kept = Object.entries(members).filter(([name]) => name !== removed);
  return Object.fromEntries(kept.map(([name, value]) => [name, isMembers(value) ? without(removed, value) : value]));
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
