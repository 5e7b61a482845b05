/**
 * Facts about how recipes answer requests for recommendations. Sources: the pages of the recipes and use cases in the developer guide; "Use
 * case and recipe features" for real-time personalization, exploration and automatic updates; "How item recommendation scoring works" (read
 * 2026-11-29).
 */

import type { Recipe } from '../../../../lib/personalize/recipes';

export interface RecipeAnswer {
  /** Members that a request must have. */
  readonly needs: readonly ('userId' | 'itemId')[];
  /** Operation that the recipe supports. Requests for other operations are refused. */
  readonly operation: 'GetRecommendations' | 'GetPersonalizedRanking' | 'GetActionRecommendations';
  /** True for real-time personalization: new events of a user change the recommendations for this user at once, even if the user is new. */
  readonly isRealTime: boolean;
  /**
   * Type of records that are recommended without a training, from the next automatic update on; absent if the recipe recommends no new
   * records.
   */
  readonly explores?: 'ITEMS' | 'ACTIONS';
  /**
   * Default and maximum number of results. Source: API reference. GetRecommendations: "The default is 25. The maximum is 500".
   * GetActionRecommendations: "The default is 5. The maximum is 100."
   */
  readonly results: { readonly default: number; readonly max: number };
  /** True if new events change the recommendations for all users without a training, at the end of each trend interval. */
  readonly followsTrends: boolean;
  /** Event type. If the user has had an event of this type with an item, this item is not recommended. */
  readonly drops?: string;
  /** True if recommended items have the member `reason`. */
  readonly hasReasons: boolean;
  /** True if answers can have item metadata even without `enableMetadataWithRecommendations`. */
  readonly hasMetadata: boolean;
}

const REAL_TIME =
  /^aws-(?:user-personalization|personalized-ranking)(?:-v2)?$|^aws-(?:next-best-action|vod-top-picks|ecomm-recommended-for-you)$/;
const EXPLORES_ITEMS = /^aws-user-personalization(?:-v2)?$|^aws-(?:vod-top-picks|ecomm-recommended-for-you)$/;

const DROPS: Readonly<Record<string, string>> = {
  'aws-ecomm-customers-who-viewed-x-also-viewed': 'Purchase',
  'aws-ecomm-recommended-for-you': 'Purchase',
  'aws-vod-because-you-watched-x': 'Watch',
  'aws-vod-more-like-x': 'Watch',
  'aws-vod-top-picks': 'Watch',
};

/** Members that a request must have, for use cases that differ from other recipes of their type. */
const NEEDS: Readonly<Record<string, RecipeAnswer['needs']>> = {
  'aws-ecomm-customers-who-viewed-x-also-viewed': ['userId', 'itemId'],
  'aws-vod-because-you-watched-x': ['userId', 'itemId'],
  'aws-vod-more-like-x': ['userId', 'itemId'],
  'aws-ecomm-popular-items-by-views': ['userId'],
  'aws-ecomm-popular-items-by-purchases': ['userId'],
  'aws-vod-most-popular': ['userId'],
};

export function answerOf({ name, recipeType }: Recipe): RecipeAnswer {
  const drops = DROPS[name];
  const isOfActions = recipeType === 'PERSONALIZED_ACTIONS';
  return {
    needs: NEEDS[name] ??
      { RELATED_ITEMS: ['itemId' as const], POPULAR_ITEMS: [] }[recipeType as 'RELATED_ITEMS'] ?? ['userId'],
    operation:
      recipeType === 'PERSONALIZED_RANKING'
        ? 'GetPersonalizedRanking'
        : isOfActions
          ? 'GetActionRecommendations'
          : 'GetRecommendations',
    isRealTime: REAL_TIME.test(name),
    ...(isOfActions ? { explores: 'ACTIONS' } : EXPLORES_ITEMS.test(name) && { explores: 'ITEMS' }),
    results: isOfActions ? { default: 5, max: 100 } : { default: 25, max: 500 },
    followsTrends: /trending-now$/.test(name),
    ...(drops !== undefined && { drops }),
    hasReasons: name === 'aws-user-personalization-v2',
    hasMetadata: /-v2$/.test(name) || name === 'aws-semantic-similarity',
  };
}
