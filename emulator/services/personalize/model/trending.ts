import type { Catalog } from './catalog';
import { at, type Histories } from './histories';
import type { Model } from './model';
import { orderBy } from './popularity';

/**
 * Model that recommends trending items, and then popular items. An item is trending if it has more events in the newest
 * time window than in the window before.
 * @param window length of a time window, in seconds
 */
export function trendingModel(catalog: Catalog, window: number): Model {
  const order = trendsOf(catalog.histories, window, newestTime(catalog.histories));
  return {
    *rank() {
      for (const number of catalog.thenPopular(order)) yield { id: catalog.idOf(number) };
    },
  };
}

/**
 * Returns the trending items: items that have more events in the window that ends at `end` than in the window before.
 * The item with the greatest growth is first. Growth is the difference of the two numbers, divided by the square root of
 * (1 + the number in the window before).
 * @param window length of a time window, in seconds
 * @param end end of the newer window, in epoch seconds
 */
export function trendsOf({ items, item, time }: Histories, window: number, end: number): readonly number[] {
  const now = new Float64Array(items.length);
  const before = new Float64Array(items.length);
  for (let event = 0; event < item.length; event += 1) {
    const age = end - at(time, event);
    if (age < 0 || age >= 2 * window) continue;
    const counts = age < window ? now : before;
    counts[at(item, event)] = at(counts, at(item, event)) + 1;
  }
  const growth = now.map((count, number) => (count - at(before, number)) / Math.sqrt(at(before, number) + 1));
  return orderBy(growth);
}

export function newestTime({ time }: Histories): number {
  return time.reduce((newest, each) => Math.max(newest, each), Number.NEGATIVE_INFINITY);
}
