import type { Context } from '../context';
import { hash } from '../hash';
import { LiveData } from '../live-data';
import type { Model } from '../model/model';
import type { Resource } from '../resource';
import { textMember } from '../resource';
import { isActive } from '../statuses';

const UPDATE_INTERVAL = 2 * 3_600_000;

const DEFAULT_WEIGHT = 0.3;

/**
 * Returns the ids of new items or actions, which are recommended although the model was not trained with them. Their newest
 * records were imported or put no later than the last automatic update. The ids with the fewest impressions come first. If
 * numbers of impressions are equal, the newest records come first. "The more frequently an item occurs in impressions
 * data, the less likely it is that Amazon Personalize includes the item in exploration" (developer guide, "Impressions
 * data"). Every two hours, Personalize updates the newest version to include new items ("Use case and recipe features",
 * read 2026-11-29).
 */
export function newRecords(
  type: 'ITEMS' | 'ACTIONS',
  trained: Resource,
  model: Model,
  userId: string,
  context: Context,
): readonly string[] {
  const datasetGroupArn = textMember(trained, 'datasetGroupArn');
  const live = new LiveData(datasetGroupArn, context);
  const updated = lastUpdate(trained, context);
  const shown = context.impressions.get(datasetGroupArn);
  const found = new Map<string, { readonly id: string; readonly at: number; readonly shown: number }>();
  for (const id of live.ids(type)) {
    if (model.knows?.(id)) continue;
    const at = live.record(type, id)?.at ?? 0;
    if (at <= updated) found.set(id, { id, at, shown: shown?.get(id) ?? 0 });
  }
  // If impressions and times are equal, a hash gives each user a different order.
  return [...found.values()]
    .sort(
      (one, other) => one.shown - other.shown || other.at - one.at || hash(userId + one.id) - hash(userId + other.id),
    )
    .map(({ id }) => id);
}

/**
 * Returns when the solution version or recommender was last updated automatically, in epoch milliseconds; before the first update, when it
 * last became ACTIVE. Versions with training mode UPDATE are not updated. The updates of a version end when a newer version becomes ACTIVE
 * (developer guide, "Automatic updates", 2026-11; what is unconfirmed: `personalize-automatic-updates` in docs/local-aws.md).
 */
function lastUpdate(trained: Resource, { store, aws }: Context): number {
  const since = trained.settledAt ?? trained.createdAt;
  if (trained.members.trainingMode === 'UPDATE') return since;
  const newer = store
    .list('solutionVersion', { solutionArn: trained.members.solutionArn })
    .find(({ type, sequence, status }) => type === trained.type && sequence > trained.sequence && isActive(status));
  const until = Math.min(aws.clock.now(), newer?.settledAt ?? Number.POSITIVE_INFINITY);
  return since + Math.floor((until - since) / UPDATE_INTERVAL) * UPDATE_INTERVAL;
}

/**
 * Inserts explored items into a list at regular intervals. Explored items that are left at the end of the list
 * come last. With weight 0, no items are inserted.
 * @param weight `explorationWeight` of the campaign or recommender: share of explored items, from 0 to 1
 */
export function* explored<T>(list: Iterable<T>, items: readonly T[], weight = String(DEFAULT_WEIGHT)): Iterable<T> {
  const share = Number(weight);
  let [placed, position] = [0, 0];
  for (const each of list) {
    for (; placed < items.length && placed + 1 <= (position + 1) * share; placed += 1, position += 1)
      yield items[placed] as T;
    yield each;
    position += 1;
  }
  if (share > 0) yield* items.slice(placed);
}
