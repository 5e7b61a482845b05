import type { WorkItem } from '../../reconciler/work/work-item';
import type { StepProgress } from './work-poll';

/**
 * Where an item is. BLOCKED: what it needs has not ended. HELD_BACK: a quota that it may reach is reached by another item of the run. SKIPPED:
 * what it needs has failed, or another item has waited too long for the quota, so it never begins.
 */
export type Stage = 'BLOCKED' | 'HELD_BACK' | 'OPEN' | 'READY' | 'FAILED' | 'SKIPPED';

/** @param list each item after those that it needs. @returns stages by ids of items */
export function stagesOf(
  list: readonly WorkItem[],
  progress: ReadonlyMap<string, StepProgress>,
): ReadonlyMap<string, Stage> {
  const stages = new Map<string, Stage>();
  const quotas = (status: StepProgress['status']) => {
    const reached = list.filter(({ id }) => progress.get(id)?.isQueued && progress.get(id)?.status === status);
    return new Set(reached.flatMap(quotaOf));
  };
  const reached = { now: quotas('OPEN'), forTooLong: quotas('FAILED') };
  for (const item of list) stages.set(item.id, stageOf(item, progress.get(item.id), stages, reached));
  return stages;
}

function stageOf(
  item: WorkItem,
  progress: StepProgress | undefined,
  stages: ReadonlyMap<string, Stage>,
  reached: Readonly<Record<'now' | 'forTooLong', ReadonlySet<string>>>,
): Stage {
  if (progress !== undefined && progress.status !== 'OPEN') return progress.status;
  const needed = item.after.map((id) => stages.get(id));
  if (needed.some((stage) => stage === 'FAILED' || stage === 'SKIPPED')) return 'SKIPPED';
  if (needed.some((stage) => stage !== 'READY')) return 'BLOCKED';
  if (item.afterEnd.some((id) => !hasEnded(stages.get(id)))) return 'BLOCKED';
  if (progress?.begunAt !== undefined) return 'OPEN';
  if (quotaOf(item).some((quota) => reached.forTooLong.has(quota))) return 'SKIPPED';
  return quotaOf(item).some((quota) => reached.now.has(quota)) ? 'HELD_BACK' : 'OPEN';
}

export function hasEnded(stage: Stage | undefined): boolean {
  return stage === 'READY' || stage === 'FAILED' || stage === 'SKIPPED';
}

/** The quota on work in progress that the beginning of an item may reach: one of each type, if Personalize has any. */
function quotaOf({ work }: WorkItem): readonly string[] {
  return work.kind === 'RESOURCE' && work.continues === undefined && work.until !== 'CHECKED'
    ? [work.resource.type]
    : [];
}
