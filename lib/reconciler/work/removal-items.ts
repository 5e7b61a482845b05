import type { DesiredState } from '../../parameter-file/desired-state';
import { type OwnResource, REMOVABLE_TYPES } from '../../record-table/own-resources';
import { isInFile } from '../removal/own-in-account';
import { describeResource } from '../step';
import type { WorkItem, WorkLock } from './work-item';
import { LOCKS } from './work-locks';

/** Inputs of the items for deletions: the resources to delete, and the items that come before the deletions. */
export interface RemovalScope {
  readonly state: DesiredState;
  readonly own: readonly OwnResource[];
  /** Ids of the items that must be ready before any deletion. */
  readonly after: readonly string[];
}

/**
 * Items for deletions, one for each resource. Their order is the order that Personalize requires: campaigns before their
 * solution, and datasets last. Resources that are in the parameter file are never deleted.
 */
export function removalItems({ state, own, after }: RemovalScope): readonly WorkItem[] {
  const removed = REMOVABLE_TYPES.flatMap((type) => own.filter((each) => each.type === type)).filter(
    (each) => !isInFile(state, each),
  );
  return removed.map((each) => {
    const first = removed.filter((other) => isBefore(other, each)).map(idOf);
    const lock = lockOf(each);
    return {
      id: idOf(each),
      title: `deletion of ${describeResource({ state, resource: resourceOf(each) })}`,
      work: { kind: 'RESOURCE', resource: resourceOf(each), until: 'ABSENT', own: each },
      after: [...after, ...first],
      afterEnd: [],
      ...(lock && { lock }),
    };
  });
}

function isBefore(other: OwnResource, { type, name }: OwnResource): boolean {
  if (type === 'dataset') return other.type !== 'dataset';
  return type === 'solution' && other.type === 'campaign' && other.solution === name;
}

function idOf({ type, arn }: OwnResource): string {
  return `${type}#${arn}#ABSENT`;
}

/** The resource in the form that steps need. The ARN is in place of a pointer, because the resource is not in the parameter file. */
function resourceOf({ type, name, arn }: OwnResource) {
  return { type, name, pointer: arn, request: {} };
}

/** Lock under which a run of an earlier file may still work on the resource. The deletion needs the same lock. */
function lockOf({ type, name, solution }: OwnResource): WorkLock | undefined {
  if (type === 'recommender') return LOCKS.recommender(name);
  if (type === 'dataset') return LOCKS.data;
  return solution === undefined ? undefined : LOCKS.solution(solution);
}
