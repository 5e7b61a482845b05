import { findRecipe } from '../../personalize/recipes';
import { solutionOf } from '../step';
import type { Version } from './active-versions';
import type { PromotionStep } from './decision';

/**
 * ISO time since which the serving version gets no new items and actions: the creation of the next newer version.
 * Amazon Personalize adds them only to the newest version of a solution.
 * @param versions ACTIVE, newest first
 * @returns undefined if no version serves, if the newest one serves, or if the serving version never recommends new
 * items or actions, because of its recipe or because it was trained by UPDATE
 */
export function frozenSince(step: PromotionStep, versions: readonly Version[], serving: string | undefined) {
  const served = versions.find(({ version }) => version === serving);
  if (served === undefined || served.mode === 'UPDATE') return undefined;
  if (findRecipe(solutionOf(step).recipeArn)?.automaticUpdates === undefined) return undefined;
  return versions.findLast(({ createdAt }) => createdAt > served.createdAt)?.createdAt;
}

/**
 * A sentence for users.
 * @param version ARN of the serving version
 * @param since ISO time
 */
export function frozenText(version: string, since: string): string {
  return `Version ${version}, which serves, has recommended no new items or actions since ${since}: Amazon Personalize takes them only into the newest version.`;
}
