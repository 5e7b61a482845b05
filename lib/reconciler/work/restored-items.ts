import type { Drift } from '../plan/find-drift';
import { itemId, type WorkItem } from './work-item';

/**
 * Ids of the work items that create or update a resource that is missing or differs from the file. For a missing dataset,
 * its check and import are included.
 */
export function itemsToRestore({ resource: { type, pointer }, change: { action } }: Drift): readonly string[] {
  const own = itemId({ type, pointer }, 'ACTIVE');
  if (type !== 'dataset' || action !== 'create') return [own];
  const job = { type: 'datasetImportJob', pointer } as const;
  return [own, itemId(job, 'CHECKED'), itemId(job, 'ACTIVE')];
}

/** The items of the list with these ids. If A needs B, B needs C, and only A and C have these ids, then A comes after C. */
export function onlyItems(list: readonly WorkItem[], ids: readonly string[]): readonly WorkItem[] {
  const kept = new Set(ids);
  const byId = new Map(list.map((item) => [item.id, item]));
  const among = (needed: readonly string[]): readonly string[] => {
    const found = needed.flatMap((id) => (kept.has(id) ? [id] : among(byId.get(id)?.after ?? [])));
    return [...new Set(found)];
  };
  return list
    .filter(({ id }) => kept.has(id))
    .map((item) => ({ ...item, after: among(item.after), afterEnd: among(item.afterEnd) }));
}
