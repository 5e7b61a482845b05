/** Offline metrics of trained models. They are computed from the data, or drawn at random for simulations. */

import type { Recipe } from '../../../lib/personalize/recipes';
import type { Context } from './context';
import { drawnMetrics } from './drawn-metrics';
import type { Resource } from './resource';

/**
 * @param trained solution version or recommender
 * @returns values by metric name, rounded to 4 decimals as Personalize does
 */
export function modelMetrics(context: Context, trained: Resource, recipe: Recipe): Readonly<Record<string, number>> {
  const { aws, models, drawsMetrics } = context;
  const training = models.trainingOf(trained);
  if (!drawsMetrics) return models.metricsOf(training);
  return drawnMetrics(
    aws.random.fork(`personalize metrics ${trained.arn}`),
    recipe,
    training.settings.objective !== undefined,
  );
}
