import type { Context } from '../context';
import { LiveData } from '../live-data';
import { weightOf } from '../model/event-filter';
import type { PastEvent } from '../model/model';
import { type Resource, textMember } from '../resource';

/**
 * Returns the events of a user that affect recommendations, the oldest first. These are the events of the training and,
 * with real-time personalization, also the recorded events that the training did not have (developer guide, "How new
 * data influences real-time recommendations", read 2026-11-29).
 * @param trained solution version or recommender
 * @param isRealTime true for a recipe with real-time personalization; always false for batch jobs
 */
export function historyOf(
  userId: string,
  trained: Resource,
  isRealTime: boolean,
  context: Context,
): readonly PastEvent[] {
  const { sources, settings } = context.models.trainingOf(trained);
  const known = sources.get('INTERACTIONS')?.contents.interactions.of(userId) ?? [];
  const live = new LiveData(textMember(trained, 'datasetGroupArn'), context);
  const met = new Set(known.map((event) => JSON.stringify(event)));
  const recorded = isRealTime ? live.recordedEvents('INTERACTIONS', userId) : [];
  return [...known, ...recorded.filter((event) => !met.has(JSON.stringify(event)))]
    .sort((one, other) => one.time - other.time)
    .map(({ item, type, value }) => ({ item, weight: weightOf(settings.filters, type, value) }))
    .filter(({ weight }) => weight > 0);
}
