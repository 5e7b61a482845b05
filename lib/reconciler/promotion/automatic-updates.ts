import { findRecipe } from '../../personalize/recipes';
import { solutionOf } from '../step';
import type { Version } from './active-versions';
import type { PromotionStep } from './decision';

/**
 * ISO time since which the serving version gets no new items and actions. Amazon Personalize adds new items and actions
 * only to the newest version of a solution, so this is the time when the next newer version was created.
 * @param versions ACTIVE versions, newest first
 * @returns undefined if no version serves, if the newest version serves, or if the serving version never recommends new
 * items or actions. The reason may be its recipe, or that it was trained by UPDATE
 */
export function frozenSince(step: PromotionStep, versions: readonly Version[], serving: string | undefined) {
  const served = versions.find(({ version }) => version === serving);
  if (served === undefined || served.mode === 'UPDATE') return undefined;
  if (findRecipe(solutionOf(step).recipeArn)?.automaticUpdates === undefined) return undefined;
  return versions.findLast(({ createdAt }) => createdAt > served.createdAt)?.createdAt;
}

/**
 * Sentence for users about a serving version that gets no new items and actions.
 * @param version ARN of the serving version
 * @param since ISO time
 */
export function frozenText(version: string, since: string): string {
  return `Version ${version}, which serves, has recommended no new items or actions since ${since}: Amazon Personalize adds them only to the newest version.`;
}
