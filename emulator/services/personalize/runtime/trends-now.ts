import type { Context } from '../context';
import type { Model } from '../model/model';
import { trendWindow } from '../model/train';
import { contentsOf } from '../training';
import type { Target } from './target';

/**
 * Returns a model of the current trends. Trending-Now takes new events into account at configurable intervals, without a new solution
 * version (developer guide, "Recording events", read 2026-11-29). The first interval begins when the solution version or recommender
 * becomes ACTIVE. Until this interval ends, the trained model is returned. A recommender that is started again begins a new first interval.
 */
export function trendsNow({ trained, datasetGroupArn }: Target, context: Context): Model {
  const training = context.models.trainingOf(trained);
  const interval = trendWindow(training.settings) * 1000;
  const since = trained.settledAt ?? trained.createdAt;
  const ended = Math.floor((context.aws.clock.now() - since) / interval);
  const now = contentsOf(datasetGroupArn, 'INTERACTIONS', context);
  const before = training.sources.get('INTERACTIONS')?.contents;
  if (ended === 0 || now === undefined || now.fingerprint === before?.fingerprint)
    return context.models.modelOf(training);
  return context.models.modelOn(training, now, (since + ended * interval) / 1000);
}
