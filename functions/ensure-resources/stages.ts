import type { WorkItem } from '../../lib/reconciler/work/work-item';
import type { StepProgress } from './work-poll';

/**
 * Stage of an item. BLOCKED: an item that must end first has not ended. HELD_BACK: another item of the run waits for a quota that this
 * item would use too. SKIPPED: the item never begins, because an item that it needs has failed or was skipped, or because another item
 * has waited too long for the quota.
 */
export type Stage = 'BLOCKED' | 'HELD_BACK' | 'OPEN' | 'READY' | 'FAILED' | 'SKIPPED';

/**
 * Stages of the items of a run. A run may have 16,000 items, so a change of an item updates only the items that come after this item or
 * use its quota.
 */
export class Stages {
  /** The items that can be polled. */
  readonly open = new Set<WorkItem>();
  /** The items that wait for a quota. */
  readonly queued = new Set<WorkItem>();
  private readonly progress: Map<string, StepProgress>;
  private readonly stages = new Map<string, Stage>();
  /** The items that come after an item, by the id of the earlier item. */
  private readonly next: ReadonlyMap<string, readonly WorkItem[]>;
  /** Number of unfinished items that an item waits for, by the id of the waiting item. */
  private readonly awaited: Map<string, number>;
  private readonly byQuota: ReadonlyMap<string, readonly WorkItem[]>;
  /**
   * Stage, by quota, of the items that would use the quota and have not begun. If a quota has no entry, these items may
   * begin.
   */
  private readonly kept = new Map<string, Stage>();

  /** @param list items in any order */
  constructor(list: readonly WorkItem[], progress: ReadonlyMap<string, StepProgress>) {
    this.progress = new Map(progress);
    this.next = groupItems(list, ({ after, afterEnd }) => [...after, ...afterEnd]);
    this.awaited = new Map(list.map(({ id, after, afterEnd }) => [id, after.length + afterEnd.length]));
    this.byQuota = groupItems(list, quotaOf);
    for (const item of list) {
      this.update(item);
      this.noteQuota(item);
    }
  }

  of(id: string): Stage | undefined {
    return this.stages.get(id);
  }

  progressOf(id: string): StepProgress | undefined {
    return this.progress.get(id);
  }

  /** @returns the items that this progress ended: the item itself, and items that are skipped because of it */
  note(item: WorkItem, progress: StepProgress): readonly WorkItem[] {
    this.progress.set(item.id, progress);
    return [...this.update(item), ...this.noteQuota(item)];
  }

  /** @returns the items that this update ended: the item itself, and items that are skipped because of it */
  private update(item: WorkItem): readonly WorkItem[] {
    const before = this.stages.get(item.id);
    const stage = this.stageOf(item);
    if (stage === before) return [];
    this.stages.set(item.id, stage);
    if (stage === 'OPEN') this.open.add(item);
    else this.open.delete(item);
    if (!hasEnded(stage) || hasEnded(before)) return [];
    const next = (this.next.get(item.id) ?? []).flatMap((each) => {
      this.awaited.set(each.id, (this.awaited.get(each.id) ?? 0) - 1);
      return this.update(each);
    });
    return [item, ...next];
  }

  private stageOf(item: WorkItem): Stage {
    const progress = this.progress.get(item.id);
    if (progress !== undefined && progress.status !== 'OPEN') return progress.status;
    if (item.after.some((id) => isLost(this.stages.get(id)))) return 'SKIPPED';
    if (this.awaited.get(item.id) !== 0) return 'BLOCKED';
    if (progress?.begunAt !== undefined) return 'OPEN';
    const [quota = ''] = quotaOf(item);
    return this.kept.get(quota) ?? 'OPEN';
  }

  /**
   * Updates the items that would use the quota of this item: holds them back, lets them begin, or skips them.
   * @returns the skipped items
   */
  private noteQuota(item: WorkItem): readonly WorkItem[] {
    const ended: WorkItem[] = [];
    const { isQueued = false, status } = this.progress.get(item.id) ?? {};
    if (isQueued && status === 'OPEN') this.queued.add(item);
    else this.queued.delete(item);
    for (const quota of quotaOf(item)) {
      const before = this.kept.get(quota) ?? 'OPEN';
      const isReached = [...this.queued].some((each) => quotaOf(each).includes(quota));
      const isOver = before === 'SKIPPED' || (isQueued && status === 'FAILED');
      const stage = isOver ? 'SKIPPED' : isReached ? 'HELD_BACK' : 'OPEN';
      if (stage === before) continue;
      this.kept.set(quota, stage);
      for (const each of this.byQuota.get(quota) ?? []) ended.push(...this.update(each));
    }
    return ended;
  }
}

export function hasEnded(stage: Stage | undefined): boolean {
  return stage === 'READY' || isLost(stage);
}

function isLost(stage: Stage | undefined): boolean {
  return stage === 'FAILED' || stage === 'SKIPPED';
}

/**
 * Quotas on work in progress that an item may reach when it begins. Each quota has the name of its resource type. Empty if the item begins
 * no work.
 */
function quotaOf({ work }: WorkItem): readonly string[] {
  return work.kind === 'RESOURCE' &&
    work.continues === undefined &&
    (work.until === 'STARTED' || work.until === 'ACTIVE')
    ? [work.resource.type]
    : [];
}

/** Groups items by key. An item is in the group of each of its keys. A group keeps the order of the list. */
export function groupItems(
  list: readonly WorkItem[],
  keysOf: (item: WorkItem) => readonly string[],
): ReadonlyMap<string, readonly WorkItem[]> {
  const groups = new Map<string, WorkItem[]>();
  for (const item of list)
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  return groups;
}
