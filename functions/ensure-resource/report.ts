import type { Memory, Progress, Step } from '../../resources/step';
import type { Announcement } from './announcer';

/**
 * What a look has to tell the world: that the resource is being created or updated, and that it is there. Nothing is
 * told of a resource that was as it should be, nor twice of the same change.
 */
export function announcements(step: Step, before: Memory, progress: Progress): readonly Announcement[] {
  const { arn, outcome } = progress.memory;
  if (arn === undefined) return [];
  const { type } = step.resource;
  const told: Announcement[] = [];
  if (outcome === 'CREATED' && before.outcome !== 'CREATED') told.push({ type, arn, status: 'CREATING' });
  if (outcome === 'UPDATED' && before.outcome === 'UNCHANGED') told.push({ type, arn, status: 'UPDATING' });
  if (progress.status === 'READY' && step.until === 'ACTIVE' && outcome !== 'UNCHANGED') {
    const durationSeconds = Math.round((step.now.getTime() - step.startedAt.getTime()) / 1000);
    told.push({ type, arn, status: 'ACTIVE', durationSeconds });
  }
  return told;
}
