import { isDeepStrictEqual } from 'node:util';
import { findRecipe } from './recipes';
import type { ServingType } from './request-metrics';
import { isObject, type UnknownObject as Members } from './schema-fields';

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
 * Values for members that the parameter file leaves out: the {@link SERVING_DEFAULTS} and, for all other members of the configuration, the
 * resource's current values. Current values are needed because an update may replace the configuration as a whole.
 * `enableMetadataWithRecommendations` has no default if recommendations of the recipe may always have metadata, or if this release does not
 * know the recipe.
 * @param actual the campaign or recommender, from the Describe response
 */
export function omittedMembers(type: ServingType, recipeArn: string, actual: Members): Members {
  const { campaignConfig, recommenderConfig } = actual;
  const config = type === 'campaign' ? { campaignConfig } : { recommenderConfig };
  const recipe = findRecipe(recipeArn);
  const hasMetadataDefault = recipe !== undefined && recipe.alwaysMetadata === undefined;
  const defaults = hasMetadataDefault
    ? SERVING_DEFAULTS[type]
    : without('enableMetadataWithRecommendations', SERVING_DEFAULTS[type]);
  return withDefaults(defaults, withoutDefaults(config, {}));
}

/** Adds defaults for members that are absent, at every depth. */
export function withDefaults(members: Members, defaults: Members): Members {
  const filled = Object.entries(defaults).map(([name, value]) => {
    const given = members[name];
    return [name, isObject(value) ? withDefaults(isObject(given) ? given : {}, value) : (given ?? value)];
  });
  return { ...members, ...Object.fromEntries(filled) };
}

/** Removes members that are null, undefined or equal to their default, at every depth, and objects that are empty afterwards. */
export function withoutDefaults(members: Members, defaults: Members): Members {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(members)) {
    const own = defaults[name];
    if (value === undefined || value === null || isDeepStrictEqual(value, own)) continue;
    const inner = isObject(value) ? withoutDefaults(value, isObject(own) ? own : {}) : value;
    if (!isObject(inner) || Object.keys(inner).length > 0) kept[name] = inner;
  }
  return kept;
}

function without(removed: string, members: Members): Members {
  const kept = Object.entries(members).filter(([name]) => name !== removed);
  return Object.fromEntries(kept.map(([name, value]) => [name, isObject(value) ? without(removed, value) : value]));
}
