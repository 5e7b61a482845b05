import type { WorkItem } from './work-item';

/** Types whose ARNs are published, because applications need them. */
const PUBLISHED: readonly string[] = ['campaign', 'recommender', 'eventTracker'];

/**
 * Adds the items that publish SSM parameters: one after the campaigns of each solution, one after each recommender, and
 * one after the event tracker. These items run even if one of the resources before them fails. Deletions come after
 * these items, so that applications find a replacement before the old resource is deleted. After each deletion of a
 * campaign, recommender or event tracker, one more item publishes the parameters again.
 */
export function withParameters(list: readonly WorkItem[]): readonly WorkItem[] {
  const file = list.filter(({ work }) => work.kind === 'FILE').map(({ id }) => id);
  const deleted = new Set(
    list.flatMap(({ id, work }) => (work.kind === 'RESOURCE' && work.until === 'ABSENT' ? [id] : [])),
  );
  const sections = new Map<string, WorkItem[]>();
  for (const item of list) {
    if (item.work.kind !== 'RESOURCE' || !PUBLISHED.includes(item.work.resource.type)) continue;
    // The first two parts of the pointer, e.g. `/solutions/0` of `/solutions/0/campaigns/1`. The pointer of
    // a deletion is an ARN, so that each deletion has a section of its own.
    const section = item.work.resource.pointer.split('/').slice(0, 3).join('/');
    sections.set(section, [...(sections.get(section) ?? []), item]);
  }
  const added = [...sections].map(([section, items]): WorkItem => {
    const titles = items.map(({ title }) => title).join(', ');
    const afterEnd = items.map(({ id }) => id);
    return {
      id: `parameters#${section}`,
      title: `parameters of ${titles}`,
      work: { kind: 'PARAMETERS' },
      after: file,
      afterEnd,
    };
  });
  const published = added.filter(({ afterEnd }) => !afterEnd.some((id) => deleted.has(id))).map(({ id }) => id);
  const inOrder = list.map((item) => (deleted.has(item.id) ? { ...item, after: [...item.after, ...published] } : item));
  return [...inOrder, ...added];
}
